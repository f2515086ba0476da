"""Tokens whose signature was checked a moment ago: Teams sends the same one for an hour.

Only that check is spared. What a request says is held against its token every time, and a token
counts no longer than it says or than the key that it was checked with is among Microsoft's keys.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.door.signing_keys import SigningKey

MOST_KNOWN = 256


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a verified token vouches for."""

    service_url: str
    endorsements: frozenset[str]
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verified:
    """A token that was good when it came, and the key that showed it."""

    credentials: Credentials
    kid: str
    key: SigningKey
    ends_at: float


class VerifiedTokens:
    """The tokens of late, by their hash: nobody who looks into memory finds one to use."""

    def __init__(self) -> None:
        self._known: dict[bytes, Verified] = {}

    def find(self, token: str) -> Verified | None:
        """Return what was found out about a token, unless it has ended meanwhile."""
        name = _name(token)
        known = self._known.get(name)
        if known is not None and known.ends_at <= time.time():
            del self._known[name]
            return None
        return known

    def keep(self, token: str, verified: Verified) -> None:
        """Remember a good token; the oldest gives way, so that nobody can fill the memory."""
        self._known.pop(_name(token), None)
        while len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        self._known[_name(token)] = verified


def _name(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
