"""When the next message may go to a conversation, so that Teams never has to refuse one.

Trying first and waiting after each 429 is slower than waiting at once, and whoever is refused
often is throttled longer. So the governor remembers what went where and says when the next may go.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from time import monotonic

from bot.microsoft.limits import LONGEST_WINDOW_S, SENDS_TO_A_CONVERSATION, Rule

MARGIN_S = 0.06
"""Clocks and networks are not exact: what left in this distance may arrive closer together."""


class Governor:
    """Counts what was sent to each conversation, by the time at which its answer came."""

    def __init__(
        self, rule: Rule = SENDS_TO_A_CONVERSATION, clock: Callable[[], float] = monotonic
    ) -> None:
        self._rule = rule
        self._clock = clock
        self._sent: defaultdict[str, deque[float]] = defaultdict(deque)

    def note(self, conversation: str, seconds_ago: float = 0.0) -> None:
        """Remember that a message has gone to `conversation`, or may have: doubt counts as well.

        It is noted when the answer is there. Teams has counted it earlier, so that the distance
        Teams sees is never smaller than the one kept here.
        """
        self._sent[conversation].append(self._clock() - seconds_ago)

    def wait_s(self, conversation: str) -> float:
        """Return in how many seconds the next message may go to `conversation`; 0 is now."""
        sent, now = self._sent[conversation], self._clock()
        while sent and sent[0] <= now - LONGEST_WINDOW_S - MARGIN_S:
            sent.popleft()
        if not sent:
            del self._sent[conversation]
            return 0.0
        return max(0.0, *(_free_after(sent, window) - now for window in self._rule))

    def waits(self) -> Mapping[str, float]:
        """Return the conversations that have to wait now, and for how many seconds."""
        waits = {conversation: self.wait_s(conversation) for conversation in tuple(self._sent)}
        return {conversation: wait for conversation, wait in waits.items() if wait > 0}

    def last(self) -> Mapping[str, float]:
        """Return how many seconds ago each conversation had its last message."""
        now = self._clock()
        return {conversation: now - sent[-1] for conversation, sent in self._sent.items() if sent}


def _free_after(sent: deque[float], window: tuple[float, int]) -> float:
    seconds, allowed = window
    return sent[-allowed] + seconds + MARGIN_S if len(sent) >= allowed else 0.0
