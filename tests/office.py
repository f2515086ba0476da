"""The tests' way into the sandbox: its process, its people, and what they see."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from tests.sandbox_process import sandbox_process
from tests.seen import Json, Message, Person, Seen, to_message, to_person, to_seen

__all__ = ["Json", "Message", "Office", "Person", "RefusedError", "Seen", "start_sandbox"]

PATIENCE_SECONDS = 120.0


class RefusedError(Exception):
    """The control API said no; `status` and `detail` say how."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail


class Office:
    """The control API of a running sandbox."""

    def __init__(self, facts: Json, directory: Path) -> None:
        self.facts = facts
        self.directory = directory

    def people(self, *, role: str = "", department: str = "") -> list[Person]:
        """The people, all or with a role word or in a department."""
        rows = [to_person(row) for row in self.get("/api/office")["people"]]
        fitting = [p for p in rows if not role or role in p.roles]
        return [p for p in fitting if not department or p.department == department]

    def person(self, key: str) -> Person:
        """A person by name, oid or Teams id."""
        return next(p for p in self.people() if key in (p.name, p.oid, p.user_id))

    def channel(self, name: str = "Allgemein") -> str:
        """The id of a channel."""
        return str(next(c["id"] for c in self.get("/api/office")["channels"] if c["name"] == name))

    def say(self, person: Person, conversation: str, text: str, **options: Any) -> Json:
        """Write a message; options are `reply_to` and `mention` (true unless said otherwise)."""
        body = {"person": person.oid, "conversation": conversation, "text": text, **options}
        return dict(self.post("/api/say", body))

    def messages(
        self, conversation: str, *, person: Person | None = None, since: int = -1, wait: float = 0
    ) -> list[Message]:
        """All messages of a conversation; waits until its revision is beyond `since`."""
        answer = self._conversation(conversation, person, since, wait)
        return [to_message(row) for row in answer["messages"]]

    def revision(self, conversation: str) -> int:
        """How often a conversation has changed."""
        return int(self._conversation(conversation, None, -1, 0)["revision"])

    def wait_for_change(self, conversation: str, since: int, *, wait: float = 20) -> int:
        """Wait until a conversation has changed since a revision; return the new revision."""
        return int(self._conversation(conversation, None, since, wait)["revision"])

    def last_card(
        self, conversation: str, *, person: Person | None = None, count: int = 1, wait: float = 20
    ) -> Message:
        """The newest card of the bot, once there are at least `count` of them."""
        deadline, since = time.monotonic() + wait, -1
        while True:
            left = max(0.0, deadline - time.monotonic())
            answer = self._conversation(conversation, person, since, left)
            cards = [m for m in map(to_message, answer["messages"]) if m.is_bot and m.card]
            if len(cards) >= count:
                return cards[-1]
            if not left:
                raise AssertionError(f"{len(cards)} of {count} cards in {conversation}")
            since = answer["revision"]

    def press(self, person: Person, message: Message, action: str | int, **inputs: Any) -> Seen:
        """Press a button of a message's card, by title or place."""
        body = {"person": person.oid, "message": message.id, "action": action, "inputs": inputs}
        return to_seen(self.post("/api/press", body))

    def submit(self, seen: Seen, action: str | int, **inputs: Any) -> Seen:
        """Press a button inside a dialog."""
        path = f"/api/dialogs/{seen.dialog}/submit"
        return to_seen(self.post(path, {"action": action, "inputs": inputs}))

    def dismiss(self, seen: Seen) -> None:
        """Close a dialog by hand; the bot is not told."""
        self._call("DELETE", f"/api/dialogs/{seen.dialog}", {})

    def invoke(
        self, person: Person, conversation: str, name: str, value: Any, **options: Any
    ) -> list[Json]:
        """A raw invoke; options are `reply_to`, `activity_id` and `times` (all at once)."""
        body = {"person": person.oid, "conversation": conversation, "name": name, "value": value}
        return list(self.post("/api/invoke", body | options))

    def activity(
        self, person: Person, conversation: str, activity: Json, token: Json | None = None
    ) -> Json:
        """A raw message activity with fields replaced (null removes) and a token to be forged."""
        body = {"person": person.oid, "conversation": conversation, "activity": activity}
        return dict(self.post("/api/activity", body | {"token": token or {}}))

    def colleagues(self, message: Message, count: int, *, seed: int = 1, **more: Any) -> Json:
        """Let invented colleagues answer a message; `excepted` leaves people out."""
        left_out = [person.oid for person in more.get("excepted", ())]
        body = {"message": message.id, "count": count, "seed": seed, "except": left_out}
        return dict(self.post("/api/colleagues", body))

    def colleagues_left(self, message: Message) -> Json:
        """How many colleagues could answer a message (`members`), and how many are `left`."""
        return dict(self.get(f"/api/colleagues?{urlencode({'message': message.id})}"))

    def install(self, person: Person | None = None) -> list[int]:
        """Add the bot to the team, or to one person's chats; the bot's answers."""
        body = {"person": person.oid} if person else {"team": True}
        return list(self.post("/api/install", body)["statuses"])

    def uninstall(self, person: Person | None = None) -> list[int]:
        """Remove the bot from the team, or from one person's chats."""
        body = {"person": person.oid} if person else {"team": True}
        return list(self.post("/api/uninstall", body)["statuses"])

    def upload(self, package: bytes) -> Json:
        """Upload an app package, as an administrator does."""
        return dict(self.post("/api/app", {"package": base64.b64encode(package).decode()}))

    def app(self, person: Person) -> Json:
        """What a person is shown of the app that was uploaded."""
        return dict(self.get(f"/api/app?{urlencode({'person': person.oid})}"))

    def leave(self, person: Person) -> None:
        """Somebody leaves the team."""
        self.post(f"/api/people/{person.oid}/leave", {})

    def join(self, person: Person) -> None:
        """Somebody joins the team."""
        self.post(f"/api/people/{person.oid}/join", {})

    def block(self, person: Person, *, is_blocked: bool = True) -> None:
        """Somebody blocks the bot, or no longer does."""
        self.post(f"/api/people/{person.oid}/block", {"is_blocked": is_blocked})

    def clock(self) -> Json:
        """What the office's clock shows: now, moves, settled, is_settled."""
        return dict(self.get("/api/clock"))

    def move_clock(self, to: str, *, wait: float = 30) -> Json:
        """Set the clock (ISO time, UTC unless it says otherwise); wait for the bot to follow."""
        moved = dict(self.post("/api/clock", {"to": to, "wait": wait}))
        if wait and not moved["is_settled"]:
            raise AssertionError(f"the bot did not follow the clock to {to}: {moved}")
        return moved

    def set_bot(self, url: str, *replicas: str) -> None:
        """Say where the bot listens, and where its replicas do."""
        self.post("/api/bot", {"url": url, "replicas": list(replicas)})

    def set_patience(self, **seconds: float) -> None:
        """Shorten the waiting for answers: `dialog`, `card_action`, `message`."""
        self.post("/api/patience", seconds)

    def add_fault(self, kind: str, **rule: Any) -> None:
        """Put a fault in force; the rule is described in docs/development/sandbox.md."""
        self.post("/api/faults", {"kind": kind, **rule})

    def faults(self) -> list[Json]:
        """The faults in force, with how often each has struck."""
        return list(self.get("/api/faults"))

    def clear_faults(self) -> None:
        """End all faults."""
        self._call("DELETE", "/api/faults", {})

    def end_fault(self, fault_id: int) -> None:
        """End one fault."""
        self._call("DELETE", f"/api/faults/{fault_id}", {})

    def change_channel(self, change: str, **more: Any) -> Json:
        """Change a channel: create, rename, delete, members, add_bot or remove_bot."""
        return dict(self.post("/api/channels", {"change": change, **more}))

    def change_team(self, change: str, **more: Any) -> None:
        """Rename, archive, unarchive, delete or restore the team."""
        self.post("/api/team", {"change": change, **more})

    def requests(self, since: int = 0) -> list[Json]:
        """What the bot asked Microsoft's side for of late, oldest first."""
        return list(self.get(f"/api/requests?since={since}"))

    def deliveries(self, since: int = 0) -> list[Json]:
        """What was brought to the bot of late, oldest first."""
        return list(self.get(f"/api/deliveries?since={since}"))

    def news(self, person: Person) -> list[Json]:
        """What others have written where a person is, newest first."""
        return list(self.get(f"/api/news?person={person.oid}"))

    def roll_over_keys(self) -> None:
        """Withdraw the oldest signing key and sign with a new one."""
        self.post("/api/keys/rollover", {})

    def traffic(self) -> Json:
        """Counts of requests and deliveries, violations, and everything stored as a message."""
        return dict(self.get("/api/traffic"))

    def get(self, path: str) -> Any:
        """Any address of the control API."""
        return self._call("GET", path, None)

    def post(self, path: str, body: Json) -> Any:
        """Any address of the control API."""
        return self._call("POST", path, body)

    def _conversation(
        self, conversation: str, person: Person | None, since: int, wait: float
    ) -> Json:
        query = {"since": str(since), "wait": str(wait)}
        if person:
            query["person"] = person.oid
        path = f"/api/conversations/{quote(conversation, safe='')}/messages"
        return dict(self.get(f"{path}?{urlencode(query)}"))

    def _call(self, method: str, path: str, body: Json | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        url = self.facts["page"] + path
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                raise RefusedError(error.code, error.read().decode()) from None


@contextmanager
def start_sandbox(
    directory: Path,
    *,
    bot_url: str = "",
    office_file: Path | None = None,
    app_package: Path | None = None,
    certificate: Path | None = None,
) -> Iterator[Office]:
    """Start the sandbox as a process of its own; end it afterwards.

    What it prints is in `sandbox.log` in the directory, and is empty if all went well.
    """
    given = {"--bot-url": bot_url, "--office": office_file, "--app-package": app_package}
    given["--app-certificate"] = certificate
    with sandbox_process(directory, given) as facts:
        yield Office(facts, directory)
