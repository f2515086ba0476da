"""The office's clock: it flows like the real one and can be moved.

Only the calendar follows it. Tokens, certificates, limits and time-outs stay with real time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.bell import Bell

POLL_SECONDS = 20.0


class OfficeClock:
    """`moves` counts the moves; `settled_at` is up to where the bot says it has worked."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._offset = timedelta()
        self._target_at = datetime.now(UTC)
        self.moves = 0
        self.settled_at: datetime | None = None

    def now(self) -> datetime:
        """What the office's clock shows, in UTC."""
        return datetime.now(UTC) + self._offset

    def stands_at(self) -> datetime:
        """Where the calendar is: during a move the bot works through, the event it has come to."""
        if self.settled_at is None or self.is_settled:
            return self.now()
        return self.settled_at

    @property
    def is_settled(self) -> bool:
        """Whether the bot has worked up to the last move."""
        return self.settled_at is not None and self.settled_at >= self._target_at

    def move(self, to: datetime) -> None:
        """Set the clock, forwards or backwards, and tell the bot."""
        self._offset = to - datetime.now(UTC)
        self._target_at = to
        self.moves += 1
        self.settled_at = None
        self._bell.ring("clock")

    def settle(self, settled_at: datetime, *, moves: int | None) -> None:
        """Note how far the bot has come; what it says about an earlier move no longer counts."""
        if moves is None or moves == self.moves:
            self.settled_at = settled_at
            self._bell.ring("clock")

    async def wait_for_move(self, moves: int, *, seconds: float = POLL_SECONDS) -> None:
        """Return when the clock was moved since the caller's count, at the latest in time."""
        await self._bell.wait_until(lambda: self.moves != moves, seconds=seconds)

    async def wait_for_settling(self, *, seconds: float) -> bool:
        """Return when the bot has worked up to the last move; say whether it has."""
        return await self._bell.wait_until(lambda: self.is_settled, seconds=seconds)

    def shown(self) -> dict[str, Any]:
        """The clock for the page and the tests."""
        return {
            "now": self.stands_at().isoformat(),
            "moves": self.moves,
            "settled": self.settled_at.isoformat() if self.settled_at else None,
            "is_settled": self.is_settled,
        }
