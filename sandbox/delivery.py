"""Brings signed activities to the bot, and asks again where Teams would."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt

from sandbox.keys import BOT_FRAMEWORK, KeyRing, SigningKey
from sandbox.limits import CARD_ACTION_SECONDS, DIALOG_SECONDS, INVOKE_ATTEMPTS
from sandbox.record.exchanges import Attempt, Exchange, Exchanges, parsed
from sandbox.record.traffic import Traffic

MESSAGE_SECONDS = 15.0
TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered; status 0 means that it could not be reached or took too long."""

    status: int
    body: Any
    tries: tuple[Attempt, ...] = ()
    content: bytes = b""

    def shown(self) -> dict[str, Any]:
        """The answer for the page and the tests."""
        return {"status": self.status, "body": self.body, "attempts": len(self.tries)}

    @property
    def milliseconds(self) -> int:
        """How long it took, all tries together."""
        return sum(one.milliseconds for one in self.tries)


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

    def for_invoke(self, activity: dict[str, Any]) -> float:
        """How long an invoke is waited for."""
        is_dialog = activity.get("name", "").startswith("task/")
        return self.dialog if is_dialog else self.card_action


@dataclass(slots=True)
class Delivery:
    """The way to one bot; `posted` keeps what was brought there of late."""

    keys: KeyRing
    traffic: Traffic
    app_id: str
    service_url: str
    bot_url: str
    replica_urls: tuple[str, ...] = ()
    patience: Patience = field(default_factory=Patience)
    posted: Exchanges = field(default_factory=Exchanges)
    _session: aiohttp.ClientSession | None = None
    _turns: Iterator[int] = field(default_factory=count)

    async def send(self, activity: dict[str, Any], forgery: Forgery | None = None) -> Answer:
        """Deliver once."""
        answer = await self._attempt(activity, self.patience.message, forgery or Forgery())
        self._note(activity, answer)
        return answer

    async def ask(self, activity: dict[str, Any]) -> Answer:
        """Deliver an invoke; if no answer comes in time, deliver the very same again."""
        seconds = self.patience.for_invoke(activity)
        tries: tuple[Attempt, ...] = ()
        answer = Answer(0, None)
        for _ in range(INVOKE_ATTEMPTS):
            answer = await self._attempt(activity, seconds, Forgery())
            tries += answer.tries
            if answer.body != TIMEOUT:
                break
        answer = Answer(answer.status, answer.body, tries, answer.content)
        self._note(activity, answer)
        return answer

    async def ask_at_once(self, activity: dict[str, Any], times: int) -> list[Answer]:
        """Deliver the very same invoke several times at the same moment."""
        seconds = self.patience.card_action
        asked = (self._attempt(activity, seconds, Forgery()) for _ in range(times))
        answers = list(await asyncio.gather(*asked))
        for answer in answers:
            self._note(activity, answer)
        return answers

    async def again(self, first: Exchange) -> Exchange:
        """Deliver what was delivered before, the very same, with a fresh token."""
        activity = json.loads(first.sent)
        answer = await self._attempt(activity, self.patience.card_action, Forgery())
        return self._note(activity, answer, again_of=first.id)

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _note(
        self, activity: dict[str, Any], answer: Answer, *, again_of: int | None = None
    ) -> Exchange:
        return self.posted.add(
            Exchange(
                kind=_kind(activity),
                method="POST",
                path="/api/messages",
                conversation=_part(activity, "conversation", "id"),
                person=_part(activity, "from", "aadObjectId"),
                attempts=answer.tries,
                sent=json.dumps(activity).encode(),
                answer=answer.content,
                again_of=again_of,
            )
        )

    async def _attempt(self, activity: dict[str, Any], seconds: float, forgery: Forgery) -> Answer:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if token := self._token(forgery):
            headers["Authorization"] = f"Bearer {token}"
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        status, body, content = 0, None, b""
        began = monotonic()
        try:
            async with self._session.post(
                await self._listening(),
                data=json.dumps(activity).encode(),
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=seconds),
            ) as response:
                content = await response.read()
                status, body = response.status, parsed(content)
        except TimeoutError:
            body = TIMEOUT
        except aiohttp.ClientError as error:
            body = type(error).__name__
        took = round((monotonic() - began) * 1000)
        self.traffic.delivery(_kind(activity), status or str(body))
        return Answer(status, body, (Attempt(status or str(body), took),), content)

    async def _listening(self) -> str:
        """Give the replicas their turns; like a load balancer, pass over one that is not there."""
        urls = (self.bot_url, *self.replica_urls)
        first = next(self._turns)
        for number in range(len(urls)):
            url = urls[(first + number) % len(urls)]
            if len(urls) == 1 or await _is_there(url):
                return url
        return self.bot_url

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
        if forgery.alg.startswith("RS"):
            kid = self.keys.current.kid if forgery.kid == "current" else forgery.kid
            return self._signer(forgery.signer).sign(claims, kid=kid, alg=forgery.alg)
        key = "" if forgery.alg == "none" else "a shared secret that nobody ever agreed upon"
        headers = {"kid": forgery.kid or self.keys.current.kid}
        return jwt.encode(claims, key, algorithm=forgery.alg, headers=headers)

    def _signer(self, name: str) -> SigningKey:
        if name == "current":
            return self.keys.current
        return self.keys.retired if name == "retired" else self.keys.stranger


def _kind(activity: dict[str, Any]) -> str:
    return str(activity.get("name") or activity.get("type"))


def _part(activity: dict[str, Any], name: str, field_name: str) -> str:
    # Raw activities of tests may have anything in place of a part, or nothing.
    part = activity.get(name)
    return str(part.get(field_name, "")) if isinstance(part, dict) else ""


async def _is_there(url: str) -> bool:
    parts = urlsplit(url)
    try:
        _, writer = await asyncio.open_connection(parts.hostname, parts.port)
    except OSError:
        return False
    writer.close()
    return True
