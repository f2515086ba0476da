"""One of several processes that keep a calendar together, in time that runs fast.

`python -m tests.bot.calendar_replica URL KEYS BEGAN` has the real election, writer and calendar of
the program, and nobody to send to. It runs until it is killed.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.calendar_keeper import CalendarKeeper
from bot.courier import Courier
from bot.leader import Leader
from bot.microsoft.connector import Connector
from bot.telemetry import start_logging
from bot.writer import Writer
from storage.database import Database

SPEED = 3600.0
NIGHT = timedelta(hours=6, minutes=30)
NIGHTS = (datetime(2027, 3, 27, 22, 45, tzinfo=UTC), datetime(2027, 10, 30, 21, 45, tzinfo=UTC))
"""When the calendar's two nights begin: on the evenings before the clocks change in Germany."""


def calendar_at(real_s: float, began_s: float) -> datetime:
    """Return the calendar's time: one night an hour a second, then the other; then it stands."""
    passed = timedelta(seconds=(real_s - began_s) * SPEED)
    if passed < NIGHT:
        return NIGHTS[0] + passed
    return NIGHTS[1] + min(passed - NIGHT, NIGHT)


class FastClock:
    """Shows the same calendar time in every process."""

    is_moved_by_hand = False

    def __init__(self, began_s: float) -> None:
        self._began_s = began_s

    async def prepare(self) -> None:
        """Nothing to learn."""

    def now(self) -> datetime:
        """The present."""
        return calendar_at(time.time(), self._began_s)

    def stands_at(self) -> datetime:
        """The present."""
        return self.now()

    async def come_to(self, at: datetime) -> None:
        """Nothing to tell."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Sleep until `due_at` comes, and never long."""
        left = (due_at - self.now()).total_seconds() / SPEED if due_at else 0.2
        await asyncio.sleep(min(max(left, 0.01), 0.2))

    async def follow(self, seconds: float) -> None:
        """Look again soon for whether somebody has to take over."""
        await asyncio.sleep(0.05)


async def keep(url: str, keys: Path, began_s: float) -> None:
    """Take part until killed."""
    database = Database(url, keys)
    writer, clock = Writer(database), FastClock(began_s)
    # Nothing is sent here: the courier is never started.
    courier = Courier(writer, Connector.__new__(Connector), clock)
    keeper = CalendarKeeper(clock, writer, courier)
    await Leader(writer, clock, (lambda _epoch: keeper.run(),)).run()


if __name__ == "__main__":
    start_logging()
    asyncio.run(keep(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])))
