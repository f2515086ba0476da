"""Microsoft's public keys, fetched without blocking and kept for when the service is down."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

import aiohttp
from jwt import PyJWK

from bot.telemetry import log

FETCH_TIMEOUT_S = 3.0
"""Teams waits five seconds for an answer; a refusal that says why is better than none."""

REFRESH_AFTER_S = 24 * 3600.0
USABLE_FOR_S = 5 * 24 * 3600.0
MOST_TRIES = 6
TRIES_WITHIN_S = 60.0
PAUSE_AFTER_FAULT_S = 1.0


class KeysUnavailableError(Exception):
    """Microsoft's keys cannot be had, so that nobody can say whether a token is good."""


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
        self._has_failed = False
        self._fetching: asyncio.Task[None] | None = None

    @property
    def is_loaded(self) -> bool:
        """Say whether there are keys that may still be used."""
        return bool(self._keys) and time.monotonic() - self._fetched_at < USABLE_FOR_S

    async def find(self, kid: str) -> SigningKey | None:
        """Return the key of that name, asking Microsoft once more if it is new to us.

        Raises KeysUnavailableError while no keys can be had at all, and for a new name while
        Microsoft does not answer: the key may well be one of its newest.
        """
        if kid not in self._keys or not self.is_loaded:
            await self.refresh()
        elif time.monotonic() - self._fetched_at > REFRESH_AFTER_S:
            # A known key is good enough to go on with; nobody waits for Microsoft.
            self._begin()
        key = self._keys.get(kid)
        if not self.is_loaded or (key is None and self._has_failed):
            raise KeysUnavailableError
        return key

    async def refresh(self) -> None:
        """Fetch the keys; whoever asks meanwhile waits for the same answer.

        New keys of Microsoft's work at once, and a flood of invented ones asks for little.
        """
        if fetching := self._begin():
            await asyncio.shield(fetching)

    def _begin(self) -> asyncio.Task[None] | None:
        if self._fetching is None or self._fetching.done():
            if not self._may_try():
                return None
            self._tried_at.append(time.monotonic())
            self._fetching = asyncio.create_task(self._try())
        return self._fetching

    def _may_try(self) -> bool:
        now = time.monotonic()
        if not self.is_loaded or self._has_failed:
            return not self._tried_at or now - self._tried_at[-1] > PAUSE_AFTER_FAULT_S
        return len(self._tried_at) < MOST_TRIES or now - self._tried_at[0] > TRIES_WITHIN_S

    async def _try(self) -> None:
        try:
            self._keys = await self._fetch()
            self._fetched_at = time.monotonic()
            self._has_failed = False
        except Exception as fault:
            self._has_failed = True
            # The known keys stay in place.
            log("signing_keys_not_fetched", fault=type(fault).__name__)

    async def _fetch(self) -> dict[str, SigningKey]:
        async with asyncio.timeout(FETCH_TIMEOUT_S):
            metadata = await self._get(self._metadata_url)
            answer = await self._get(str(metadata["jwks_uri"]))
        keys = {
            str(entry["kid"]): SigningKey(
                PyJWK.from_dict(entry, algorithm="RS256"),
                frozenset(entry.get("endorsements", ())),
            )
            for entry in answer["keys"]
            if entry.get("kty") == "RSA"
        }
        if not keys:
            raise ValueError("no keys")
        return keys

    async def _get(self, url: str) -> dict[str, Any]:
        async with self._session.get(url) as answer:
            answer.raise_for_status()
            content = await answer.json(content_type=None)
        if not isinstance(content, dict):
            raise ValueError("not a JSON object")
        return content
