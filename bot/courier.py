"""Delivers the outbox, in order, as fast as Teams' limits let it."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.microsoft.connector import Connector, ConnectorError
from bot.microsoft.governor import Governor
from bot.microsoft.limits import LONGEST_WINDOW_S
from bot.operation.measures import count_send, governor_wait_seconds
from bot.operation.pulse import Pulse
from bot.telemetry import log, log_fault
from bot.writer import Writer
from dialogs.hand_out import Handed, hand_out
from dialogs.team.follow_team import leave_team, miss_channel
from storage.faults import is_outage
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

REPEATABLE = frozenset({0, 401, 408, 412, 429, 500, 502, 503, 504})
TOO_MANY = 429
UNWELCOME = frozenset({403, 404})
MOST_REFUSALS = 5
LONGEST_WAIT_S = 300.0
MOST_ATTEMPTS = 40
PAUSE_AFTER_FAULT_S = 1.0
MOST_AT_ONCE = 12
SOON = timedelta(seconds=3)


class LeadLostError(Exception):
    """Another process delivers now."""


class Courier:
    """Takes one row after another from the outbox until it is stopped.

    Several conversations are served side by side, each by one message at a time and in order, so
    that one that hangs holds up no other.
    """

    def __init__(self, writer: Writer, connector: Connector, clock: Clock) -> None:
        self._writer = writer
        self._connector = connector
        self._clock = clock
        self._governor = Governor()
        self._epoch = 0
        # What another process puts into a shared database wakes nobody here.
        self._longest_sleep_s = 0.5 if writer.database.is_shared else 60.0
        self._news = asyncio.Event()
        self._idle = asyncio.Event()
        self._underway: dict[str, asyncio.Task[None]] = {}
        self._is_stopping = False
        self.pulse = Pulse()

    def wake(self) -> None:
        """Look at the outbox now; something was put into it."""
        self._idle.clear()
        self._news.set()

    def stop(self) -> None:
        """Finish the messages in hand, then end `run`."""
        self._is_stopping = True
        self._news.set()

    async def delivered(self, timeout_s: float) -> None:
        """Wait until the outbox has nothing more that can be sent soon, or the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()
        except TimeoutError:
            log("courier_not_idle")

    async def run(self, epoch: int) -> None:
        """Deliver until stopped, or until another process has begun a later epoch."""
        self._epoch = epoch
        self._governor = Governor()
        knows_what_went = False
        while not self._is_stopping:
            self.pulse.beat()
            try:
                if not knows_what_went:
                    await self._remember_what_went()
                    knows_what_went = True
                await self._step()
            except LeadLostError:
                break
            except Exception as fault:
                # A full disk or a locked database passes; the outbox keeps what is to be said.
                log_fault("courier_failed", fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)
        await asyncio.gather(*self._underway.values())

    async def _remember_what_went(self) -> None:
        """Learn what Teams had from us before this start; its limits count on."""
        now = _now()
        since = now - timedelta(seconds=LONGEST_WINDOW_S)
        tries = await self._writer.read(lambda uow: uow.outbox.tries_since(since, now))
        for conversation, at in tries:
            # A clock that was set back must not make the past longer than it was.
            self._governor.note(conversation, max(0.0, (now - at).total_seconds()))

    async def _step(self) -> None:
        self._news.clear()
        if len(self._underway) < MOST_AT_ONCE:
            handed = await self._writer.write(self._take)
            if handed.row is not None:
                self._set_out(handed.row)
                return
            self._rest(handed.next_try_at)
            await self._sleep(handed.next_try_at)
        else:
            await self._news.wait()

    def _take(self, uow: UnitOfWork) -> Handed:
        if uow.leadership.epoch() != self._epoch:
            raise LeadLostError
        now = _now()
        busy = {
            conversation: now + timedelta(seconds=wait)
            for conversation, wait in self._governor.waits().items()
        }
        busy |= dict.fromkeys(self._underway, now + timedelta(seconds=LONGEST_WAIT_S))
        handed = hand_out(now, self._clock.stands_at(), uow, busy)
        if handed.row is not None:
            uow.outbox.mark_sending(handed.row, now)
        return handed

    def _set_out(self, row: OutboxRow) -> None:
        conversation = row.conversation
        task = asyncio.create_task(self._carry(row))
        self._underway[conversation] = task

        def arrived(_task: asyncio.Task[None]) -> None:
            del self._underway[conversation]
            self._news.set()

        task.add_done_callback(arrived)

    async def _carry(self, row: OutboxRow) -> None:
        try:
            await self._deliver(row)
        except Exception as fault:
            log_fault("courier_failed", fault)
            await asyncio.sleep(PAUSE_AFTER_FAULT_S)

    def _rest(self, next_try: datetime | None) -> None:
        # Whoever steps through the calendar waits for what goes in a moment.
        is_soon = next_try is not None and next_try - _now() < SOON
        if not (self._underway or is_soon or self._news.is_set()):
            self._idle.set()

    async def _sleep(self, next_try: datetime | None) -> None:
        longest = self._longest_sleep_s
        wait = (next_try - _now()).total_seconds() if next_try else longest
        try:
            async with asyncio.timeout(min(max(wait, 0.05), longest)):
                await self._news.wait()
        except TimeoutError:
            self._idle.clear()

    async def _deliver(self, row: OutboxRow) -> None:
        try:
            activity_id = await self._send(row)
        except ConnectorError as fault:
            # Whether Teams counts what it refuses, nobody says.
            self._note_try(row)
            if fault.status in UNWELCOME and row.place.team_id:
                await self._look_around(row, fault)
            else:
                await self._put_off_or_bury(row, fault)
            return
        self._note_try(row)
        await self._note_sent(row, activity_id, _now())
        count_send("sent")

    def _note_try(self, row: OutboxRow) -> None:
        self._governor.note(row.conversation)
        governor_wait_seconds.observe(self._governor.wait_s(row.conversation))

    async def _note_sent(self, row: OutboxRow, activity_id: str, at: datetime) -> None:
        """Note it as soon as the database is there: what is not noted would be sent again."""
        while True:
            try:
                await self._writer.write(lambda uow: uow.outbox.mark_sent(row, activity_id, at))
            except Exception as fault:
                if not is_outage(fault):
                    raise
                log_fault("courier_failed", fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)
            else:
                return

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
            uow.outbox.put_off(row, _now(), "held", _now())
            follow(uow)

        await self._writer.write(held)
        count_send("held")

    async def _put_off(self, row: OutboxRow, fault: ConnectorError) -> None:
        attempts = row.attempts + 1
        until = _now() + timedelta(seconds=_patience_s(attempts, fault.retry_after_s))
        await self._writer.write(lambda uow: uow.outbox.put_off(row, until, _short(fault), _now()))
        count_send("throttled" if fault.status == TOO_MANY else "put_off")
        log("message_put_off", fault=_short(fault), attempts=attempts)

    async def _put_off_or_bury(self, row: OutboxRow, fault: ConnectorError) -> None:
        if fault.status in REPEATABLE and row.attempts + 1 < MOST_ATTEMPTS:
            await self._put_off(row, fault)
        else:
            await self._writer.write(lambda uow: uow.outbox.mark_dead(row, _short(fault), _now()))
            count_send("given_up")
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
