"""What people in a story do, so that a test can tell it in a few lines."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from participation.people import Role
from storage.database import Database
from tests.bot_process import Bot, running_bot
from tests.filling import always, filled
from tests.kept import rows
from tests.office import Message, Office, Person, Seen, start_sandbox

CHANNELS = {
    "basics": "Grundverständnis und Ziele",
    "planning_areas": "Planungsräume",
    "coordinators": "Koordinator*innen",
}
INVITED = {
    "invited_511": "14",
    "invited_512": "13",
    "invited_515": "13",
    "guests": "exclude",
}
GATE = {
    "legal_basis": "Dienstvereinbarung Beteiligung (erfunden)",
    "dpia_decision": "durchgeführt, Vermerk vom 3. März (erfunden)",
    "staff_council_agreed_on": "2026-11-02",
    "staff_council_reference": "DV 12/2026 (erfunden)",
    "quote_rule": "internal",
    "contact": "planung@amt.example",
}
RETENTION = {"sealed_rows_months": 12, "sealed_texts_months": 12}
WORKING_HOURS = "2027-03-15T10:00:00+01:00"
"""A morning before the first day: what a process says by itself goes out at once then."""

FIRST_DAY = "2027-04-01"
OPENED = "2027-04-01T10:00:00+02:00"
BEFORE_CLOSING = "2027-04-21T12:00:00+02:00"
CLOSED = "2027-04-22T12:00:00+02:00"
PUBLISHED = "2027-04-28T12:00:00+02:00"
END_OF_JULY = "2027-07-31T12:00:00+02:00"


@dataclass(frozen=True, slots=True)
class Story:
    """An office with a bot in it, and the people that tests speak of."""

    office: Office
    bot: Bot

    @property
    def lead(self) -> Person:
        """The invented process lead."""
        return self.office.people(role="planning")[0]

    @property
    def steering(self) -> Person:
        """A member of the steering circle."""
        return self.office.people(role="steering")[0]

    @property
    def staff(self) -> list[Person]:
        """German-speaking members of the team who are asked and hold no other role."""
        people = [p for p in self.office.people(role="staff") if p.locale == "de-DE"]
        return [person for person in people if person.is_member and person.roles == ("staff",)]

    def grant(self, role: str, person: Person) -> None:
        """Give a role, as the command line does, without the seconds that it takes to start."""
        with (
            closing(Database(self.bot.database_url, self.bot.key_directory)) as database,
            database.write() as uow,
        ):
            uow.people.grant(self.office.facts["tenant_id"], person.oid, Role(role))

    def set_up(self, **changed: Any) -> Seen:
        """Start the process as the lead does, page by page; ends with the last page's answer."""
        seen = self.preview(**changed)
        return self.office.submit(seen, "Prozess starten")

    def preview(self, **changed: Any) -> Seen:
        """Fill in the set-up dialog up to its preview."""
        seen = self.fill_in(**changed)
        assert "Prozess starten" in seen.actions, seen.words
        return seen

    def fill_in(self, **changed: Any) -> Seen:
        """Fill in an empty set-up dialog page by page until it ends or finds a mistake."""
        general = self.office.channel()
        self.office.say(self.lead, general, "einrichten", mention=True)
        offer = self.card_saying("Beteiligung einrichten", general)
        seen = self.office.press(self.lead, offer, "Einrichten")
        if "Von vorn beginnen" in seen.actions:
            seen = self.office.submit(seen, "Von vorn beginnen")
        basics = {"template": "rems_murr_2021", "first_day": FIRST_DAY, "smallest_group": 5}
        channels = {f"channel_{key}": self.office.channel(name) for key, name in CHANNELS.items()}
        for page in (basics, channels, INVITED, GATE, RETENTION):
            filled = {key: changed.get(key, value) for key, value in page.items()}
            inputs = seen.inputs
            seen = self.office.submit(seen, "Weiter", **filled)
            if seen.kind == "invalid" or seen.inputs == inputs:
                return seen
        return seen

    def button(self, seen: Seen, title: str) -> dict[str, Any]:
        """A button of a dialog's card, as it stands in the card."""
        found = [node for node in nodes(seen.card) if node.get("title") == title]
        return next(node for node in found if str(node.get("type")).startswith("Action."))

    def card_saying(self, words: str, conversation: str, wait: float = 20) -> Message:
        """The newest card of the bot with these words in it, waiting for it."""
        deadline = time.monotonic() + wait
        while (left := deadline - time.monotonic()) > 0:
            revision = self.office.revision(conversation)
            if cards := self.cards_saying(words, conversation):
                return cards[-1]
            self.office.wait_for_change(conversation, revision, wait=left)
        said = [message.words[:80] for message in self.office.messages(conversation)]
        raise AssertionError(f"nobody said {words!r}: {said}")

    def cards_saying(self, words: str, conversation: str) -> list[Message]:
        """All cards of the bot with these words."""
        said = self.office.messages(conversation)
        return [message for message in said if message.is_bot and words in message.words]

    def open_block(self) -> Message:
        """Set the process up and move to its first block; the block's card."""
        self.set_up()
        self.office.move_clock(OPENED)
        return self.block_card("basics")

    def block_card(self, block_key: str) -> Message:
        """The card that invites to a block."""
        return self.card_saying("Das steht fest", self.office.channel(CHANNELS[block_key]))

    def now_reads(self, message: Message) -> str:
        """What a message says now, after all its changes."""
        said = self.office.messages(message.conversation)
        return next(one.words for one in said if one.id == message.id)

    def is_gone(self, message: Message) -> bool:
        """Whether a message has been taken away."""
        said = self.office.messages(message.conversation)
        return next(bool(one.deleted_at) for one in said if one.id == message.id)

    def first_page(self, person: Person, card: Message) -> Seen:
        """Open the dialog on its first page, whatever somebody has begun or sent before."""
        seen = self.office.press(person, card, "Jetzt teilnehmen")
        for way in ("Von vorn beginnen", "Änderungen verwerfen", "Ändern"):
            if way in seen.actions:
                seen = self.office.submit(seen, way)
        return seen

    def walk(self, seen: Seen, **answers: Any) -> Seen:
        """Walk through the dialog to its review page; `next_page` says what answers can be."""
        for _ in range(60):
            if "Senden" in seen.actions:
                return seen
            seen = self.next_page(seen, **answers)
        raise AssertionError("the dialog has no end")

    def next_page(self, seen: Seen, **answers: Any) -> Seen:
        """Answer one page of the dialog.

        Answers come by kind: department, vote, text, choice (the place among what is offered); or
        by the prompt's key: what its input holds, or a dict of what it holds for each option.
        """
        if "department" in seen.inputs:
            return self.office.submit(seen, "Weiter", department=answers.get("department", "511"))
        if seen.inputs:
            return self.office.submit(seen, "Weiter", **_entries(seen, answers))
        return self.office.submit(seen, answers.get("vote", "Stimme zu"))

    def answer(self, person: Person, card: Message, **answers: Any) -> Seen:
        """Answer a block from its card to the receipt."""
        seen = self.walk(self.office.press(person, card, "Jetzt teilnehmen"), **answers)
        return self.office.submit(seen, "Senden")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        return rows(self.bot.database_url, query)


def page_of(seen: Seen) -> str:
    """The page of the answer dialog: the key of its prompt, or of prompt and statement."""
    return str(next((node["data"].get("page", "") for node in seen.buttons if "data" in node), ""))


def _entries(seen: Seen, answers: dict[str, Any]) -> dict[str, Any]:
    given = answers.get(page_of(seen), {})
    named = (
        {f"answer_{key}": entry for key, entry in given.items()}
        if isinstance(given, dict)
        else {"answer": given}
    )
    return filled(seen.fields, always(answers.get("choice", 0)), answers.get("text", "")) | named


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """All objects of a card."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)


@contextmanager
def told(
    directory: Path, office_file: Path | None = None, database_url: str = ""
) -> Iterator[Story]:
    """An office whose bot is in the team, with a process lead and a steering circle."""
    with (
        start_sandbox(directory / "sandbox", office_file=office_file) as office,
        running_bot(office, directory / "bot", database_url) as bot,
    ):
        story = Story(office, bot)
        story.grant("process_lead", story.lead)
        story.grant("steering", story.steering)
        office.install()
        yield story
