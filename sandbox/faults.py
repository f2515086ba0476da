"""Faults on demand: what goes wrong on which kind of call, how often or how long."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from time import monotonic
from typing import Any

SENDS = frozenset({"create", "post", "update", "delete"})
CONNECTOR = SENDS | {"roster", "team"}
# A kind of fault, and the kinds of calls that it strikes.
KINDS = {
    **{kind: frozenset({kind}) for kind in (*sorted(CONNECTOR), "token", "jwks")},
    "send": SENDS,
    "connector": CONNECTOR,
}


@dataclass(slots=True)
class Fault:
    """One rule. `drop` is "before" or "after" the work; `left` and `until` are None for ever."""

    id: int
    kind: str
    status: int | None
    retry_after: float | None
    delay: float
    drop: str | None
    left: int | None
    probability: float
    conversation: str | None
    seed: int
    until: float | None = None
    name: str = ""
    hits: int = 0
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Each fault has dice of its own, so that a run can be repeated."""
        self._dice = random.Random(self.seed)

    def is_over(self, now: float) -> bool:
        """Whether it will never strike again."""
        return self.left == 0 or (self.until is not None and now >= self.until)

    def strikes(self, kind: str, conversation: str | None, now: float) -> bool:
        """Whether this call is hit; uses up one of the fault's strikes if it is."""
        if kind not in KINDS[self.kind] or self.is_over(now):
            return False
        if self.conversation is not None and self.conversation != conversation:
            return False
        if self._dice.random() >= self.probability:
            return False
        self.left = None if self.left is None else self.left - 1
        self.hits += 1
        return True

    def shown(self, now: float) -> dict[str, Any]:
        """The fault for the page and the tests."""
        row = {name: value for name, value in asdict(self).items() if not name.startswith("_")}
        until = row.pop("until")
        seconds_left = None if until is None else max(0.0, until - now)
        return row | {"seconds_left": seconds_left, "is_over": self.is_over(now)}


class Faults:
    """The faults in force, oldest first; the first that strikes wins."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._faults: list[Fault] = []
        self._clock = clock
        self._count = 0

    def add(self, rule: dict[str, Any], *, seconds: float | None = None) -> int:
        """Put a fault in force, for so many seconds of real time if they are given; its id."""
        self._count += 1
        until = None if seconds is None else self._clock() + seconds
        self._faults.append(Fault(id=self._count, until=until, **rule))
        return self._count

    def end(self, fault_id: int) -> bool:
        """End one fault; say whether there was one."""
        kept = [fault for fault in self._faults if fault.id != fault_id]
        was_there = len(kept) < len(self._faults)
        self._faults = kept
        return was_there

    def clear(self) -> None:
        """End all faults."""
        self._faults.clear()

    def strike(self, kind: str, conversation: str | None = None) -> Fault | None:
        """The fault that hits this call, if any."""
        now = self._clock()
        return next((f for f in self._faults if f.strikes(kind, conversation, now)), None)

    def shown(self) -> list[dict[str, Any]]:
        """The faults for the page and the tests."""
        now = self._clock()
        return [fault.shown(now) for fault in self._faults]
