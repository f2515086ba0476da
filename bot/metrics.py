"""`/metrics` for Prometheus, on a port of its own that is never reached from outside."""

import asyncio
from collections.abc import Iterable
from time import monotonic

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.clock import Clock
from bot.leader import Leader
from bot.operation import measures
from bot.telemetry import log_fault
from bot.writer import Writer
from storage.unit_of_work import UnitOfWork

LONGEST_LOOK_S = 4.0
UNKNOWN = float("nan")


class Metrics:
    """Looks at queue and calendar when asked, and gives everything out."""

    def __init__(self, writer: Writer, clock: Clock, leader: Leader) -> None:
        self._writer = writer
        self._clock = clock
        self._leader = leader
        self._unsent_since: dict[int, float] = {}

    def application(self) -> web.Application:
        """Return the web application of the other port."""
        application = web.Application()
        application.router.add_get("/metrics", self.give_out)
        return application

    async def give_out(self, _request: web.Request) -> web.Response:
        """Answer with everything in Prometheus' text format."""
        measures.is_leader.set(self._leader.is_leading)
        measures.writer_waiting.set(self._writer.waiting_count)
        try:
            async with asyncio.timeout(LONGEST_LOOK_S):
                await self._writer.read(self._look)
            measures.is_database_up.set(1)
        except Exception as fault:
            log_fault("metrics_incomplete", fault)
            self._know_nothing()
        headers = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        return web.Response(body=measures.exposition(), headers=headers)

    def _look(self, uow: UnitOfWork) -> None:
        counts = uow.dead_letters.counts()
        for state in measures.QUEUED:
            measures.outbox_messages.labels(state).set(counts.get(state, 0))
        measures.oldest_waiting_seconds.set(self._oldest_s(uow.dead_letters.unsent_numbers()))
        now = self._clock.now()
        due = uow.calendar.waiting_until(now)
        measures.calendar_lag_seconds.set((now - due[0].due_at).total_seconds() if due else 0)

    def _oldest_s(self, unsent: Iterable[int]) -> float:
        """Return how long the oldest message is known to be unsent; when it came, nothing says."""
        now = monotonic()
        self._unsent_since = {number: self._unsent_since.get(number, now) for number in unsent}
        return now - min(self._unsent_since.values(), default=now)

    def _know_nothing(self) -> None:
        measures.is_database_up.set(0)
        for state in measures.QUEUED:
            measures.outbox_messages.labels(state).set(UNKNOWN)
        measures.oldest_waiting_seconds.set(UNKNOWN)
        measures.calendar_lag_seconds.set(UNKNOWN)
