"""What an office has to say before its package can be built, refused with words if it cannot be."""

import re
from dataclasses import dataclass
from typing import Self
from uuid import UUID

LONGEST_HOST = 253
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
NOBODY = UUID(int=0)


class PackageError(Exception):
    """The package cannot be built; `key` and `values` find the words that say why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class PackageFor:
    """The registration of the bot, and the host name under which it can be reached."""

    app_id: str
    host: str

    @classmethod
    def typed(cls, app_id: str, host: str) -> Self:
        """Return what somebody has typed in its one form."""
        return cls(_app_id(app_id.strip()), _host(host.strip().rstrip(".").lower()))


def _app_id(typed: str) -> str:
    try:
        app_id = UUID(typed)
    except ValueError:
        raise PackageError("cli.manifest.app_id_wrong", app_id=typed) from None
    if app_id == NOBODY:
        raise PackageError("cli.manifest.app_id_wrong", app_id=typed)
    return str(app_id)


def _host(typed: str) -> str:
    # Teams opens the pages over https at the usual port: nothing but the name is to be chosen.
    for sign, key in (("//", "scheme"), ("/", "path"), (":", "port"), ("*", "wildcard")):
        if sign in typed:
            raise PackageError(f"cli.manifest.host_with_{key}", host=typed)
    if len(typed) > LONGEST_HOST or not HOST.fullmatch(typed):
        raise PackageError("cli.manifest.host_wrong", host=typed)
    return typed
