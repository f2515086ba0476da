"""Settings from the environment, refused at start when something is missing or unsafe.

There is no setting that turns authentication off.
"""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

MICROSOFT_LOGIN = "https://login.microsoftonline.com/"
MICROSOFT_OPENID_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"


def _listed(value: str) -> str:
    if not value.replace(",", "").strip():
        raise ValueError("name at least one, separated by commas")
    return value


Listed = Annotated[str, NoDecode, AfterValidator(_listed)]


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
    key_dir: Path


class Settings(StorageSettings):
    """Everything that `themenblock serve` needs."""

    app_id: Annotated[str, Field(min_length=8)]
    app_secret: SecretStr
    tenants: Listed
    service_hosts: Listed
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
        return frozenset(part.strip().lower() for part in self.tenants.split(",") if part.strip())

    @property
    def allowed_service_hosts(self) -> frozenset[str]:
        """The hosts that messages may be sent to."""
        return frozenset(part.strip() for part in self.service_hosts.split(",") if part.strip())

    @property
    def authority(self) -> str:
        """Where the bot signs in: the login of its first tenant unless told otherwise."""
        return self.login_authority or MICROSOFT_LOGIN + self.tenants.split(",")[0].strip()

    @property
    def is_sandboxed(self) -> bool:
        """Say whether the login authority is on this machine, as only the sandbox's is."""
        return is_loopback(self.authority)

    @model_validator(mode="after")
    def _require_safe(self) -> Self:
        for url in (self.authority, self.openid_metadata):
            if urlsplit(url).scheme != "https":
                raise ValueError("login_authority and openid_metadata must be https addresses")
        if self.is_sandboxed != is_loopback(self.openid_metadata):
            raise ValueError("login_authority and openid_metadata must belong to the same side")
        if self.trusted_ca_file and not self.is_sandboxed:
            raise ValueError("trusted_ca_file is for a login authority on this machine only")
        if not self.app_secret.get_secret_value():
            raise ValueError("app_secret must not be empty")
        return self
