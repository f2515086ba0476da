"""What all tables share: columns that document themselves, and tables without row numbers."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, MetaData, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROCESS = "as long as the process, until the date for its audit trail"
A_WEEK = "until a second person has decided, a week at most"
OPEN_ONLY = "until the block is sealed"
VOTES = "until the date for votes"
TEXTS = "until the date for texts"
COUNTS = "until the date for figures"
OUTCOMES = "until the date for outcomes of meetings"
DELIVERED = "as long as the process; with an outcome's words, as long as the outcome"


def column(
    name: str, kind: Any, why: str, kept: str, *, personal: str = "no", **more: Any
) -> Column[Any]:
    """Return a column that documents itself; NOT NULL unless told otherwise."""
    more.setdefault("nullable", False)
    return Column(name, kind, info={"why": why, "personal": personal, "kept": kept}, **more)


def sixteen_bytes(
    name: str, *, may_be_empty: bool = False
) -> tuple[CheckConstraint, CheckConstraint]:
    """Return checks that a column holds 16 random or keyed bytes; an account id does not fit.

    SQLite would keep a text in a column of bytes, hence the second check there.
    """
    empty = f"{name} IS NULL OR " if may_be_empty else ""
    return (
        CheckConstraint(f"{empty}length({name}) = 16", name=f"{name}_is_no_account"),
        CheckConstraint(f"{empty}typeof({name}) = 'blob'", name=f"{name}_is_bytes").ddl_if(
            dialect="sqlite"
        ),
    )


def unordered(name: str, *parts: Any) -> Table:
    """Return a table without hidden row numbers: on SQLite they would tell the order of answers.

    On PostgreSQL such tables are written anew now and then (`storage.engines`).
    """
    return Table(name, metadata, *parts, sqlite_with_rowid=False, info={"is_unordered": True})


def unordered_tables() -> tuple[Table, ...]:
    """Return the tables whose rows must not tell when they were written."""
    return tuple(table for table in metadata.sorted_tables if table.info.get("is_unordered"))
