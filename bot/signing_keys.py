"""Microsoft's public keys, fetched without blocking and kept for when the service is down."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

import aiohttp
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from bot.telemetry import log

FETCH_TIMEOUT_S = 5.0
REFRESH_AFTER_S = 24 * 3600.0
USABLE_FOR_S = 5 * 24 * 3600.0
MOST_TRIES = 6
TRIES_WITHIN_S = 60.0


class KeysUnavailableError(Exception):
    """Microsoft's keys cannot be had at all."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key, and the channels that it may vouch for."""

    key: PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """The keys that activities are signed with."""

    def __init__(self, session: aiohttp.ClientSession, metadata_url: str) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._keys: dict[str, SigningKey] = {}
        self._fetched_at = float("-inf")
        self._tried_at: deque[float] = deque(maxlen=MOST_TRIES)
        self._lock = asyncio.Lock()
        self._renewing: asyncio.Task[None] | None = None

    @property
    def is_loaded(self) -> bool:
        """Say whether there are keys that may still be used."""
        return bool(self._keys) and time.monotonic() - self._fetched_at < USABLE_FOR_S

    async def find(self, kid: str) -> SigningKey | None:
        """Return the key of that name, asking Microsoft once more if it is new to us.

        Raises KeysUnavailableError while no keys can be had at all.
        """
        if kid not in self._keys:
            await self.refresh()
        elif time.monotonic() - self._fetched_at > REFRESH_AFTER_S:
            # A known key is good enough to go on with; nobody waits for Microsoft.
            self._renew()
        if not self.is_loaded:
            raise KeysUnavailableError
        return self._keys.get(kid)

    async def refresh(self) -> None:
        """Fetch the keys, a few times a minute at most; a failure leaves the known ones in place.

        New keys of Microsoft's work at once, and a flood of invented ones asks for little.
        """
        async with self._lock:
            now = time.monotonic()
            if len(self._tried_at) == MOST_TRIES and now - self._tried_at[0] < TRIES_WITHIN_S:
                return
            self._tried_at.append(now)
            try:
                keys = await self._fetch()
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, PyJWTError) as fault:
                log("signing_keys_not_fetched", fault=type(fault).__name__)
                return
            self._keys = keys
            self._fetched_at = time.monotonic()

    def _renew(self) -> None:
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self.refresh())

    async def _fetch(self) -> dict[str, SigningKey]:
        async with asyncio.timeout(FETCH_TIMEOUT_S):
            metadata = await self._get(self._metadata_url)
            answer = await self._get(str(metadata["jwks_uri"]))
        return {
            str(entry["kid"]): SigningKey(
                PyJWK.from_dict(entry, algorithm="RS256"),
                frozenset(entry.get("endorsements", ())),
            )
            for entry in answer["keys"]
            if entry.get("kty") == "RSA"
        }

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url) as answer:
            answer.raise_for_status()
            content = await answer.json(content_type=None)
        if not isinstance(content, dict):
            raise ValueError("not a JSON object")
        return content
