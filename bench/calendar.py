"""A tick of the calendar with many processes: what is due now, and when something is due next."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.measured import Report, ratio
from bench.rounds import Options, interleaved
from dialogs.calendar.plan import entries_of
from dialogs.keep_calendar import due_tasks, next_due_at
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS

ABOUT = (
    "Looking once at what is due and at what comes next, while nothing is due: what the bot does "
    "every five seconds at the most. On SQLite"
)
SIZES = (1, 10, 100)
TICKS, FEW = 200, 5


def run(options: Options) -> Report:
    """Measure with more and more processes."""
    ticks = options.sized(TICKS, FEW)
    with ExitStack() as stack:
        measures: dict[str, Callable[[], float]] = {}
        for size in SIZES:
            database = stack.enter_context(_filled(options.directory / str(size), size))
            measures[_name(size)] = partial(_tick_ms, database, ticks)
        found = interleaved(options.rounds, "ms", measures)
    one, *more = (found[_name(size)] for size in SIZES)
    ratios = [ratio(f"{series.name} : {one.name}", series, one) for series in more]
    return Report("calendar", ABOUT, ratios, list(found.values()))


def _name(size: int) -> str:
    return "1 process" if size == 1 else f"{size} processes"


@contextmanager
def _filled(directory: Path, size: int) -> Iterator[Database]:
    directory.mkdir()
    with closing(Database(f"sqlite:///{directory / 'bench.db'}", directory / "keys")) as database:
        database.migrate()
        with database.write() as uow:
            for number in range(size):
                process = replace(PROCESS, process_id=f"{number:032x}")
                block = replace(BLOCK, process_id=process.process_id)
                uow.processes.add(process, (block,))
                uow.calendar.add(entries_of(process))
        yield database


def _tick_ms(database: Database, ticks: int) -> float:
    before = BLOCK.opens_at - timedelta(days=400)
    began = time.perf_counter()
    for _ in range(ticks):
        assert due_tasks(before, database) == ()
        assert next_due_at(before, database) is not None
    return (time.perf_counter() - began) / ticks * 1000
