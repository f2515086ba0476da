"""Answers a second that are durable: our writer, plain drivers, and an asynchronous one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import count
from pathlib import Path

from bench.measured import Report, Series, ratio
from bench.rounds import Options, interleaved
from bench.writing.answers import BLOCK_ID, Answer, answers
from bench.writing.plain import has_aiosqlite, with_aiosqlite, with_psycopg, with_sqlite3
from bot.writer import MOST_TOGETHER, Writer
from storage.database import Database
from tests.postgres import running_postgres

ABOUT = (
    f"Response, receipt and delivery of one person, durable. Ours: {MOST_TOGETHER} wait at a time, "
    "each piece of work in a savepoint, through SQLAlchemy; the others write the same rows with "
    "the driver alone"
)
MANY, FEW = 3000, 130

Measures = Mapping[str, Callable[[], float]]
Write = Callable[[Sequence[Answer]], None]


def run(options: Options) -> Report:
    """Measure on SQLite, and on PostgreSQL unless it is to be quick."""
    given = options.sized(MANY, FEW)
    with nullcontext() if options.is_quick else running_postgres() as server:
        measures = dict(_on_sqlite(options.directory, given))
        if server:
            measures |= _on_postgresql(server.new_database(), options.directory, given)
        found = interleaved(options.rounds, "answers/s", measures)
    return Report("writer", ABOUT, list(_ratios(found)), list(found.values()))


def _ratios(found: Mapping[str, Series]) -> Iterator[Series]:
    for name, series in found.items():
        kind, _, how = name.partition(": ")
        if how != "ours":
            yield ratio(f"{kind}: ours : {how}", found[f"{kind}: ours"], series)


def _on_sqlite(directory: Path, given: int) -> Iterator[tuple[str, Callable[[], float]]]:
    """Every measure has its own file, and begins with an empty one."""
    ways: dict[str, Callable[[Path, Sequence[Answer]], None]] = {
        "one by one": lambda file, all_of: with_sqlite3(file, all_of, 1),
        "in groups": lambda file, all_of: with_sqlite3(file, all_of, MOST_TOGETHER),
    }
    if has_aiosqlite():
        ways["aiosqlite"] = lambda file, all_of: with_aiosqlite(file, all_of, MOST_TOGETHER)
    ways["ours"] = lambda file, all_of: _with_writer(f"sqlite:///{file}", directory, all_of)
    numbers = count()

    def measure(way: Callable[[Path, Sequence[Answer]], None]) -> float:
        file = directory / f"{next(numbers)}.db"
        url = f"sqlite:///{file}"
        with _opened(url, directory) as database:
            database.migrate()
        return _rate(url, directory, partial(way, file), given)

    for name, way in ways.items():
        yield f"SQLite: {name}", partial(measure, way)


def _on_postgresql(url: str, directory: Path, given: int) -> Measures:
    """All write into one database, which is emptied before each measure."""
    with _opened(url, directory) as database:
        database.migrate()
    ways: dict[str, Write] = {
        "one by one": lambda all_of: with_psycopg(url, all_of, 1),
        "in groups": lambda all_of: with_psycopg(url, all_of, MOST_TOGETHER),
        "ours": lambda all_of: _with_writer(url, directory, all_of),
    }
    return {
        f"PostgreSQL: {name}": partial(_rate, url, directory, way, given)
        for name, way in ways.items()
    }


def _rate(url: str, directory: Path, way: Write, given: int) -> float:
    with _opened(url, directory) as database, database.write() as uow:
        uow.responses.forget(BLOCK_ID)
    all_of = answers(given)
    began = time.perf_counter()
    way(all_of)
    rate = given / (time.perf_counter() - began)
    with _opened(url, directory) as database, database.read() as uow:
        assert uow.responses.answered_count(BLOCK_ID) == given
    return rate


def _with_writer(url: str, directory: Path, given: Sequence[Answer]) -> None:
    with _opened(url, directory) as database:
        asyncio.run(_write_all(Writer(database), given))


async def _write_all(writer: Writer, given: Sequence[Answer]) -> None:
    left = iter(given)

    async def wait() -> None:
        for answer in left:
            await writer.write(answer.put)

    await asyncio.gather(*(wait() for _ in range(MOST_TOGETHER)))
    writer.close()


@contextmanager
def _opened(url: str, directory: Path) -> Iterator[Database]:
    database = Database(url, directory / "keys")
    try:
        yield database
    finally:
        database.close()
