"""Delivers the outbox, in order, with the patience that Teams' limits ask for."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.microsoft.connector import Connector, ConnectorError
from bot.telemetry import log, log_fault
from bot.writer import Writer
from dialogs.hand_out import Handed, hand_out
from dialogs.team.follow_team import leave_team, miss_channel
from storage.outbox import OutboxRow
from storage.unit_of_work import UnitOfWork

REPEATABLE = frozenset({0, 401, 408, 412, 429, 500, 502, 503, 504})
UNWELCOME = frozenset({403, 404})
MOST_REFUSALS = 5
LONGEST_WAIT_S = 300.0
MOST_ATTEMPTS = 40
PAUSE_AFTER_FAULT_S = 1.0


class Courier:
    """Takes one row after another from the outbox until it is stopped."""

    def __init__(self, writer: Writer, connector: Connector, clock: Clock) -> None:
        self._writer = writer
        self._connector = connector
        self._clock = clock
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._is_stopping = False

    def wake(self) -> None:
        """Look at the outbox now; something was put into it."""
        self._idle.clear()
        self._news.set()

    def stop(self) -> None:
        """Finish the message in hand, then end `run`."""
        self._is_stopping = True
        self._news.set()

    async def delivered(self, timeout_s: float) -> None:
        """Wait until the outbox has nothing more that can be sent now, or the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()
        except TimeoutError:
            log("courier_not_idle")

    async def run(self) -> None:
        """Deliver until stopped."""
        while not self._is_stopping:
            try:
                await self._step()
            except Exception as fault:
                # A full disk or a locked database passes; the outbox keeps what is to be said.
                log_fault("courier_failed", fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)

    async def _step(self) -> None:
        handed = await self._writer.write(self._take)
        if handed.row is not None:
            await self._deliver(handed.row)
            return
        # Something may have been put in while nothing was found.
        if not self._news.is_set():
            self._idle.set()
        await self._sleep(handed.next_try_at)
        self._news.clear()

    def _take(self, uow: UnitOfWork) -> Handed:
        handed = hand_out(_now(), self._clock.stands_at(), uow)
        if handed.row is not None:
            uow.outbox.mark_sending(handed.row)
        return handed

    async def _sleep(self, next_try: datetime | None) -> None:
        wait = (next_try - _now()).total_seconds() if next_try else 60.0
        try:
            async with asyncio.timeout(min(max(wait, 0.05), 60.0)):
                await self._news.wait()
        except TimeoutError:
            self._idle.clear()

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            activity_id = await self._send(row)
        except ConnectorError as fault:
            if fault.status in UNWELCOME and row.place.team_id:
                await self._look_around(row, fault)
            else:
                await self._put_off_or_bury(row, fault)
            return
        await self._writer.write(lambda uow: uow.outbox.mark_sent(row, activity_id))

    async def _send(self, row: OutboxRow) -> str:
        if row.kind == "update":
            await self._connector.update(row.place, row.target_activity_id, row.card)
            return row.target_activity_id
        if row.kind == "delete":
            await self._connector.delete(row.place, row.target_activity_id)
            return row.target_activity_id
        place = row.place
        if not place.conversation_id:
            place = replace(place, conversation_id=await self._connector.open_chat(place))
        return await self._connector.post(place, row.card)

    async def _look_around(self, row: OutboxRow, refused: ConnectorError) -> None:
        """Find out why a team refuses: the bot is not in it, the channel is gone, or neither.

        Teams says now and then that a conversation is unknown although it is there; only its list
        of channels tells. What is found out is followed as if it had been told.
        """
        place, cause = row.place, f"refused-{row.outbox_id}"
        try:
            channels = dict(await self._connector.channels(place))
        except ConnectorError as fault:
            if fault.status not in UNWELCOME:
                await self._put_off_or_bury(row, fault)
                return
            log("team_refuses", fault=f"http_{fault.status}")
            await self._hold(row, lambda uow: leave_team("team_refuses", place, cause, uow))
            return
        if place.channel_id not in channels:
            log("channel_gone", fault=f"http_{refused.status}")
            await self._hold(row, lambda uow: miss_channel(row, cause, uow))
        elif row.attempts + 1 < MOST_REFUSALS:
            await self._put_off(row, refused)
        else:
            await self._put_off_or_bury(row, refused)

    async def _hold(self, row: OutboxRow, follow: Callable[[UnitOfWork], None]) -> None:
        def held(uow: UnitOfWork) -> None:
            uow.outbox.put_off(row, _now(), "held")
            follow(uow)

        await self._writer.write(held)

    async def _put_off(self, row: OutboxRow, fault: ConnectorError) -> None:
        attempts = row.attempts + 1
        until = _now() + timedelta(seconds=_patience_s(attempts, fault.retry_after_s))
        await self._writer.write(lambda uow: uow.outbox.put_off(row, until, _short(fault)))
        log("message_put_off", fault=_short(fault), attempts=attempts)

    async def _put_off_or_bury(self, row: OutboxRow, fault: ConnectorError) -> None:
        if fault.status in REPEATABLE and row.attempts + 1 < MOST_ATTEMPTS:
            await self._put_off(row, fault)
        else:
            await self._writer.write(lambda uow: uow.outbox.mark_dead(row, _short(fault)))
            log("message_given_up", fault=_short(fault), attempts=row.attempts + 1)


def _short(fault: ConnectorError) -> str:
    return f"http_{fault.status}" if fault.status else "no_answer"


def _patience_s(attempts: int, retry_after_s: float) -> float:
    """Return how long to wait: what Teams asks for, else longer and longer with some chance."""
    if retry_after_s > 0:
        return min(retry_after_s, LONGEST_WAIT_S)
    longest = min(0.5 * 2.0 ** min(attempts, 12), LONGEST_WAIT_S)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, keeps no secret


def _now() -> datetime:
    return datetime.now(UTC)
