"""A process with one block that forty invented people have answered, and a list of all staff."""

import json
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.cli import main
from dialogs.published import publish_summary
from dialogs.seal_block import seal_block
from participation.people import Person
from participation.process import BlockState, TopicBlock
from storage.database import Database
from tests.analysis.offices import Answering, answered_response
from tests.cards.examples import BLOCK, PROCESS

COUNT = 40
DEPARTMENTS = ("511", "512", "515")
NOW = datetime(2027, 5, 25, 6, tzinfo=UTC)
OPEN: TopicBlock = replace(BLOCK, state=BlockState.OPEN)
KEY_FILE = f"{BLOCK.block_id.replace(':', '.')}.key"


class Scenery:
    """The database at a place, what its keys were, and the command that attacks it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.keys = folder / "keys"
        self.staff_list = folder / "staff.csv"
        self.people = [str(uuid4()) for _ in range(COUNT)]
        self.key = b""
        self.block = OPEN

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The database, open."""
        with closing(Database(self.url, self.keys)) as database:
            yield database

    def answer(self) -> None:
        """Let everybody answer the open block, in the order of the staff list."""
        rows = [f"{account},person{n}@office.example" for n, account in enumerate(self.people)]
        self.staff_list.write_text("\n".join(["id,mail", *rows, f"{uuid4()},idle@office.example"]))
        with self.opened() as database:
            database.migrate()
            with database.write() as uow:
                uow.processes.add(PROCESS, (OPEN,))
                uow.keys.create(BLOCK.block_id)
            for number, account in enumerate(self.people):
                self._answer(database, number, account)
            database.rewrite()
        self.key = (self.keys / KEY_FILE).read_bytes()

    def seal(self) -> None:
        """Close and seal the block."""
        self.block = replace(OPEN, state=BlockState.CLOSED)
        with self.opened() as database:
            with database.write() as uow:
                uow.processes.set_state(self.block)
            seal_block(PROCESS, self.block, NOW, database)
        self.block = replace(OPEN, state=BlockState.SEALED)

    def publish(self) -> None:
        """Publish the sealed block."""
        self.block = replace(OPEN, state=BlockState.PUBLISHED)
        with self.opened() as database, database.write() as uow:
            publish_summary(PROCESS, self.block, NOW + timedelta(days=1), uow)
            uow.processes.set_state(self.block)

    def _answer(self, database: Database, number: int, account: str) -> None:
        person = Person(tenant_id=PROCESS.tenant_id, object_id=account)
        response = answered_response(
            BLOCK.content.prompts, DEPARTMENTS[number % 3], Answering(number, 0.4)
        )
        with database.write() as uow:
            keys = uow.keys.load(BLOCK.block_id)
            assert keys is not None
            ballot = keys.ballot_of(person)
            receipt = keys.receipt_of(person)
            uow.responses.put(BLOCK.block_id, ballot=ballot, receipt=receipt, response=response)
            uow.responses.note_delivery(
                BLOCK.block_id, keys.delivery_of(ballot, secrets.token_hex(16))
            )


class Verdict:
    """What one run of the command told, as JSON."""

    def __init__(
        self, scenery: Scenery, capsys: pytest.CaptureFixture[str], *further: str | Path
    ) -> None:
        given = ["verify-anonymity", PROCESS.process_id, "--json"]
        given += ["--staff-list", str(scenery.staff_list), *map(str, further)]
        self.code = main(given)
        self.out, self.err = capsys.readouterr()
        self.told: dict[str, Any] = json.loads(self.out)

    def states(self) -> dict[str, str]:
        """Return how each attack ended."""
        return {one["name"]: one["state"] for one in self.told["attacks"]}

    def finds(self) -> set[tuple[str, str]]:
        """Return which attack found what."""
        return {
            (attack["name"], find["name"])
            for attack in self.told["attacks"]
            for find in attack["finds"]
        }

    def attack(self, name: str) -> dict[str, Any]:
        """Return what one attack told."""
        return next(one for one in self.told["attacks"] if one["name"] == name)


@pytest.fixture
def scenery(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scenery:
    """An open block that everybody has answered."""
    monkeypatch.setenv("THEMENBLOCK_DATABASE_URL", database_url)
    monkeypatch.setenv("THEMENBLOCK_KEY_DIR", str(tmp_path / "keys"))
    made = Scenery(database_url, tmp_path)
    made.answer()
    return made


@pytest.fixture
def published(scenery: Scenery) -> Scenery:
    """The same block sealed and published."""
    scenery.seal()
    scenery.publish()
    return scenery
