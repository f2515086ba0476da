"""The drivers alone: one durable transaction for each answer, or one for a whole group."""

from __future__ import annotations

import asyncio
import importlib.util
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from bench.writing.answers import Answer
from storage.engines.on_sqlite import PRAGMAS


def with_sqlite3(file: Path, given: Sequence[Answer], together: int) -> None:
    """Write all, `together` of them in each transaction."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    for first in range(0, len(given), together):
        connection.execute("BEGIN IMMEDIATE")
        for answer in given[first : first + together]:
            for statement, values in answer.statements("?"):
                connection.execute(statement, values)
        connection.execute("COMMIT")
    connection.close()


def with_psycopg(url: str, given: Sequence[Answer], together: int) -> None:
    """Write all, `together` of them in each transaction."""
    with psycopg.connect(url) as connection:
        for first in range(0, len(given), together):
            with connection.transaction():
                for answer in given[first : first + together]:
                    for statement, values in answer.statements("%s"):
                        connection.execute(statement.encode(), values)
            connection.commit()


def has_aiosqlite() -> bool:
    """Whether the driver is there; the project does without it."""
    return importlib.util.find_spec("aiosqlite") is not None


def with_aiosqlite(file: Path, given: Sequence[Answer], at_once: int) -> None:
    """Write all as an asynchronous program would: `at_once` tasks, each answer a transaction."""
    asyncio.run(_with_aiosqlite(file, given, at_once))


async def _with_aiosqlite(file: Path, given: Sequence[Answer], at_once: int) -> None:
    driver: Any = importlib.import_module("aiosqlite")
    async with driver.connect(file, isolation_level=None) as connection:
        for pragma in PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        # One connection is one transaction: who comes later waits.
        turn, left = asyncio.Lock(), iter(given)
        await asyncio.gather(*(_write(connection, turn, left) for _ in range(at_once)))


async def _write(connection: Any, turn: asyncio.Lock, left: Any) -> None:
    for answer in left:
        async with turn:
            await connection.execute("BEGIN IMMEDIATE")
            for statement, values in answer.statements("?"):
                await connection.execute(statement, values)
            await connection.execute("COMMIT")
