"""Brings signed activities to the bot, and asks again where Teams would."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from time import time
from typing import Any

import aiohttp
import jwt

from sandbox.keys import BOT_FRAMEWORK, KeyRing, SigningKey
from sandbox.limits import CARD_ACTION_SECONDS, DIALOG_SECONDS, INVOKE_ATTEMPTS
from sandbox.traffic import Traffic

MESSAGE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered; status 0 means that it could not be reached or took too long."""

    status: int
    body: Any
    attempts: int = 1

    def shown(self) -> dict[str, Any]:
        """The answer for tests."""
        return {"status": self.status, "body": self.body, "attempts": self.attempts}


@dataclass(frozen=True, slots=True)
class Forgery:
    """What is wrong with a token on purpose; by default nothing."""

    claims: dict[str, Any] = field(default_factory=dict)
    omit: tuple[str, ...] = ()
    signer: str = "current"
    kid: str | None = None
    alg: str = "RS256"
    raw: str | None = None


@dataclass(slots=True)
class Patience:
    """How long Teams waits for each kind of answer, in seconds; tests shorten it."""

    dialog: float = DIALOG_SECONDS
    card_action: float = CARD_ACTION_SECONDS
    message: float = MESSAGE_SECONDS


@dataclass(slots=True)
class Delivery:
    """The way to one bot."""

    keys: KeyRing
    traffic: Traffic
    app_id: str
    service_url: str
    bot_url: str
    patience: Patience = field(default_factory=Patience)
    _session: aiohttp.ClientSession | None = None

    async def send(self, activity: dict[str, Any], forgery: Forgery | None = None) -> Answer:
        """Deliver once."""
        return await self._attempt(activity, self.patience.message, forgery or Forgery())

    async def ask(self, activity: dict[str, Any]) -> Answer:
        """Deliver an invoke; if no answer comes in time, deliver the very same again."""
        is_dialog = activity.get("name", "").startswith("task/")
        seconds = self.patience.dialog if is_dialog else self.patience.card_action
        answer = Answer(0, None)
        for attempt in range(1, INVOKE_ATTEMPTS + 1):
            answer = await self._attempt(activity, seconds, Forgery())
            answer = Answer(answer.status, answer.body, attempt)
            if answer.body != "timeout":
                return answer
        return answer

    async def ask_at_once(self, activity: dict[str, Any], times: int) -> list[Answer]:
        """Deliver the very same invoke several times at the same moment."""
        asked = (
            self._attempt(activity, self.patience.card_action, Forgery()) for _ in range(times)
        )
        return list(await asyncio.gather(*asked))

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    async def _attempt(self, activity: dict[str, Any], seconds: float, forgery: Forgery) -> Answer:
        kind = activity.get("name") or str(activity.get("type"))
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token := self._token(forgery):
            headers["Authorization"] = f"Bearer {token}"
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        try:
            async with self._session.post(
                self.bot_url,
                data=json.dumps(activity).encode(),
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=seconds),
            ) as response:
                answer = Answer(response.status, _parsed(await response.read()))
        except TimeoutError:
            answer = Answer(0, "timeout")
        except aiohttp.ClientError as error:
            answer = Answer(0, type(error).__name__)
        self.traffic.delivery(kind, answer.status or str(answer.body))
        return answer

    def _token(self, forgery: Forgery) -> str:
        if forgery.raw is not None:
            return forgery.raw
        now = int(time())
        claims: dict[str, Any] = {
            "serviceurl": self.service_url,
            "nbf": now - 5,
            "exp": now + 3600,
            "iss": BOT_FRAMEWORK,
            "aud": self.app_id,
        }
        claims |= forgery.claims
        for name in forgery.omit:
            claims.pop(name, None)
        if forgery.alg == "RS256":
            kid = self.keys.current.kid if forgery.kid == "current" else forgery.kid
            return self._signer(forgery.signer).sign(claims, kid=kid)
        key = "" if forgery.alg == "none" else "a shared secret that nobody ever agreed upon"
        headers = {"kid": forgery.kid or self.keys.current.kid}
        return jwt.encode(claims, key, algorithm=forgery.alg, headers=headers)

    def _signer(self, name: str) -> SigningKey:
        if name == "current":
            return self.keys.current
        return self.keys.retired if name == "retired" else self.keys.stranger


def _parsed(body: bytes) -> Any:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
