"""Calendar time, and the loop that keeps the calendar.

Calendar time is real time. Only when the login authority is the sandbox on this machine it is the
sandbox's, which people move in order to try a process out. Tokens, limits and retries always use
real time.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

import aiohttp

from bot.courier import Courier
from bot.telemetry import log, log_fault
from bot.writer import Writer
from dialogs.keep_calendar import Task, do_task, due_tasks, keep_hour, next_due_at
from storage.database import Database

T = TypeVar("T")

LONGEST_SLEEP_S = 5.0
DELIVERY_WAIT_S = 20.0
PAUSE_AFTER_FAULT_S = 1.0


class Clock(Protocol):
    """Where calendar time comes from."""

    @property
    def is_moved_by_hand(self) -> bool:
        """Say whether every step of a move has to be delivered before the next."""

    async def prepare(self) -> None:
        """Learn the time before anything asks for it."""

    def now(self) -> datetime:
        """Return the calendar's present, aware, UTC."""

    async def come_to(self, at: datetime) -> None:
        """Learn that the calendar has come to an event."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Return when `due_at` has come or something may have changed."""


class RealClock:
    """The clock on the wall."""

    is_moved_by_hand = False

    async def prepare(self) -> None:
        """Do nothing: the wall clock is there."""

    def now(self) -> datetime:
        """Return the present."""
        return datetime.now(UTC)

    async def come_to(self, at: datetime) -> None:
        """Do nothing: the wall clock goes by itself."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Sleep until `due_at`, but never long, because a wall clock can be set."""
        wait = (due_at - self.now()).total_seconds() if due_at else LONGEST_SLEEP_S
        await asyncio.sleep(min(max(wait, 0.05), LONGEST_SLEEP_S))


class SandboxClock:
    """The sandbox's clock: asked once, then told of every move."""

    is_moved_by_hand = True

    def __init__(self, session: aiohttp.ClientSession, login_authority: str) -> None:
        parts = urlsplit(login_authority)
        self._url = f"{parts.scheme}://{parts.netloc}/sandbox/clock"
        self._session = session
        self._offset = timedelta(0)
        self._moves = "0"
        self._asking: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        """Ask the sandbox for its time."""
        await self._ask({})

    def now(self) -> datetime:
        """Return the sandbox's present as of its last move."""
        return datetime.now(UTC) + self._offset

    async def come_to(self, at: datetime) -> None:
        """Tell the sandbox where in a move the calendar is."""
        await self._tell({"settled": at.isoformat(), "moves": self._moves, "step": "1"})

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Wait for a move or for `due_at`, and tell the sandbox how far the calendar has come."""
        if self._asking is None:
            known = {"settled": worked_off_until.isoformat(), "moves": self._moves}
            self._asking = asyncio.create_task(self._ask(known))
        left = (due_at - self.now()).total_seconds() if due_at else LONGEST_SLEEP_S
        done, _ = await asyncio.wait({self._asking}, timeout=min(max(left, 0.05), LONGEST_SLEEP_S))
        if done:
            self._asking = None

    async def _ask(self, known: dict[str, str]) -> None:
        answer = await self._tell(known)
        if answer is None:
            await asyncio.sleep(PAUSE_AFTER_FAULT_S)
            return
        self._offset = datetime.fromisoformat(answer["now"]) - datetime.now(UTC)
        self._moves = str(answer["moves"])

    async def _tell(self, known: dict[str, str]) -> dict[str, Any] | None:
        timeout = aiohttp.ClientTimeout(total=40)
        try:
            async with self._session.get(self._url, params=known, timeout=timeout) as answer:
                return dict(await answer.json())
        except (aiohttp.ClientError, TimeoutError, ValueError):
            log("sandbox_clock_unreachable")
            return None


class CalendarKeeper:
    """Works the calendar off, event by event; what is done stays done, however the clock jumps."""

    def __init__(self, clock: Clock, writer: Writer, courier: Courier) -> None:
        self._clock = clock
        self._writer = writer
        self._courier = courier
        self._reached: datetime | None = None

    async def run(self) -> None:
        """Keep the calendar until cancelled; a fault is logged and tried again."""
        while True:
            try:
                due_at = await self._catch_up()
                await self._clock.wait(self._reached or self._clock.now(), due_at)
            except Exception as fault:
                log_fault("calendar_failed", fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)

    async def _catch_up(self) -> datetime | None:
        """Do everything that is due, event by event, and return when the next thing will be."""
        now = self._clock.now()
        # After an outage things fire late, at the time that it really is. A clock that jumps back
        # undoes nothing, but what is planned afterwards waits for its time again.
        self._reached = now if self._reached is None else min(self._reached, now)
        await self._keep(self._reached)
        while True:
            due_at = await self._run(next_due_at, self._reached)
            if due_at is None or due_at > now:
                break
            self._reached = due_at
            await self._clock.come_to(due_at)
            await self._keep(due_at)
        self._reached = max(now, self._reached)
        return due_at

    async def _keep(self, at: datetime) -> None:
        """Do what is due at `at`, looking anew after each task: closing makes sealing due."""
        failed: set[tuple[str, str]] = set()
        while task := await self._next_task(at, failed):
            await self._do(task, at, failed)
        if (at.minute, at.second, at.microsecond) == (0, 0, 0):
            await self._run(keep_hour, at)
            self._courier.wake()
        if self._clock.is_moved_by_hand:
            await self._courier.delivered(DELIVERY_WAIT_S)

    async def _next_task(self, at: datetime, failed: set[tuple[str, str]]) -> Task | None:
        tasks = await self._run(due_tasks, at)
        return next((one for one in tasks if (one.process_id, one.block_key) not in failed), None)

    async def _do(self, task: Task, at: datetime, failed: set[tuple[str, str]]) -> None:
        try:
            await self._writer.run(lambda: do_task(task, at, self._writer.database))
        except Exception as fault:
            # The later tasks of this block have to wait for this one; all others go on.
            failed.add((task.process_id, task.block_key))
            log_fault("calendar_task_failed", fault)
        self._courier.wake()

    async def _run(self, work: Callable[[datetime, Database], T], at: datetime) -> T:
        return await self._writer.run(lambda: work(at, self._writer.database))
