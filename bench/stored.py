"""What more and more stored responses cost whoever writes another one, or looks one up."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, nullcontext
from dataclasses import dataclass

from sqlalchemy import text

from bench.measured import Report, Series, ratio
from bench.rounds import Options, interleaved
from bench.writing.answers import BLOCK_ID, CONTENT, DEPARTMENT, Answer, answers
from storage.database import Database
from tests.postgres import running_postgres

ABOUT = (
    "Groups of 64 answers written durably, and one's own response looked up, with so many "
    "responses in the block already; and the count of a block, which is taken once an hour"
)
SIZES, SMALL = (10_000, 100_000, 1_000_000), (50, 100, 200)
AT_A_TIME = 10_000
GROUPS, LOOKS, COUNTS = 10, 300, 5
FILL = (
    "INSERT INTO responses (block_id, ballot, department, answers) VALUES (:b, :n, :d, :a)",
    "INSERT INTO receipts (block_id, receipt) VALUES (:b, :n)",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with many responses, and one of them to look up."""

    database: Database
    known: Answer

    def write(self) -> float:
        """Milliseconds that a group of 64 takes."""
        works = [[answer.put for answer in answers(64)] for _ in range(GROUPS)]
        began = time.perf_counter()
        for group in works:
            assert not any(outcome.fault for outcome in self.database.write_group(group))
        return (time.perf_counter() - began) / GROUPS * 1000

    def look(self) -> float:
        """Milliseconds that it takes to find one's own response."""
        began = time.perf_counter()
        for _ in range(LOOKS):
            with self.database.read() as uow:
                assert uow.responses.find(BLOCK_ID, self.known.ballot)
        return (time.perf_counter() - began) / LOOKS * 1000

    def count(self) -> float:
        """Milliseconds that it takes to count all."""
        began = time.perf_counter()
        for _ in range(COUNTS):
            with self.database.read() as uow:
                assert uow.responses.answered_count(BLOCK_ID)
        return (time.perf_counter() - began) / COUNTS * 1000


def run(options: Options) -> Report:
    """Measure on SQLite, and on PostgreSQL unless it is to be quick."""
    sizes = SMALL if options.is_quick else SIZES
    with ExitStack() as stack:
        server = stack.enter_context(nullcontext() if options.is_quick else running_postgres())
        measures: dict[str, Callable[[], float]] = {}
        for size in sizes:
            urls = {"SQLite": f"sqlite:///{options.directory / f'{size}.db'}"}
            if server:
                urls["PostgreSQL"] = server.new_database()
            for kind, url in urls.items():
                database = stack.enter_context(closing(Database(url, options.directory / "keys")))
                filled = _filled(database, size)
                for what in ("write", "look", "count"):
                    measures[f"{kind}, {what}, {size:,} stored"] = getattr(filled, what)
        found = interleaved(options.rounds, "ms", measures)
    return Report("stored", ABOUT, list(_ratios(found, sizes)), list(found.values()))


def _ratios(found: dict[str, Series], sizes: tuple[int, ...]) -> Iterator[Series]:
    first = f"{sizes[0]:,} stored"
    for name, series in found.items():
        of, _, size = name.rpartition(", ")
        if size != first:
            yield ratio(f"{of}: {size} : {first}", series, found[f"{of}, {first}"])


def _filled(database: Database, size: int) -> Filled:
    database.migrate()
    more = {"b": BLOCK_ID, "d": DEPARTMENT, "a": json.dumps(CONTENT)}
    for begun in range(0, size, AT_A_TIME):
        names = [secrets.token_bytes(16) for _ in range(min(AT_A_TIME, size - begun))]
        with database.writing() as connection:
            for statement in FILL:
                connection.execute(text(statement), [more | {"n": name} for name in names])
    (known,) = answers(1)
    with database.write() as uow:
        known.put(uow)
    return Filled(database, known)
