"""Databases of earlier versions come up to this one with everything in them, on both kinds.

`earlier/` holds what the program of each revision has itself written, a row or more for every
table that it had. A new revision needs such a recording of the one before it.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    MetaData,
    Table,
    create_engine,
    insert,
    select,
)

from dialogs.hand_out import hand_out
from dialogs.keep_calendar import do_task, due_tasks
from participation.people import Person, Role
from participation.place import Place
from participation.process import BlockState
from participation.running.audit import AuditEntry
from storage.database import Database
from storage.revision import migrations
from storage.tables import metadata
from tests.cards.examples import ANSWERS, BLOCK, PROCESS
from tests.house.source import lines
from tests.postgres import Postgres

RECORDED = Path(__file__).with_name("earlier")
REVISIONS = sorted(file.stem for file in RECORDED.glob("*.json"))
TEAM = Place(tenant_id="t-1", service_url="https://service.example/", team_id="19:team")
ANNA = Person(tenant_id="t-1", object_id="anna")
WHILE_OPEN = datetime(2027, 5, 4, 12, 0, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=REVISIONS)
def revision(request: pytest.FixtureRequest) -> str:
    """A revision of the past."""
    return str(request.param)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The database, past the program."""
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    opened = create_engine(url)
    yield opened
    opened.dispose()


@pytest.fixture
def before(revision: str, engine: Engine) -> Rows:
    """What was in the database when it stood at the revision."""
    with engine.begin() as connection:
        return _bring_to(revision, connection)


@pytest.fixture
def grown(before: Rows, database_url: str, tmp_path: Path) -> Iterator[Database]:
    """The database after this program has brought it up."""
    opened = Database(database_url, tmp_path / "keys")
    opened.migrate()
    yield opened
    opened.close()


def test_every_revision_but_the_last_is_recorded() -> None:
    script = ScriptDirectory.from_config(migrations())
    known = sorted(one.revision for one in script.walk_revisions())
    assert [*REVISIONS, script.get_current_head()] == known


def test_every_row_is_still_there_and_understood(
    revision: str, before: Rows, grown: Database, engine: Engine
) -> None:
    with engine.connect() as connection:
        after = _rows(connection)
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert not differences, lines(differences)
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert kept == rows, table
    _require_understood(revision, grown)


def test_life_goes_on(grown: Database) -> None:
    with grown.write() as uow:
        uow.outbox.post("new", TEAM, {"words": "Neu"})
        said = []
        while row := hand_out(WHILE_OPEN, WHILE_OPEN, uow).row:
            said.append((row.key, row.card["words"]))
            uow.deliveries.mark_sent(row, "a", WHILE_OPEN)
    assert said == [("reminds:1", "Noch offen"), ("new", "Neu")]
    while tasks := due_tasks(BLOCK.publishes_at, grown):
        do_task(tasks[0], BLOCK.publishes_at, grown)
    with grown.read() as uow:
        assert uow.processes.block(PROCESS, BLOCK.key).state is BlockState.PUBLISHED
        assert uow.sealed.counts(BLOCK.block_id).answered == {"512": 1}
        assert uow.responses.all(BLOCK.block_id) == ()


def test_numbers_that_had_begun_again_go_on(postgres: Postgres, tmp_path: Path) -> None:
    # Databases that an earlier form of 0002 and 0003 had brought up lost their next messages.
    url = postgres.new_database()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        _bring_to("0004", connection)
        connection.exec_driver_sql("ALTER SEQUENCE outbox_outbox_id_seq RESTART WITH 1")
    engine.dispose()
    with closing(Database(url, tmp_path / "keys")) as grown:
        grown.migrate()
        with grown.write() as uow:
            uow.outbox.post("new", TEAM, {})
            assert [row.key for row in uow.deliveries.waiting("urgent")] == ["reminds:1", "new"]


def _bring_to(revision: str, connection: Connection) -> Rows:
    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    _fill(json.loads((RECORDED / f"{revision}.json").read_text("utf-8")), connection)
    return _rows(connection)


def _require_understood(revision: str, grown: Database) -> None:
    with grown.read() as uow:
        assert uow.people.roles_of("t-1", "lea") == {Role.PROCESS_LEAD}
        assert uow.processes.process(PROCESS.process_id) == PROCESS
        assert uow.processes.block(PROCESS, BLOCK.key) == BLOCK
        assert [one.answers for one in uow.responses.all(BLOCK.block_id)] == [ANSWERS]
        assert uow.responses.is_delivered(BLOCK.block_id, b"d" * 16)
        assert uow.sealed.counts(f"{PROCESS.process_id}:earlier").answered == {"512": 1}
        if revision > "0001":
            entries = uow.audit.entries(PROCESS.process_id)
            assert _is_whole(entries)
            assert uow.drafts.of(BLOCK.block_id, b"c" * 16)[0].answers == ANSWERS
            assert uow.proposals.all(BLOCK.block_id)[0].text == "Meine Worte."
            assert uow.outcomes.versions("f1")[0].written_by == "anna"
            assert uow.process_leads.led_by(ANNA) == (PROCESS.process_id,)
            assert uow.unfinished_forms.find(ANNA, "post_meeting_outcome", "x")


def _is_whole(entries: tuple[AuditEntry, ...]) -> bool:
    return len(entries) == 2 and entries[1].chained(entries[0].chain) == entries[1]


def _fill(recorded: Rows, connection: Connection) -> None:
    for table in _reflected(connection):
        own = table.autoincrement_column
        assert recorded[table.name], f"the recording says nothing of {table.name}"
        for row in recorded[table.name]:
            # Numbers that the database gives are given by this one again, in the same order.
            given = {name: entry for name, entry in row.items() if own is None or name != own.name}
            values = {name: _typed(table.c[name], entry) for name, entry in given.items()}
            connection.execute(insert(table).values(values))


def _typed(column: Column[Any], entry: Any) -> Any:
    if isinstance(entry, dict):
        return bytes.fromhex(entry["bytes"])
    if entry is not None and isinstance(column.type, DateTime):
        return datetime.fromisoformat(entry)
    if isinstance(column.type, Date):
        return date.fromisoformat(entry)
    return bool(entry) if isinstance(column.type, Boolean) else entry


def _rows(connection: Connection) -> Rows:
    return {
        table.name: [
            dict(row)
            for row in connection.execute(
                select(table).order_by(*table.primary_key.columns)
            ).mappings()
        ]
        for table in _reflected(connection)
    }


def _reflected(connection: Connection) -> tuple[Table, ...]:
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name != "alembic_version")
