"""Tells waiting requests that something changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any


class Bell:
    """Whoever waits is woken by every ring; subscribers also learn what it was about."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._queues: set[asyncio.Queue[dict[str, Any]]] = set()

    def ring(self, kind: str, **about: str) -> None:
        """Wake everybody."""
        self._rung.set()
        self._rung = asyncio.Event()
        for queue in self._queues:
            with suppress(asyncio.QueueFull):
                queue.put_nowait({"kind": kind, **about})

    async def wait_until(self, is_so: Callable[[], bool], *, seconds: float) -> bool:
        """Wait for a condition that some ring may bring about; say whether it holds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not is_so():
                    await self._rung.wait()
        return is_so()

    def subscribe(self) -> asyncio.Queue[dict[str, Any]]:
        """A queue that receives every ring from now on."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(maxsize=1000)
        self._queues.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[dict[str, Any]]) -> None:
        """Stop filling a queue."""
        self._queues.discard(queue)
