"""The loop that keeps the calendar."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.clock import Clock
from bot.courier import Courier
from bot.operation.pulse import Pulse
from bot.telemetry import log_fault
from bot.writer import Writer
from dialogs.keep_calendar import Task, do_task, due_tasks, keep_hour, next_due_at
from storage.database import Database

T = TypeVar("T")

DELIVERY_WAIT_S = 20.0
PAUSE_AFTER_FAULT_S = 1.0
PUNCTUAL = timedelta(minutes=5)


class CalendarKeeper:
    """Works the calendar off, event by event; what is done stays done, however the clock jumps."""

    def __init__(self, clock: Clock, writer: Writer, courier: Courier) -> None:
        self._clock = clock
        self._writer = writer
        self._courier = courier
        self._reached: datetime | None = None
        self.pulse = Pulse()

    async def run(self) -> None:
        """Keep the calendar until cancelled; a fault is logged and tried again."""
        while True:
            self.pulse.beat()
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
            # A machine that has slept does what was due meanwhile now, not as if it were then.
            is_stepping = self._clock.is_moved_by_hand or now - due_at < PUNCTUAL
            self._reached = due_at if is_stepping else now
            self.pulse.beat()
            await self._clock.come_to(self._reached)
            await self._keep(self._reached)
        self._reached = max(now, self._reached)
        return due_at

    async def _keep(self, at: datetime) -> None:
        """Do what is due at `at`, looking anew after each task: closing makes sealing due."""
        failed: set[tuple[str, str]] = set()
        while task := await self._next_task(at, failed):
            self.pulse.beat()
            await self._do(task, at, failed)
        if (at.minute, at.second, at.microsecond) == (0, 0, 0):
            await self._keep_hour(at)
        # What was held for a better hour may go now.
        self._courier.wake()
        if self._clock.is_moved_by_hand:
            await self._courier.delivered(DELIVERY_WAIT_S)

    async def _keep_hour(self, at: datetime) -> None:
        try:
            await self._run(keep_hour, at)
        except Exception as fault:
            # A disk too full for a rewrite may have room for all else; there is a next hour.
            log_fault("calendar_hour_failed", fault)

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
