"""How people answer: they read a page, press what it offers, and do not care how it is built.

Everybody marks their free text with a word of their own, so that an answer can be known again. What
is about to be sent is read from the page, as the person reads it.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.soak.figures import Figures
from bench.soak.filling import fill, new_mark
from bench.soak.ledger import NOTHING, Deed, Ledger, Marks, Outcome
from content.words import words
from tests.journeys.story import nodes
from tests.office import Json, Message, Office, Person, Seen
from tests.seen import to_seen

TEXTS = words("de")
UNSURE = TEXTS.text("errors.unsure.title")
SAVED = TEXTS.text("notices.answer_saved.title")
WITHDRAWN = TEXTS.text("notices.answer_withdrawn.title")
CONFIRM = TEXTS.text("withdraw.confirm")
BACK = TEXTS.text("answer.back")
OWN_ANSWER = TEXTS.text("own_answer.title")
DEPARTMENT = TEXTS.text("answer.department_short")
# Where a page shows two answers, the one that can be sent stands last, under this heading.
DRAFT = TEXTS.text("conflict.draft")
SENDS = re.compile(r"\bsenden\b", re.IGNORECASE)
MARK = re.compile(r"\bzq[a-p]{12}zq\b")
FETCHES = "task/fetch"

MOST_STEPS = 80
TRIES = 3
CLOSES_EARLY = 0.02
GOES_BACK = 0.08
IS_DOUBLED = 0.1
ASKS_FIRST = 0.15
PATIENCE_SECONDS = (0.5, 3.0)


@dataclass(slots=True)
class Crowd:
    """What everybody shares: the office, the card that asks them, and the books that are kept."""

    office: Office
    card: Message
    ledger: Ledger
    figures: Figures
    is_over: Callable[[], bool]
    thinking_seconds: float
    patience_seconds: tuple[float, float] = PATIENCE_SECONDS


@dataclass(slots=True)
class Window:
    """One person at one window, from opening the dialog to its end."""

    crowd: Crowd
    person: Person
    dice: random.Random

    def sit_down(self) -> None:
        """Answer, change, withdraw, or stop half-way."""
        mark = new_mark(self.dice)
        seen = self._enter()
        if seen.kind == "error":
            time.sleep(self.dice.uniform(*self.crowd.patience_seconds))
        for _ in range(MOST_STEPS):
            ways = [button for button in seen.buttons if _is_open(button, seen)]
            is_leaving = self.crowd.is_over() or self.dice.random() < CLOSES_EARLY
            if seen.kind != "dialog" or not ways or is_leaving:
                break
            time.sleep(self.dice.uniform(0.2, 1.8) * self.crowd.thinking_seconds)
            button = self._choose(ways)
            seen = self._send(seen, button, fill(seen, self.dice, self.person.department, mark))
        self._close(seen)

    def _enter(self) -> Seen:
        self.crowd.figures.count("sessions")
        message = self.crowd.card
        if self.dice.random() < ASKS_FIRST:
            message = self._ask() or message
        place = next(n for n, one in enumerate(_buttons(message)) if _fetches(one))
        body = {"person": self.person.oid, "message": message.id, "action": place}
        return self._call("/api/press", body)

    def _ask(self) -> Message | None:
        """Write a command in the personal chat; the newest card there, if it opens the block."""
        office, chat = self.crowd.office, self.person.chat
        commands = office.app(self.person)["commands"]["personal"]
        office.say(self.person, chat, self.dice.choice(commands)["title"])
        self.crowd.figures.count("commands")
        time.sleep(self.crowd.thinking_seconds)
        cards = [m for m in office.messages(chat, person=self.person) if m.is_bot and m.card]
        asking = [m for m in cards[-1:] if any(map(_fetches, _buttons(m)))]
        return asking[0] if asking else None

    def _choose(self, ways: list[Json]) -> Json:
        back = [button for button in ways if button["title"] == BACK]
        onward = [button for button in ways if button not in back] or ways
        if back and self.dice.random() < GOES_BACK:
            return back[0]
        main = [button for button in onward if button.get("style") == "positive"]
        if main and self.dice.random() < 0.8:
            return main[0]
        return self.dice.choice(onward)

    def _send(self, seen: Seen, button: Json, inputs: dict[str, Any]) -> Seen:
        deed = self._deed(seen, button["title"])
        place = seen.buttons.index(button)
        body = {"action": place, "inputs": inputs}
        for _ in range(TRIES):
            found = self._call(f"/api/dialogs/{seen.dialog}/submit", body)
            if deed:
                self.crowd.ledger.end(deed, outcome_of(found, deed))
            if found.kind != "error" or self.crowd.is_over():
                return found
            time.sleep(self.dice.uniform(*self.crowd.patience_seconds))
        return found

    def _deed(self, seen: Seen, title: str) -> Deed | None:
        if title == CONFIRM:
            return self.crowd.ledger.begin(self.person.oid, NOTHING)
        if not SENDS.search(title):
            return None
        # Beside a stored answer only the differences are shown: not all that is sent can be read.
        is_beside = DRAFT in seen.words.split("\n")
        self.crowd.figures.count("sendings beside a stored answer", int(is_beside))
        given = () if is_beside else given_in(seen)
        return self.crowd.ledger.begin(self.person.oid, marks_to_send(seen), given)

    def _call(self, path: str, body: Json) -> Seen:
        times = self.dice.randint(2, 4) if self.dice.random() < IS_DOUBLED else 1
        self.crowd.figures.count("steps")
        self.crowd.figures.count("deliveries too many", times - 1)
        with self.crowd.figures.timed():
            found = to_seen(self.crowd.office.post(path, body | {"times": times}))
        self.crowd.figures.count(f"seen {found.kind}")
        return found

    def _close(self, seen: Seen) -> None:
        if seen.dialog:
            self.crowd.office.dismiss(seen)


def marks_in(text: str) -> Marks:
    """The marks that stand in a text."""
    return frozenset(MARK.findall(text))


def marks_to_send(seen: Seen) -> Marks:
    """The marks of what a page would send."""
    return marks_in(seen.words.rpartition(f"\n{DRAFT}\n")[2])


def given_in(seen: Seen) -> tuple[str, ...]:
    """What a page shows of an answer, from the department on; the order of statements is free."""
    lines = [line for node in nodes((seen.card or {}).get("body")) for line in _lines(node)]
    return tuple(sorted(lines[lines.index(DEPARTMENT) :])) if DEPARTMENT in lines else ()


def _lines(node: Json) -> list[str]:
    if "title" in node and "value" in node:
        return [f"{node['title']}: {node['value']}"]
    runs = [run if isinstance(run, str) else run.get("text", "") for run in node.get("inlines", ())]
    return [text for text in (str(node.get("text", "")), *runs) if text]


def _is_open(button: Json, seen: Seen) -> bool:
    """Whether somebody would press it: nobody sends what they cannot know again."""
    is_blind = bool(SENDS.search(button.get("title", ""))) and not marks_to_send(seen)
    return button["type"] == "Action.Submit" and not is_blind


def outcome_of(seen: Seen, deed: Deed) -> Outcome:
    """How a deed has ended, by what the person was shown."""
    said = seen.words.split("\n")
    if seen.kind == "error" or UNSURE in said:
        return Outcome.UNKNOWN
    wanted = WITHDRAWN if deed.marks == NOTHING else SAVED
    return Outcome.ACKNOWLEDGED if wanted in said else Outcome.REFUSED


def _buttons(message: Message) -> tuple[Json, ...]:
    seen = Seen(kind="card", title="", text="", card=message.card, dialog="", status=None)
    return seen.buttons


def _fetches(button: Json) -> bool:
    data = button.get("data")
    teams = data.get("msteams") if isinstance(data, dict) else None
    return isinstance(teams, dict) and teams.get("type") == FETCHES
