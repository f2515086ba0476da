"""Delivers the outbox, in order, as fast as Teams' limits let it."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.delivery import DOUBT_S, PAUSE_AFTER_FAULT_S, Delivery
from bot.microsoft.connector import Connector
from bot.microsoft.governor import Governor
from bot.microsoft.limits import LONGEST_WINDOW_S
from bot.operation.measures import governor_wait_seconds
from bot.operation.pulse import Pulse
from bot.telemetry import log, log_fault
from bot.writer import Writer
from dialogs.hand_out import Handed, Traffic, hand_out
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

MOST_AT_ONCE = 24
KEPT_FOR_URGENT = 8
"""So many more may be underway if somebody waits for them."""

BETWEEN_LOOKS_S = 0.03
CROWD = 20
"""With fewer messages unfinished than this, nobody comes near to Teams' limit for all calls."""


SOON = timedelta(seconds=5)


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
        self._delivery = Delivery(writer, connector, self._note_try)
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
        self._delivery.stop()
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
        try:
            await self._deliver_until_stopped()
            await asyncio.gather(*self._underway.values())
        finally:
            self._connector.follow()

    async def follow(self) -> None:
        """Look how much another process has to deliver, and leave it room."""
        count = await self._writer.read(lambda uow: uow.deliveries.unfinished_count())
        self._connector.follow(is_crowded=count > CROWD)

    async def _deliver_until_stopped(self) -> None:
        knows_what_went = False
        while not self._is_stopping:
            self.pulse.beat()
            try:
                if not knows_what_went:
                    await self._remember_what_went()
                    knows_what_went = True
                await self._step()
            except LeadLostError:
                return
            except Exception as fault:
                # A full disk or a locked database passes; the outbox keeps what is to be said.
                log_fault("courier_failed", fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)

    async def _remember_what_went(self) -> None:
        """Learn what Teams had from us before this start, and doubt what was underway then.

        Teams' limits count on over a start.
        """
        now = _now()
        since = now - timedelta(seconds=LONGEST_WINDOW_S)
        tries = await self._writer.read(lambda uow: uow.deliveries.tries_since(since, now))

        def doubt(uow: UnitOfWork) -> None:
            self._require_lead(uow)
            uow.deliveries.doubt_underway(now + timedelta(seconds=DOUBT_S))

        await self._writer.write(doubt)
        # A clock that was set back must not make the past longer than it was.
        ago = [(name, max(0.0, (now - at).total_seconds())) for name, at in tries]
        for conversation, seconds in ago:
            self._governor.note(conversation, seconds)
        self._connector.lead([seconds for _, seconds in ago])

    def _require_lead(self, uow: UnitOfWork) -> None:
        if uow.leadership.epoch() != self._epoch:
            raise LeadLostError

    async def _step(self) -> None:
        self._news.clear()
        if len(self._underway) >= MOST_AT_ONCE + KEPT_FOR_URGENT:
            await self._news.wait()
            return
        handed = await self._writer.write(self._take)
        for row in handed.rows:
            self._set_out(row)
        if handed.rows:
            await asyncio.sleep(BETWEEN_LOOKS_S)
        else:
            self._rest(handed.next_try_at)
            await self._sleep(handed.next_try_at)

    def _take(self, uow: UnitOfWork) -> Handed:
        self._require_lead(uow)
        now = _now()
        room = MOST_AT_ONCE - len(self._underway)
        traffic = Traffic(
            room=room,
            urgent_room=room + KEPT_FOR_URGENT,
            underway=frozenset(self._underway),
            busy={name: now + _seconds(wait) for name, wait in self._governor.waits().items()},
            served_at={name: now - _seconds(ago) for name, ago in self._governor.last().items()},
        )
        handed = hand_out(now, self._clock.stands_at(), uow, traffic)
        for row in handed.rows:
            uow.deliveries.mark_sending(row, now)
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
            await self._delivery.deliver(row)
        except Exception as fault:
            log_fault("courier_failed", fault)
            await asyncio.sleep(PAUSE_AFTER_FAULT_S)

    def _note_try(self, conversation: str) -> None:
        self._governor.note(conversation)
        governor_wait_seconds.observe(self._governor.wait_s(conversation))

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


def _seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def _now() -> datetime:
    return datetime.now(UTC)
