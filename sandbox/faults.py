"""Faults on demand: what goes wrong on which kind of call, how often, and by which seed."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = ("create", "post", "update", "delete", "roster", "team", "token", "jwks")


@dataclass(slots=True)
class Fault:
    """One rule. `drop` is "before" or "after" the work; `left` is None for ever."""

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
    hits: int = 0
    _dice: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Each fault has dice of its own, so that a run can be repeated."""
        self._dice = random.Random(self.seed)

    def strikes(self, kind: str, conversation: str | None) -> bool:
        """Whether this call is hit; uses up one of the fault's strikes if it is."""
        if kind != self.kind or self.left == 0:
            return False
        if self.conversation is not None and self.conversation != conversation:
            return False
        if self._dice.random() >= self.probability:
            return False
        self.left = None if self.left is None else self.left - 1
        self.hits += 1
        return True


class Faults:
    """The faults in force, oldest first; the first that strikes wins."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._count = 0

    def add(self, rule: dict[str, Any]) -> int:
        """Put a fault in force; return its id."""
        self._count += 1
        self._faults.append(Fault(id=self._count, **rule))
        return self._count

    def clear(self) -> None:
        """End all faults."""
        self._faults.clear()

    def strike(self, kind: str, conversation: str | None = None) -> Fault | None:
        """The fault that hits this call, if any."""
        return next((f for f in self._faults if f.strikes(kind, conversation)), None)

    def shown(self) -> list[dict[str, Any]]:
        """The faults for the page and the tests."""
        rows = [asdict(fault) for fault in self._faults]
        return [{k: v for k, v in row.items() if not k.startswith("_")} for row in rows]
