"""What is kept explains itself, and tables of answers have no place for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage.database import Database
from storage.tables import metadata
from tests.house.source import lines

ABOUT_ANSWERS = (
    "responses",
    "receipts",
    "deliveries",
    "vote_rows",
    "sealed_texts",
    "frozen_counts",
    "drafts",
    "proposed_statements",
)
BETRAYING = {"account", "user", "person", "people", "object", "aad", "oid", "upn", "mail", "phone"}
BETRAYING |= {"name", "author", "sender", "staff", "tenant", "ip"}
BETRAYING |= {"at", "on", "time", "created", "position", "sequence", "seq"}
ACCOUNT = "d4580370-4bb4-5da1-88e4-5f5d3ee1f8cb"


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """A fresh database file, made by the migrations alone."""
    file = tmp_path / "fresh.db"
    database = Database(f"sqlite:///{file}", tmp_path / "keys")
    database.migrate()
    database.close()
    return file


@pytest.fixture
def connection(migrated: Path) -> Iterator[sqlite3.Connection]:
    """The database as somebody sees it who has only the file."""
    with closing(sqlite3.connect(migrated)) as opened:
        yield opened


def test_every_column_says_why_whether_personal_and_how_long() -> None:
    silent = [
        f"{column} lacks {fact}"
        for table in metadata.sorted_tables
        for column in table.columns
        for fact in ("why", "personal", "kept")
        if not column.info.get(fact)
    ]
    assert not silent, lines(silent)


@pytest.mark.parametrize("table", ABOUT_ANSWERS)
def test_no_column_about_answers_can_hold_a_person_or_a_moment(table: str) -> None:
    # Order and time betray as well as a name: receipts and responses would be joined by them.
    columns = metadata.tables[table].columns.keys()
    assert [column for column in columns if BETRAYING & set(column.split("_"))] == []


def test_every_table_that_goes_at_sealing_or_stays_taken_apart_is_known_here() -> None:
    # A new table about answers has to be looked at by the tests of this file.
    dates = {f"until the date for {kind}" for kind in ("votes", "texts", "figures")}
    kept = {"until the block is sealed", *dates}
    about_answers = {
        table.name
        for table in metadata.sorted_tables
        if any(column.info["kept"] in kept for column in table.columns)
    }
    assert about_answers == set(ABOUT_ANSWERS)


@pytest.mark.parametrize(
    "intruder", [ACCOUNT, ACCOUNT.encode(), ACCOUNT.replace("-", ""), ACCOUNT[:16]]
)
@pytest.mark.parametrize(
    "insert",
    [
        "INSERT INTO responses VALUES ('block', ?, '511', '{}', 'digital')",
        "INSERT INTO receipts VALUES ('block', ?)",
    ],
)
def test_an_account_does_not_fit_where_a_pseudonym_belongs(
    connection: sqlite3.Connection, insert: str, intruder: str | bytes
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"is_no_account|is_bytes"):
        connection.execute(insert, [intruder])


@pytest.mark.parametrize("table", ABOUT_ANSWERS)
def test_tables_about_answers_have_no_row_numbers(
    connection: sqlite3.Connection, table: str
) -> None:
    # A hidden row number is the order in which people answered.
    with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
        connection.execute(f"SELECT rowid FROM {table}")


def test_migrations_lead_to_the_tables_of_the_program(migrated: Path) -> None:
    engine = create_engine(f"sqlite:///{migrated}")
    with engine.connect() as opened:
        context = MigrationContext.configure(opened, opts={"compare_server_default": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert not differences, lines(differences)


def test_migrations_lead_to_the_same_sql_with_all_checks(migrated: Path, tmp_path: Path) -> None:
    # Alembic compares neither CHECK constraints nor WITHOUT ROWID.
    made = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    metadata.create_all(made)
    made.dispose()
    migrations_own = {"alembic_version"}
    fresh = {name: sql for name, sql in _sql(migrated).items() if name not in migrations_own}
    assert fresh == _sql(tmp_path / "made.db")


def _sql(file: Path) -> dict[str, list[str]]:
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    with closing(sqlite3.connect(file)) as opened:
        return {name: sorted(_parts(sql)) for name, sql in opened.execute(query)}


def _parts(sql: str) -> Iterator[str]:
    for line in sql.replace('"', "").splitlines():
        yield " ".join(line.replace("DEFAULT NULL", "").split()).strip(", ")
