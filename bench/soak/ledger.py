"""What was promised to whom: every sending and withdrawing with its interval and its outcome.

Somebody's stored answer may be what any of their deeds left behind, unless another deed that was
acknowledged began after that one had ended. So two windows at once may end either way, but what was
acknowledged last and alone must be there.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

# A call without an answer may still be at work for a moment.
LATE_SECONDS = 5.0

Marks = frozenset[str]
NOTHING: Marks = frozenset()
"""What is stored for somebody who has not answered, or has withdrawn."""


class Outcome(Enum):
    """How a deed ended, as the person saw it."""

    UNKNOWN = "unknown"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


@dataclass(slots=True, eq=False)
class Deed:
    """Somebody sends or withdraws. `marks` are what the answer can be known by; `given` is what
    the person saw of it."""

    marks: Marks
    given: tuple[str, ...]
    began: float
    ended: float = float("inf")
    outcome: Outcome = Outcome.UNKNOWN

    def last_moment(self, late_seconds: float) -> float:
        """Until when it can have taken effect."""
        is_known = self.outcome is Outcome.ACKNOWLEDGED
        return self.ended if is_known else self.ended + late_seconds


class Ledger:
    """Keeps the deeds of everybody; several windows write at once."""

    def __init__(self, late_seconds: float = LATE_SECONDS) -> None:
        self._late_seconds = late_seconds
        self._deeds: defaultdict[str, list[Deed]] = defaultdict(list)
        self._lock = threading.Lock()

    def begin(self, person: str, marks: Marks, given: tuple[str, ...] = ()) -> Deed:
        """Note that somebody is about to send, or with no marks, to withdraw."""
        deed = Deed(marks, given, time.monotonic())
        with self._lock:
            self._deeds[person].append(deed)
        return deed

    def end(self, deed: Deed, outcome: Outcome, at: float | None = None) -> None:
        """Note what the person saw. A refusal after a call without an answer proves nothing."""
        was_lost = deed.ended != float("inf")
        deed.ended = time.monotonic() if at is None else at
        if not (outcome is Outcome.REFUSED and was_lost):
            deed.outcome = outcome

    def is_somebody_waiting(self) -> bool:
        """Whether a deed is under way: the worst moment for a power cut."""
        with self._lock:
            latest = [deeds[-1] for deeds in self._deeds.values()]
        return any(deed.ended == float("inf") for deed in latest)

    def possible(self, person: str) -> list[Deed]:
        """The deeds that can have been the last to take effect, the empty beginning among them."""
        with self._lock:
            deeds = [
                Deed(NOTHING, (), 0.0, 0.0, Outcome.ACKNOWLEDGED),
                *self._deeds.get(person, ()),
            ]
        sure = [deed for deed in deeds if deed.outcome is Outcome.ACKNOWLEDGED]
        return [
            deed
            for deed in deeds
            if deed.outcome is not Outcome.REFUSED
            and not any(later.began > deed.last_moment(self._late_seconds) for later in sure)
        ]

    def count(self, outcome: Outcome, *, withdrawn: bool = False) -> int:
        """How many sendings, or withdrawals, ended so."""
        with self._lock:
            deeds = [deed for deeds in self._deeds.values() for deed in deeds]
        return sum(
            deed.outcome is outcome and (deed.marks == NOTHING) is withdrawn for deed in deeds
        )
