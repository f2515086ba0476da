"""The windows that are open as somebody: each counts as a device of theirs."""

from __future__ import annotations

from collections import defaultdict

from sandbox.bell import Bell


class Windows:
    """Numbers the windows of each person; a number is given again once its window is closed."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._numbers: defaultdict[str, set[int]] = defaultdict(set)

    def open(self, oid: str) -> int:
        """A window opens as somebody; its number."""
        taken = self._numbers[oid]
        number = min(set(range(1, len(taken) + 2)) - taken)
        taken.add(number)
        self._ring(oid)
        return number

    def close(self, oid: str, number: int) -> None:
        """A window closes, or goes on as somebody else."""
        self._numbers[oid].discard(number)
        self._ring(oid)

    def count(self, oid: str) -> int:
        """How many windows somebody has open."""
        return len(self._numbers[oid])

    def _ring(self, oid: str) -> None:
        self._bell.ring("windows", person=oid, count=str(self.count(oid)))
