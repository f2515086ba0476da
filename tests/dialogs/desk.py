"""People who answer at the level of dialogs: real cards and a real database, but no network."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from cards import answer_card, block_card, withdraw_card
from dialogs.answer_block import answer_block, open_block
from dialogs.reply import Reply
from dialogs.turn import Turn
from dialogs.withdraw_response import withdraw_response
from participation.people import Person
from participation.place import Place
from participation.process import Process, TopicBlock
from participation.refusals import ParticipationError
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS
from tests.cards.tree import button, inputs, shown, submits
from tests.filling import always, filled

TABLES = ("responses", "receipts", "drafts", "deliveries", "outbox")
PLACE = Place(
    tenant_id=PROCESS.tenant_id,
    service_url="https://service.example/",
    conversation_id=BLOCK.channel_id,
    team_id=PROCESS.team_id,
    channel_id=BLOCK.channel_id,
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was delivered to the bot, so that it can be delivered again."""

    who: str
    data: dict[str, Any]
    nonce: str


@dataclass(slots=True)
class Desk:
    """One open block and everybody who answers it."""

    database: Database
    file: Path
    process: Process = PROCESS
    block: TopicBlock = BLOCK
    nonces: Iterator[int] = field(default_factory=lambda: count(1))

    def open(self, who: str) -> "Window":
        """Press the button of the block's card."""
        data = {"verb": block_card.VERB, **block_card.ref_data(self.process, self.block)}
        with self.database.write() as uow:
            reply = open_block(block_card.read(data), self._turn(who), uow)
        return Window(self, who, reply.card)

    def deliver(self, sent: Sent) -> Reply:
        """Deliver what was sent, for the first time or again."""
        turn = self._turn(sent.who, sent.nonce)
        with self.database.write() as uow:
            if sent.data["verb"] == withdraw_card.VERB:
                return withdraw_response(withdraw_card.read(sent.data), turn, uow)
            return answer_block(answer_card.read(sent.data), turn, uow)

    def sent(self, who: str, data: dict[str, Any]) -> Sent:
        """Something that somebody sends now."""
        return Sent(who, data, self._nonce())

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that is kept about answers."""
        with closing(sqlite3.connect(self.file)) as opened:
            return {one: sorted(opened.execute(f"SELECT * FROM {one}")) for one in TABLES}

    def _turn(self, who: str, nonce: str = "") -> Turn:
        return Turn(
            person=person(who),
            place=PLACE,
            now=BLOCK.opens_at,
            cause=self._nonce(),
            nonce=nonce or self._nonce(),
            member_of=frozenset({BLOCK.channel_id}),
        )

    def _nonce(self) -> str:
        return f"{next(self.nonces):032x}"


@dataclass(slots=True)
class Window:
    """One window on one of somebody's devices."""

    desk: Desk = field(repr=False)
    who: str
    card: Any = field(repr=False)
    last: Sent | None = None

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        return shown(self.card)

    @property
    def buttons(self) -> list[str]:
        """The titles of its buttons."""
        return [action["title"] for action in submits(self.card)]

    @property
    def page(self) -> str:
        """The page of the dialog that it shows."""
        return str(next((a["data"].get("page", "") for a in submits(self.card)), ""))

    def data(self, title: str) -> dict[str, Any]:
        """What a button carries."""
        return button(self.card, title)

    def press(self, title: str, **entries: str) -> "Window":
        """Press a button; the window then shows what came back."""
        self.last = self.desk.sent(self.who, {**self.data(title), **entries})
        self.card = self.desk.deliver(self.last).card
        return self

    def again(self) -> "Window":
        """Deliver again what was pressed last; the window does not change."""
        assert self.last is not None
        return replace(self, card=self.desk.deliver(self.last).card)

    def next(self, vote: str = "Stimme zu", **entries: str) -> "Window":
        """Answer the page that is shown."""
        if vote in self.buttons:
            return self.press(vote)
        fields = inputs(self.card)
        held = {field["id"]: field["value"] for field in fields if field.get("value")}
        return self.press("Weiter", **filled(fields, always(0)) | held | entries)

    def walk(self, to: str = "#review", vote: str = "Stimme zu") -> "Window":
        """Answer pages until one is shown."""
        while self.page != to:
            self.next(vote)
        return self


def person(name: str) -> Person:
    """Somebody of the block's organisation."""
    return Person(tenant_id=PROCESS.tenant_id, object_id=name)


def refused(desk: Desk, sent: Sent) -> str:
    """Deliver what is refused; the code of the refusal."""
    try:
        desk.deliver(sent)
    except ParticipationError as refusal:
        return refusal.code
    raise AssertionError("it was not refused")


@contextmanager
def opened_desk(
    directory: Path, process: Process = PROCESS, block: TopicBlock = BLOCK
) -> Iterator[Desk]:
    """A database with one open block."""
    database = Database(f"sqlite:///{directory}/kept.db", directory / "keys")
    database.migrate()
    with database.write() as uow:
        uow.processes.add(process, (block,))
        uow.keys.create(block.block_id)
    yield Desk(database, directory / "kept.db", process, block)
    database.close()
