"""Calendar time.

It is real time. Only when the login authority is the sandbox on this machine it is the
sandbox's, which people move in order to try a process out. Tokens, limits and retries always use
real time.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp

from bot.telemetry import log

LONGEST_SLEEP_S = 5.0
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

    def stands_at(self) -> datetime:
        """Return where the calendar is: during a move, the event that it has come to."""

    async def come_to(self, at: datetime) -> None:
        """Learn that the calendar has come to an event."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Return when `due_at` has come or something may have changed."""

    async def follow(self, seconds: float) -> None:
        """Know the time while another process keeps the calendar; return after `seconds`."""


class RealClock:
    """The clock on the wall."""

    is_moved_by_hand = False

    async def prepare(self) -> None:
        """Do nothing: the wall clock is there."""

    def now(self) -> datetime:
        """Return the present."""
        return datetime.now(UTC)

    def stands_at(self) -> datetime:
        """Return the present: nobody moves this clock."""
        return self.now()

    async def come_to(self, at: datetime) -> None:
        """Do nothing: the wall clock goes by itself."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Sleep until `due_at`, but never long, because a wall clock can be set."""
        wait = (due_at - self.now()).total_seconds() if due_at else LONGEST_SLEEP_S
        await asyncio.sleep(min(max(wait, 0.05), LONGEST_SLEEP_S))

    async def follow(self, seconds: float) -> None:
        """Let the time pass: the wall clock is known to all."""
        await asyncio.sleep(seconds)


class SandboxClock:
    """The sandbox's clock: asked once, then told of every move."""

    is_moved_by_hand = True

    def __init__(self, session: aiohttp.ClientSession, login_authority: str) -> None:
        parts = urlsplit(login_authority)
        self._url = f"{parts.scheme}://{parts.netloc}/sandbox/clock"
        self._session = session
        self._offset = timedelta(0)
        self._moves = "0"
        self._stands_at: datetime | None = None
        self._asking: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        """Ask the sandbox for its time."""
        await self._ask({})
        self._stands_at = None

    def now(self) -> datetime:
        """Return the sandbox's present as of its last move."""
        return datetime.now(UTC) + self._offset

    def stands_at(self) -> datetime:
        """Return the event that the calendar has come to, or the present when all is done."""
        return self._stands_at or self.now()

    async def come_to(self, at: datetime) -> None:
        """Tell the sandbox where in a move the calendar is."""
        self._stands_at = at
        await self._tell({"settled": at.isoformat(), "moves": self._moves, "step": "1"})

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """Wait for a move or for `due_at`, and tell the sandbox how far the calendar has come."""
        self._stands_at = None
        if self._asking is None:
            known = {"settled": worked_off_until.isoformat(), "moves": self._moves}
            self._asking = asyncio.create_task(self._ask(known))
        left = (due_at - self.now()).total_seconds() if due_at else LONGEST_SLEEP_S
        done, _ = await asyncio.wait({self._asking}, timeout=min(max(left, 0.05), LONGEST_SLEEP_S))
        if done:
            self._asking = None

    async def follow(self, seconds: float) -> None:
        """Ask for the time now and then; how far the calendar has come, its keeper tells."""
        await self._ask({})
        self._stands_at = None
        await asyncio.sleep(seconds)

    async def _ask(self, known: dict[str, str]) -> None:
        answer = await self._tell(known)
        if answer is None:
            await asyncio.sleep(PAUSE_AFTER_FAULT_S)
            return
        if str(answer["moves"]) != self._moves:
            # Until the calendar has come to the first event of the move, it stands where it was.
            self._stands_at = self.now()
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
