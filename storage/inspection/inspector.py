"""What a database gives away to somebody who has all of it."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, inspect, literal_column, select

from storage.database import Database
from storage.inspection.spellings import plain, spellings
from storage.inspection.sqlite_pages import tells_order
from storage.tables import (
    deliveries,
    drafts,
    frozen_counts,
    proposed_statements,
    receipts,
    responses,
    sealed_texts,
    unordered_tables,
    vote_rows,
)

OPEN_ONLY = (responses, receipts, drafts, deliveries)
"""Tables that hold rows of a block only until it is sealed."""

SEALED_ONLY = (vote_rows, sealed_texts, frozen_counts)
"""Tables that hold rows of a block only after it was sealed."""

PLACE = {"postgresql": "ctid"}
WRITTEN_BY = "xmin::text"
BESIDE = ("-wal", "-journal")


class Held(NamedTuple):
    """Where something of a person was found: in which table and column."""

    table: str
    column: str


class Inspector:
    """Looks at the tables of a database, and at the file it is in if there is one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def files(self) -> tuple[Path, ...]:
        """The file of the database and what lies beside it; none if a server has it."""
        file = self._database.file
        if file is None:
            return ()
        beside = (file.with_name(file.name + ending) for ending in BESIDE)
        return (file, *(one for one in beside if one.exists()))

    @property
    def table_count(self) -> int:
        """How many tables of answers there are."""
        return len(unordered_tables())

    def rows_left(self, block_id: str) -> dict[str, int]:
        """Return how many rows of a sealed block stand in tables that may not have any."""
        with self._database.reading() as connection:
            left = {
                table.name: _count(connection, table, table.c.block_id == block_id)
                for table in OPEN_ONLY
            }
            left[proposed_statements.name] = _count(
                connection,
                proposed_statements,
                (proposed_statements.c.block_id == block_id)
                & proposed_statements.c.pseudonym.is_not(None),
            )
        return {table: count for table, count in left.items() if count}

    def strange_columns(self) -> tuple[Held, ...]:
        """Return columns of answers that this program knows nothing of: a time, a number."""
        with self._database.reading() as connection:
            seen = inspect(connection)
            return tuple(
                Held(table.name, column["name"])
                for table in unordered_tables()
                for column in seen.get_columns(table.name)
                if column["name"] not in table.columns
            )

    def out_of_order(self, *, with_open: bool) -> tuple[str, ...]:
        """Return tables whose rows tell in which order they were written.

        Those of open blocks are looked at `with_open` only: there it is so until the full hour.
        """
        tables = (*SEALED_ONLY, *(OPEN_ONLY if with_open else ()))
        with self._database.reading() as connection:
            if connection.dialect.name == "postgresql":
                return tuple(one.name for one in tables if _tells_order(connection, one))
        content = self._content()
        return tuple(one.name for one in tables if tells_order(content, one.name))

    def values_found(self, values: Collection[str]) -> Iterator[Held]:
        """Yield where one of `values` stands in a table of answers, in any column."""
        known = spellings(values)
        with self._database.reading() as connection:
            for table in unordered_tables():
                for row in connection.execute(select(table)).mappings():
                    for column, entry in row.items():
                        if isinstance(entry, str) and _names_any(plain(entry), known):
                            yield Held(table.name, str(column))

    def ballots(self, block_id: str) -> tuple[bytes, ...]:
        """Return the ballots of a block in the order in which a reader meets them."""
        return self._in_order(responses, "ballot", block_id)

    def receipts(self, block_id: str) -> tuple[bytes, ...]:
        """Return the receipts of a block in the order in which a reader meets them."""
        return self._in_order(receipts, "receipt", block_id)

    def _in_order(self, table: Table, column: str, block_id: str) -> tuple[bytes, ...]:
        query = select(table.c[column]).where(table.c.block_id == block_id)
        with self._database.reading() as connection:
            place = PLACE.get(connection.dialect.name)
            ordered = query.order_by(literal_column(place)) if place else query
            return tuple(connection.execute(ordered).scalars())

    def _content(self) -> bytes:
        """Return the pages of the file as they are now, with what its log still has to add."""
        with (
            closing(sqlite3.connect(self.files[0])) as source,
            closing(sqlite3.connect(":memory:")) as copy,
        ):
            source.backup(copy)
            return copy.serialize()


def _names_any(entry: str, known: Collection[str]) -> bool:
    return any(value in entry for value in known)


def _count(connection: Connection, table: Table, condition: object) -> int:
    query = select(func.count()).select_from(table).where(condition)  # type: ignore[arg-type]
    return int(connection.execute(query).scalar_one())


def _tells_order(connection: Connection, table: Table) -> bool:
    """Say whether rows of several transactions, or not in the order of their keys, are there."""
    keys = list(table.primary_key.columns)
    by_place = select(literal_column(WRITTEN_BY), *keys).order_by(literal_column("ctid"))
    rows = connection.execute(by_place).all()
    by_key = connection.execute(select(*keys).order_by(*keys)).all()
    is_in_order = [tuple(row)[1:] for row in rows] == [tuple(row) for row in by_key]
    return len({row[0] for row in rows}) > 1 or not is_in_order
