"""Lets one of several processes keep the calendar and deliver, and another take over."""

import asyncio
import os
import socket
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from bot.clock import Clock
from bot.operation.pulse import Pulse
from bot.telemetry import log, log_fault
from bot.writer import Writer
from storage.engines import Lead

LOOK_EVERY_S = 1.0
Duty = Callable[[int], Coroutine[Any, Any, None]]


class Leader:
    """Runs the duties while this process leads, and waits to take over while another does.

    A duty gets the epoch of the leadership: what it writes is refused once somebody else has
    taken over, also before it knows. While another process leads, `follow` is done every second.
    """

    def __init__(
        self,
        writer: Writer,
        clock: Clock,
        duties: Sequence[Duty],
        follow: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._duties = duties
        self._follow = follow
        self._name = f"{socket.gethostname()[:80]}:{os.getpid()}"
        self._is_stopping = False
        self.pulse = Pulse()
        self.is_leading = False

    def stop(self) -> None:
        """Do not lead again once the duties have come to an end."""
        self._is_stopping = True

    async def run(self) -> None:
        """Lead whenever nobody else does, until stopped."""
        try:
            while not self._is_stopping:
                self.pulse.beat()
                await self._try_or_rest()
        finally:
            self.pulse.end()

    async def _try_or_rest(self) -> None:
        try:
            await self._try_once()
        except Exception as fault:
            # No server, or one that is just going down: somebody will lead again.
            log_fault("leading_failed", fault)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _try_once(self) -> None:
        lead = await asyncio.to_thread(self._writer.database.try_to_lead)
        if lead is None:
            if self._follow is not None:
                await self._follow()
            await self._clock.follow(LOOK_EVERY_S)
            return
        try:
            now = datetime.now(UTC)
            epoch = await self._writer.write(lambda uow: uow.leadership.take_over(self._name, now))
            log("leads")
            self.is_leading = True
            await self._serve(epoch, lead)
        finally:
            self.is_leading = False
            lead.give_back()

    async def _serve(self, epoch: int, lead: Lead) -> None:
        tasks = [asyncio.create_task(duty(epoch)) for duty in self._duties]
        watching = asyncio.create_task(self._watch(lead))
        try:
            await asyncio.wait({watching, *tasks}, return_when=asyncio.FIRST_COMPLETED)
            log("leads_no_more")
        finally:
            for task in (watching, *tasks):
                task.cancel()
            for task in (watching, *tasks):
                with suppress(asyncio.CancelledError):
                    await task

    async def _watch(self, lead: Lead) -> None:
        while await asyncio.to_thread(lead.is_held):
            self.pulse.beat()
            await asyncio.sleep(LOOK_EVERY_S)
