"""The limits Microsoft publishes for bots in Teams, enforced in real time and counted.

The stand-in may be stricter than the service, never laxer: replies, updates and deletions count as
sends, and all threads of a channel count as one conversation.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from time import monotonic
from typing import Any

# A rule is a tuple of (seconds, how many requests may fall into any window of that length).
Rule = tuple[tuple[float, int], ...]

CONVERSATION_SENDS: Rule = ((1, 7), (2, 8), (30, 60), (3600, 1800))
CONVERSATION_CREATIONS: Rule = CONVERSATION_SENDS
THREAD_OF_ALL_BOTS: Rule = ((1, 14), (2, 16))
APP_IN_TENANT: Rule = ((1, 50),)
ROSTER_READS: Rule = ((1, 14), (30, 120))

MESSAGE_BYTES = 100 * 1024

DIALOG_SECONDS = 5.0
CARD_ACTION_SECONDS = 15.0
INVOKE_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Meter:
    """One thing that is counted (`key`) under one rule."""

    key: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that came too early, and how many seconds it should have waited."""

    key: str
    seconds: float
    allowed: int
    wait: float

    @property
    def retry_after(self) -> str:
        """The header's value: whole seconds, rounded up."""
        return str(max(1, math.ceil(self.wait)))


class Governor:
    """Remembers when requests were let through; a refused request does not use up a place."""

    def __init__(self) -> None:
        self._passed: defaultdict[str, deque[float]] = defaultdict(deque)
        self._rules: dict[str, Rule] = {}
        self._peaks: defaultdict[tuple[str, float], int] = defaultdict(int)

    def admit(self, meters: Sequence[Meter]) -> Violation | None:
        """Let a request through on every meter at once, or say which rule it breaks."""
        now = monotonic()
        for meter in meters:
            if violation := self._broken(meter, now):
                return violation
        for meter in meters:
            self._let_through(meter, now)
        return None

    def shown(self) -> list[dict[str, Any]]:
        """How much of every limit is used at this moment, and how much ever was."""
        now = monotonic()
        return [
            {
                "key": key,
                "windows": [
                    {
                        "seconds": seconds,
                        "allowed": allowed,
                        "used": self._used(key, seconds, now),
                        "peak": self._peaks[key, seconds],
                    }
                    for seconds, allowed in rule
                ],
            }
            for key, rule in self._rules.items()
        ]

    def _let_through(self, meter: Meter, now: float) -> None:
        self._rules[meter.key] = meter.rule
        self._passed[meter.key].append(now)
        for seconds, _ in meter.rule:
            used = self._used(meter.key, seconds, now)
            self._peaks[meter.key, seconds] = max(self._peaks[meter.key, seconds], used)

    def _used(self, key: str, seconds: float, now: float) -> int:
        recent = takewhile(lambda at: at > now - seconds, reversed(self._passed[key]))
        return sum(1 for _ in recent)

    def _broken(self, meter: Meter, now: float) -> Violation | None:
        passed = self._passed[meter.key]
        while passed and passed[0] <= now - meter.rule[-1][0]:
            passed.popleft()
        for seconds, allowed in meter.rule:
            if len(passed) >= allowed and passed[-allowed] > now - seconds:
                wait = passed[-allowed] + seconds - now
                return Violation(meter.key, seconds, allowed, wait)
        return None


def sends_to(conversation: str) -> tuple[Meter, ...]:
    """The meters of whatever changes what a conversation shows."""
    return (
        Meter(f"send {conversation}", CONVERSATION_SENDS),
        Meter(f"thread {conversation}", THREAD_OF_ALL_BOTS),
    )


def creations_for(target: str) -> tuple[Meter, ...]:
    """The meter of opening a conversation with one person or in one channel."""
    return (Meter(f"create {target}", CONVERSATION_CREATIONS),)


def roster_of(conversation: str) -> tuple[Meter, ...]:
    """The meter of reading who belongs to a conversation."""
    return (Meter(f"roster {conversation}", ROSTER_READS),)


def app_in(tenant_id: str) -> tuple[Meter, ...]:
    """The meter of everything the app asks for in one tenant."""
    return (Meter(f"app {tenant_id}", APP_IN_TENANT),)
