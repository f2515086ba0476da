"""Leads and deputies at the level of dialogs: real cards and a real database, but no network."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from dialogs.calendar.plan import entries_of
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.people import Member, Part, Person
from participation.place import Place
from participation.refusals import ParticipationError
from participation.running.standing import Standing
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.cards.tree import button, shown
from tests.participation.running.examples import local, standing

PROCESS_ID = "0a" * 16
TENANT = "t"
TEAM = "19:team"
ACCOUNTS = {
    name: f"{number:08d}-0000-4000-8000-000000000000"
    for number, name in enumerate(("lead", "deputy", "anna", "bert", "stranger"), 1)
}
NAMES = {
    "lead": "Pia Planwerk",
    "deputy": "Dora Distel",
    "anna": "Anna Ahorn",
    "bert": "Bert Birke",
}


@dataclass(slots=True)
class Office:
    """A process with a lead and a deputy, and a team with two others in it."""

    database: Database
    file: Path
    now: datetime = field(default_factory=lambda: local(3, 1))
    people: tuple[Member, ...] = ()
    nonces: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, read: Any, dialog: Any, who: str, data: dict[str, Any]) -> Reply:
        """Let somebody send something to a dialog."""
        turn = self.turn(who)
        with self.database.write() as uow:
            reply: Reply = dialog(read(data), turn, uow)
        return reply

    def turn(self, who: str) -> Turn:
        """What the edge knows when somebody acts in their personal chat."""
        nonce = f"{next(self.nonces):032x}"
        place = Place(
            tenant_id=TENANT,
            service_url="https://service.example/",
            conversation_id=f"a:{who}",
            user_id=f"29:{who}",
            is_personal=True,
        )
        person = Person(tenant_id=TENANT, object_id=ACCOUNTS[who])
        return Turn(
            person=person,
            place=place,
            now=self.now,
            cause=nonce,
            nonce=nonce,
            people=self.people,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        with closing(sqlite3.connect(self.file)) as opened:
            return list(opened.execute(query))

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that an act could have changed."""
        tables = ("processes", "topic_blocks", "block_versions", "calendar_entries")
        more = ("audit_entries", "outbox", "process_leads")
        return {one: sorted(self.rows(f"SELECT * FROM {one}")) for one in (*tables, *more)}

    def acts(self) -> list[str]:
        """The acts in the audit trail."""
        return [act for (act,) in self.rows("SELECT act FROM audit_entries ORDER BY number")]

    def standing(self) -> Standing:
        """The process as it stands."""
        with self.database.read() as uow:
            return self.standing_in(uow)

    def standing_in(self, uow: UnitOfWork) -> Standing:
        """The process as it stands, for whoever has a transaction already."""
        process = uow.processes.process(PROCESS_ID)
        return Standing(process=process, blocks=uow.processes.blocks(process))


@dataclass(slots=True)
class Window:
    """One window of a lead's dialog."""

    office: Office = field(repr=False)
    who: str
    read: Any = field(repr=False)
    dialog: Any = field(repr=False)
    card: Any = field(default=None, repr=False)
    sent: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        return shown(self.card)

    def press(self, title: str, **entries: str) -> "Window":
        """Press a button; the window then shows what came back."""
        return self.send({**button(self.card, title), **entries})

    def send(self, data: dict[str, Any]) -> "Window":
        """Send anything, as a forger would."""
        self.sent = data
        self.card = self.office.run(self.read, self.dialog, self.who, data).card
        return self

    def again(self) -> Any:
        """Deliver once more what was sent last; the card that comes back."""
        return self.office.run(self.read, self.dialog, self.who, self.sent).card


def refusal(window: Window, data: dict[str, Any]) -> str:
    """Send what is refused; the code of the refusal."""
    try:
        window.send(data)
    except ParticipationError as refused:
        return refused.code
    raise AssertionError("it was not refused")


def let_lead(uow: UnitOfWork, who: str, part: Part) -> None:
    """Note that somebody leads the process or stands in."""
    person = Person(tenant_id=TENANT, object_id=ACCOUNTS[who])
    uow.process_leads.put(PROCESS_ID, person, f"29:{who}", part)


@contextmanager
def opened_office(directory: Path) -> Iterator[Office]:
    """A database with the bundled process, planned for April 2027."""
    database = Database(f"sqlite:///{directory}/kept.db", directory / "keys")
    database.migrate()
    before = standing(process_id=PROCESS_ID)
    team = Place(
        tenant_id=TENANT, service_url="https://service.example/", conversation_id=TEAM, team_id=TEAM
    )
    with database.write() as uow:
        uow.teams.ensure(team)
        uow.processes.add(before.process, before.blocks)
        uow.calendar.add(entries_of(before.process))
        let_lead(uow, "lead", "lead")
        let_lead(uow, "deputy", "deputy")
    people = tuple(
        Member(object_id=ACCOUNTS[key], user_id=f"29:{key}", name=name)
        for key, name in NAMES.items()
    )
    yield Office(database, directory / "kept.db", people=people)
    database.close()
