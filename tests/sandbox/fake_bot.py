"""A small bot of the tests' own: it keeps what it hears and answers as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

import msal
import requests

from tests.office import Office
from tests.seen import Json

SCOPE = "https://api.botframework.com/.default"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
Answer = tuple[int, Any]
HEARING_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One activity as it came in."""

    activity: Json
    token: str


@dataclass(slots=True)
class FakeBot:
    """`replies` decides on the answer by the activity's name or type; `delays` come before it."""

    office: Office
    heard: list[Heard] = field(default_factory=list)
    replies: dict[str, Callable[[Json], Answer]] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    url: str = ""
    token: str = ""

    def hear(self, activity: Json, authorization: str) -> Answer:
        """Take in one activity."""
        self.heard.append(Heard(activity, authorization.removeprefix("Bearer ")))
        if self.delays:
            time.sleep(self.delays.pop(0))
        kind = activity.get("name") or activity.get("type", "")
        reply = self.replies.get(kind)
        return reply(activity) if reply else (200, None)

    def last(self, kind: str) -> Json:
        """The newest activity of a type or name; what a page has just sent may be on its way."""
        deadline = time.monotonic() + HEARING_SECONDS
        while not (fitting := self._of_kind(kind)):
            assert time.monotonic() < deadline, f"no {kind} came"
            time.sleep(0.02)
        return fitting[-1]

    def _of_kind(self, kind: str) -> list[Json]:
        return [
            h.activity for h in self.heard if kind in (h.activity.get("name"), h.activity["type"])
        ]

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        """Call the connector with the bot's token."""
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self.office.facts["service_url"] + path,
                json=body,
                headers={"Authorization": f"Bearer {self.token}"} | headers,
                verify=self.office.facts["ca_file"],
                timeout=20,
            )

    def send(self, conversation: str, activity: Json) -> requests.Response:
        """Send an activity to a conversation."""
        path = f"v3/conversations/{quote(conversation, safe='')}/activities"
        return self.call("POST", path, {"type": "message"} | activity)

    def send_card(self, conversation: str, card: Json) -> str:
        """Send a card; the message's id."""
        response = self.send(conversation, {"attachments": [attached(card)]})
        assert response.status_code == 201, response.text
        return str(response.json()["id"])


def attached(card: Json) -> Json:
    """A card as an attachment."""
    return {"contentType": CARD_TYPE, "content": card}


def card_of(*body: Json, actions: tuple[Json, ...] = ()) -> Json:
    """A small adaptive card."""
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": list(actions)}


def dialog_of(card: Json, title: str = "Ein Dialog") -> Answer:
    """The answer that opens or continues a dialog."""
    value = {"title": title, "width": "medium", "height": "medium", "card": attached(card)}
    return 200, {"task": {"type": "continue", "value": value}}


def said(text: str) -> Answer:
    """The answer that shows a text and an OK."""
    return 200, {"task": {"type": "message", "value": text}}


def submit(title: str, *, fetches: bool = False, **more: Any) -> Json:
    """An Action.Submit."""
    data: Json = {"msteams": {"type": "task/fetch"}} if fetches else {}
    return {"type": "Action.Submit", "title": title, "data": data | more.pop("data", {}), **more}


def bearer(office: Office, secret: str = "") -> Json:
    """What the login service answers to the real msal."""
    facts = office.facts
    app = msal.ConfidentialClientApplication(
        facts["app_id"],
        authority=facts["login_authority"],
        client_credential=secret or facts["app_secret"],
        validate_authority=False,
        verify=facts["ca_file"],
    )
    return dict(app.acquire_token_for_client([SCOPE]))


@contextmanager
def start_fake_bot(office: Office, *, signs_in: bool = True) -> Iterator[FakeBot]:
    """Let a fake bot listen, and tell the sandbox where; one that only listens need not sign in."""
    bot = FakeBot(office, token=bearer(office)["access_token"] if signs_in else "")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(bot))
    bot.url = f"http://127.0.0.1:{server.server_address[1]}/api/messages"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    office.set_bot(bot.url)
    try:
        yield bot
    finally:
        server.shutdown()
        server.server_close()


def _handler(bot: FakeBot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = bot.hear(json.loads(body), self.headers.get("Authorization", ""))
            content = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            try:
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as inherited
            return

    return Handler
