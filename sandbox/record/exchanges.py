"""The latest calls in both directions, whole, so that a person can look at them."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

MOST_ENTRIES = 1000
MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to bring something: the status, or the reason why there is none, and how long."""

    status: int | str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call and its answer.

    `at` is real time. `cause` says why it was refused or held up, where it was: "limit" or
    "fault". `again_of` is the entry that it repeats.
    """

    kind: str
    method: str
    path: str
    conversation: str
    attempts: tuple[Attempt, ...]
    sent: bytes
    answer: bytes
    person: str = ""
    retry_after: str = ""
    cause: str = ""
    again_of: int | None = None
    id: int = 0
    at: datetime | None = None

    @property
    def weight(self) -> int:
        """How much memory it takes, near enough."""
        return len(self.sent) + len(self.answer)

    def is_answered_like(self, other: Exchange) -> bool:
        """Whether both got the same status and the same body."""
        mine, theirs = self.attempts[-1].status, other.attempts[-1].status
        return mine == theirs and self.answer == other.answer

    def shown(self) -> dict[str, Any]:
        """One line about it."""
        return {
            "id": self.id,
            "at": self.at.isoformat() if self.at else None,
            "kind": self.kind,
            "method": self.method,
            "path": self.path,
            "conversation": self.conversation,
            "person": self.person,
            "status": self.attempts[-1].status,
            "milliseconds": sum(attempt.milliseconds for attempt in self.attempts),
            "attempts": [
                {"status": a.status, "milliseconds": a.milliseconds} for a in self.attempts
            ],
            "size": len(self.sent),
            "answer_size": len(self.answer),
            "retry_after": self.retry_after,
            "cause": self.cause,
            "again_of": self.again_of,
        }

    def shown_whole(self) -> dict[str, Any]:
        """It with everything that was sent and answered."""
        return self.shown() | {"sent": parsed(self.sent), "answer": parsed(self.answer)}


class Exchanges:
    """The latest exchanges; the oldest go first, by count and by weight."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._entries: deque[Exchange] = deque()
        self._clock = clock
        self._weight = 0
        self._last_id = 0

    def add(self, exchange: Exchange) -> Exchange:
        """Write one down."""
        self._last_id += 1
        entry = replace(exchange, id=self._last_id, at=self._clock())
        self._entries.append(entry)
        self._weight += entry.weight
        while len(self._entries) > MOST_ENTRIES or self._weight > MOST_BYTES:
            self._weight -= self._entries.popleft().weight
        return entry

    def since(self, last_known: int) -> list[Exchange]:
        """What came after an entry, oldest first."""
        return [entry for entry in self._entries if entry.id > last_known]

    def find(self, entry_id: int) -> Exchange:
        """One entry; a LookupError says that it has gone, or never was."""
        for entry in self._entries:
            if entry.id == entry_id:
                return entry
        raise LookupError(f"entry {entry_id}")


def parsed(body: bytes) -> Any:
    """A body as JSON, as text where it is none, or nothing."""
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
