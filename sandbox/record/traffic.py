"""Counts what the bot asked for, what it was sent, and which limits it broke."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sandbox.limits import Violation


class Traffic:
    """Requests by kind and status, deliveries by kind and status, violations one by one."""

    def __init__(self) -> None:
        self._requests: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._deliveries: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._violations: list[Violation] = []

    def request(self, kind: str, status: int | str) -> None:
        """The bot called; this is what it got."""
        self._requests[kind][str(status)] += 1

    def delivery(self, kind: str, status: int | str) -> None:
        """The bot was called; this is what it said."""
        self._deliveries[kind][str(status)] += 1

    def violation(self, violation: Violation) -> None:
        """The bot called too often."""
        self._violations.append(violation)

    def shown(self) -> dict[str, Any]:
        """The counts for the page and the tests."""
        return {
            "requests": {kind: dict(counts) for kind, counts in self._requests.items()},
            "deliveries": {kind: dict(counts) for kind, counts in self._deliveries.items()},
            "violation_count": len(self._violations),
            "violations": [
                {"key": v.key, "seconds": v.seconds, "allowed": v.allowed, "wait": v.wait}
                for v in self._violations
            ],
        }
