"""Under which names the sandbox stands in for Microsoft: this machine's, or Microsoft's own.

Microsoft's own names lead here only where somebody has seen to it, in a network namespace for
instance; then a bot needs no setting that a real one would not have.
"""

from __future__ import annotations

from dataclasses import dataclass

MICROSOFTS = ("login.botframework.com", "login.microsoftonline.com", "smba.trafficmanager.net")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where keys, login and Connector are, each without a path; and the path of the login."""

    keys: str
    login: str
    connector: str
    login_path: str = "/adfs"

    @property
    def authority(self) -> str:
        """What msal is told."""
        return self.login + self.login_path

    @property
    def openid_metadata(self) -> str:
        """Where the keys are announced."""
        return f"{self.keys}/v1/.well-known/openidconfiguration"

    @property
    def service_url(self) -> str:
        """What every activity names."""
        return f"{self.connector}/teams/"


def of_this_machine(port: int) -> Addresses:
    """Everything on one port of 127.0.0.1."""
    here = f"https://127.0.0.1:{port}"
    return Addresses(keys=here, login=here, connector=here)


def of_microsoft(tenant_id: str) -> Addresses:
    """Everything as it is called in production."""
    keys, login, connector = (f"https://{name}" for name in MICROSOFTS)
    return Addresses(keys=keys, login=login, connector=connector, login_path=f"/{tenant_id}")
