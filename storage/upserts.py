"""Statements that are made once and run often, in the dialect of the database at hand.

To put a statement together costs more than to run it.
"""

from functools import cache

from sqlalchemy import ColumnElement, Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def insert_into(table: Table, connection: Connection) -> Insert:
    """Return an insertion that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return _insert(table, connection.dialect.name)


def insert_once(table: Table, connection: Connection) -> Insert:
    """Return an insertion that leaves a row alone that is there already; run it with all values."""
    return _insert_once(table, connection.dialect.name)


def upsert(table: Table, connection: Connection) -> Insert:
    """Return an insertion that takes the place of a row that is there already, likewise."""
    return _upsert(table, connection.dialect.name)


def named(table: Table, *columns: str) -> tuple[ColumnElement[bool], ...]:
    """Return conditions whose values are given by these names when the statement runs."""
    return tuple(table.c[name] == bindparam(name) for name in columns)


def _insert(table: Table, dialect: str) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _insert_once(table: Table, dialect: str) -> Insert:
    return _insert(table, dialect).on_conflict_do_nothing()


@cache
def _upsert(table: Table, dialect: str) -> Insert:
    statement = _insert(table, dialect)
    others = [column.name for column in table.c if not column.primary_key]
    values = {name: statement.excluded[name] for name in others}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
