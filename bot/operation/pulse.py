"""Whether something in the background still goes on."""

from collections.abc import Callable
from time import monotonic

LATE_S = 180.0
"""Longer than any loop rests or waits for a server; one that was silent for so long hangs."""


class Pulse:
    """Beats at every turn of a loop; a loop that has ended never beats again."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._beat_at = clock()
        self._has_ended = False

    def beat(self) -> None:
        """Note that the loop goes on."""
        self._beat_at = self._clock()

    def end(self) -> None:
        """Note that the loop is over for good."""
        self._has_ended = True

    @property
    def is_there(self) -> bool:
        """Say whether the loop has not ended, and was heard of lately."""
        return not self._has_ended and self._clock() - self._beat_at < LATE_S
