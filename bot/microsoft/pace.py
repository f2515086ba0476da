"""How fast Microsoft's service is asked: Teams allows an app 50 requests a second in a tenant."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

SECOND = 1.005
"""A window of Teams' rule, and a little more, because two clocks are never quite equally fast."""

LEADING = 49
"""Calls a second of the process that delivers."""

FOLLOWING = 25
"""Calls a second of each other process, which asks now and then who is in a team."""

FOLLOWING_A_CROWD = 1
"""The same while the one that delivers has so much to do that it uses its whole share."""


class Pace:
    """Lets calls through in the order in which they come, at most so many in any second.

    A call counts from the moment it sets out until a second after its answer: when Teams counts it
    nobody knows, but it is in between. So no second can hold too many, however calls are delayed.
    """

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self.most = most
        self._clock = clock
        self._door = asyncio.Lock()
        self._underway = 0
        self._answered: deque[float] = deque()
        self._back = asyncio.Event()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until it is this call's turn, and count it until it is left."""
        async with self._door:
            while (wait := self._wait_s()) > 0:
                await self._await_room(wait)
            self._underway += 1
        try:
            yield
        finally:
            self._underway -= 1
            self._answered.append(self._clock())
            self._back.set()

    def note(self, seconds_ago: float) -> None:
        """Count a call of another process, or of one that is no more."""
        self._answered.append(self._clock() - seconds_ago)

    def _wait_s(self) -> float:
        now = self._clock()
        while self._answered and self._answered[0] <= now - SECOND:
            self._answered.popleft()
        if self._underway + len(self._answered) < self.most:
            return 0.0
        return self._answered[0] + SECOND - now if self._answered else SECOND

    async def _await_room(self, wait: float) -> None:
        self._back.clear()
        try:
            async with asyncio.timeout(wait):
                await self._back.wait()
        except TimeoutError:
            return
