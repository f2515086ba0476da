"""What a database says, of either kind, asked past the program."""

import sqlite3
from contextlib import closing
from typing import Any

import psycopg


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds; a SQLite file is only read, never made."""
    if url.startswith("postgresql"):
        with closing(psycopg.connect(url)) as server:
            return list(server.execute(query.encode()))
    file = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return list(database.execute(query))
