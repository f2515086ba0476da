"""Backups: everything but the keys, into either kind of database, and never over anything."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.seal_block import seal_block
from participation.people import Person, Role
from participation.place import Place
from participation.process import BlockState, TopicBlock
from participation.responses import Response
from storage.copies import bring_back, write_backup
from storage.database import Database
from storage.deliveries import Rank
from storage.faults import (
    BackupExistsError,
    DatabaseNotEmptyError,
    DatabaseTooNewError,
    NotABackupError,
)
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork
from tests.cards.examples import ANSWERS, BLOCK, PROCESS
from tests.kept import rows
from tests.postgres import empty_database_url

CHANNEL = Place(
    tenant_id="t", service_url="https://service.example/", conversation_id="c", team_id="x"
)
OPEN: TopicBlock = replace(BLOCK, state=BlockState.OPEN)
PERSON = Person(tenant_id="t", object_id="person")


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with an open block, one answer, a message and a role."""
    with database.write() as uow:
        uow.processes.add(PROCESS, (OPEN,))
        uow.keys.create(OPEN.block_id)
        keys = uow.keys.load(OPEN.block_id)
        assert keys is not None
        uow.responses.put(
            OPEN.block_id,
            ballot=keys.ballot_of(PERSON),
            receipt=keys.receipt_of(PERSON),
            response=Response(department="511", answers=ANSWERS),
        )
        uow.outbox.post("card", CHANNEL, {"words": "Größe „ä“"})
        uow.people.grant("t", "somebody", Role.STEERING)
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where another database is, of either kind."""
    return empty_database_url(request, tmp_path / "empty.db")


@pytest.fixture
def empty(empty_url: str, tmp_path: Path) -> Iterator[Database]:
    """Another database, without keys."""
    opened = Database(empty_url, tmp_path / "other-keys")
    yield opened
    opened.close()


def test_everything_comes_back_and_life_goes_on(
    filled: Database, empty: Database, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    count = write_backup(filled, file)
    assert bring_back(file, empty) == count > 4
    with filled.read() as before, empty.read() as after:
        assert after.processes.process(PROCESS.process_id) == before.processes.process(
            PROCESS.process_id
        )
        assert after.responses.all(OPEN.block_id) == before.responses.all(OPEN.block_id) != ()
        assert after.people.granted() == before.people.granted()
        # Since the backup they may have been sent.
        doubted = [replace(row, doubts=1) for row in _waiting(before)]
        assert _waiting(after, "doubtful") == doubted != []
    with empty.write() as uow:
        uow.outbox.post("next", CHANNEL, {})
        numbers = [row.outbox_id for row in _waiting(uow, "doubtful") + _waiting(uow)]
    assert numbers == sorted(set(numbers))


def test_without_its_keys_an_open_block_takes_no_answers_but_is_sealed(
    filled: Database, empty: Database, tmp_path: Path
) -> None:
    write_backup(filled, tmp_path / "backup.db")
    bring_back(tmp_path / "backup.db", empty)
    with empty.read() as uow:
        assert uow.keys.load(OPEN.block_id) is None
        assert uow.processes.block(PROCESS, OPEN.key).state is BlockState.OPEN
    with empty.write() as uow:
        closed = replace(OPEN, state=BlockState.CLOSED)
        uow.processes.change(PROCESS, (closed,))
    seal_block(PROCESS, closed, BLOCK.closes_at, empty)
    with empty.read() as uow:
        assert uow.processes.block(PROCESS, OPEN.key).state is BlockState.SEALED
        assert sum(uow.sealed.counts(OPEN.block_id).answered.values()) == 1


def test_no_key_is_in_a_backup(filled: Database, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "backup.db")
    (key,) = (tmp_path / "keys").iterdir()
    kept, secret = (tmp_path / "backup.db").read_bytes(), key.read_bytes()
    parts = [secret[at : at + 16] for at in range(0, len(secret) - 15, 16)]
    assert parts
    assert [part for part in parts if part in kept] == []


def test_a_backup_overwrites_nothing_and_leaves_nothing_half(
    filled: Database, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    file.write_text("somebody else's")
    with pytest.raises(BackupExistsError):
        write_backup(filled, file)
    assert file.read_text() == "somebody else's"


def test_nothing_is_brought_back_over_something_else(filled: Database, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "backup.db")
    with pytest.raises(DatabaseNotEmptyError):
        bring_back(tmp_path / "backup.db", filled)
    with filled.read() as uow:
        assert len(uow.responses.all(OPEN.block_id)) == 1


def test_what_is_no_backup_changes_nothing(empty: Database, tmp_path: Path) -> None:
    for name, content in (("text", b"hello"), ("half", b"SQLite format 3\0" + b"x" * 5000)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotABackupError):
            bring_back(tmp_path / name, empty)
    with pytest.raises(NotABackupError):
        bring_back(tmp_path / "not there", empty)


def test_a_backup_of_a_newer_program_is_refused(
    filled: Database, empty: Database, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    write_backup(filled, file)
    with closing(sqlite3.connect(file)) as kept:
        kept.execute("UPDATE alembic_version SET version_num = '9999'")
        kept.commit()
    with pytest.raises(DatabaseTooNewError):
        bring_back(file, empty)


def test_the_copy_does_not_tell_in_which_order_people_answered(
    database: Database, tmp_path: Path
) -> None:
    ballots = [bytes([255 - number]) * 16 for number in range(50)]
    for ballot in ballots:
        with database.write() as uow:
            response = Response(department="511", answers={})
            uow.responses.put("p:b", ballot=ballot, receipt=ballot, response=response)
    write_backup(database, tmp_path / "backup.db")
    found = rows(f"sqlite:///{tmp_path}/backup.db", "SELECT ballot FROM responses")
    assert [ballot for (ballot,) in found] == sorted(ballots)


def _waiting(uow: UnitOfWork, rank: Rank = "urgent") -> list[OutboxRow]:
    return [uow.deliveries.with_card(row) for row in uow.deliveries.waiting(rank)]
