"""Settings from the environment, refused at start when something is missing or unsafe.

There is no setting that turns authentication off.
"""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

MICROSOFT_LOGIN = "https://login.microsoftonline.com/"
MICROSOFT_OPENID_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LOGIN_HOST = "login.microsoftonline.com"
KEYS_HOST = "login.botframework.com"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def _id(value: str) -> str:
    if not ID.fullmatch(value.strip()):
        raise ValueError("it has to be an id such as 01234567-89ab-cdef-0123-456789abcdef")
    return value.strip()


def _id_or_none(value: str) -> str:
    return _id(value) if value.strip() else ""


def _parts(value: str) -> tuple[str, ...]:
    parts = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    if not parts:
        raise ValueError("name at least one, separated by commas")
    return parts


def _ids(value: str) -> str:
    return ",".join(_id(part) for part in _parts(value))


def _hosts(value: str) -> str:
    # A name is compared as it stands: a pattern or an address would let nobody in, and say nothing.
    if not all(HOST_NAME.fullmatch(part) for part in _parts(value)):
        raise ValueError("host names only: no https://, no path, no port and no *")
    return ",".join(_parts(value))


def _directory(value: Path) -> Path:
    if str(value).strip() in ("", "."):
        raise ValueError("name a directory")
    return value


def _certificate(value: Path | None) -> Path | None:
    if value is None:
        return None
    try:
        content = value.read_text("ascii")
    except (OSError, ValueError):
        raise ValueError("the file cannot be read") from None
    if "PRIVATE KEY-----" not in content or "BEGIN CERTIFICATE-----" not in content:
        raise ValueError("a PEM file is needed that holds the private key and the certificate")
    return value


Id = Annotated[str, AfterValidator(_id)]
Ids = Annotated[str, NoDecode, AfterValidator(_ids)]
Hosts = Annotated[str, NoDecode, AfterValidator(_hosts)]


def is_loopback(url: str) -> bool:
    """Say whether a URL points at this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class StorageSettings(BaseSettings):
    """Where things are kept."""

    model_config = SettingsConfigDict(env_prefix="THEMENBLOCK_", extra="ignore")

    database_url: Annotated[str, Field(pattern=r"^(sqlite:///|postgresql://).+")] = (
        "sqlite:///themenblock.db"
    )
    key_dir: Annotated[Path, AfterValidator(_directory)]


class PaperSettings(StorageSettings):
    """What papers about a process say of where it runs; all of it may be left out."""

    office_name: Annotated[str, Field(max_length=200)] = ""
    service_hosts: str = ""
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    otlp_endpoint: Annotated[str, Field(validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")] = ""


class Settings(StorageSettings):
    """Everything that `themenblock serve` needs."""

    app_id: Id
    app_secret: SecretStr = SecretStr("")
    app_certificate: Annotated[Path | None, AfterValidator(_certificate)] = None
    managed_identity: Annotated[str, AfterValidator(_id_or_none)] = ""
    tenants: Ids
    service_hosts: Hosts
    login_authority: str = ""
    openid_metadata: str = MICROSOFT_OPENID_METADATA
    trusted_ca_file: Path | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3978
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    otlp_endpoint: Annotated[
        str, Field(pattern=r"^(https?://.+)?$", validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    ] = ""
    office_name: Annotated[str, Field(max_length=200)] = ""
    contact: Annotated[str, Field(max_length=200)] = ""

    @property
    def tenant_ids(self) -> frozenset[str]:
        """The organisations whose people may talk to the bot."""
        return frozenset(self.tenants.split(","))

    @property
    def allowed_service_hosts(self) -> frozenset[str]:
        """The hosts that messages may be sent to."""
        return frozenset(self.service_hosts.split(","))

    @property
    def authority(self) -> str:
        """Where the bot signs in: the login of its first tenant unless told otherwise."""
        return self.login_authority or MICROSOFT_LOGIN + self.tenants.split(",")[0]

    @property
    def is_sandboxed(self) -> bool:
        """Say whether the login authority is on this machine, as only the sandbox's is."""
        return is_loopback(self.authority)

    @model_validator(mode="after")
    def _require_safe(self) -> Self:
        self._require_side(self.authority, LOGIN_HOST)
        self._require_side(self.openid_metadata, KEYS_HOST)
        if self.is_sandboxed != is_loopback(self.openid_metadata):
            raise ValueError("login_authority and openid_metadata must belong to the same side")
        if not self.is_sandboxed and any(map(_is_this_machine, self.allowed_service_hosts)):
            raise ValueError("service_hosts on this machine are the sandbox's only")
        if self.trusted_ca_file and not self.is_sandboxed:
            raise ValueError("trusted_ca_file is for a login authority on this machine only")
        self._require_credential()
        return self

    def _require_credential(self) -> None:
        secret = self.app_secret.get_secret_value().strip()
        if not (self.app_certificate or self.managed_identity or secret):
            raise ValueError(
                "one of THEMENBLOCK_APP_CERTIFICATE, THEMENBLOCK_MANAGED_IDENTITY and "
                "THEMENBLOCK_APP_SECRET is needed"
            )

    def _require_side(self, url: str, host: str) -> None:
        """Refuse what is neither Microsoft's nor the sandbox's: its keys would open the door."""
        try:
            parts = urlsplit(url)
        except ValueError:
            raise ValueError("login_authority and openid_metadata must be addresses") from None
        if parts.scheme != "https":
            raise ValueError("login_authority and openid_metadata must be https addresses")
        if parts.hostname != host and not is_loopback(url):
            raise ValueError(f"an address must be {host}'s, or for the sandbox one of this machine")


def _is_this_machine(host: str) -> bool:
    return is_loopback(f"https://{host}")
