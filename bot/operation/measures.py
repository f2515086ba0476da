"""What is counted and measured, as Prometheus reads it.

There is no person, text, process or block in it, and no verb. What turns do to it shows in batches
only: who sees a counter step at 23:10 in a quiet office may know who was still awake. What failed
shows at once, because somebody has to look at it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

from analysis.personal_data.check import KINDS as PERSONAL_KINDS

# They would tell when the first of each kind was counted.
disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()
BATCH = 20
"""So many turns of a kind show together; an answer alone takes about as many."""

KINDS = ("dialog", "message", "event")
OUTCOMES = ("done", "refused", "failed")
SENDS = ("sent", "throttled", "put_off", "in_doubt", "given_up", "held")
QUEUED = ("waiting", "sending", "dead")
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

turns = Counter(
    "themenblock_turns_total",
    f"Activities worked off; what was done or refused shows {BATCH} at a time.",
    ["kind", "outcome"],
    registry=REGISTRY,
)
turn_seconds = Histogram(
    "themenblock_turn_seconds",
    f"How long an activity took until its answer; shows {BATCH} at a time.",
    ["kind"],
    buckets=SECONDS,
    registry=REGISTRY,
)
texts_asked = Counter(
    "themenblock_texts_asked_total",
    f"Pages whose texts looked like personal data, by kind; shows {BATCH} pages at a time.",
    ["kind"],
    registry=REGISTRY,
)
group_size = Histogram(
    "themenblock_writer_group_size",
    f"How many pieces of work shared one commit; shows {BATCH} at a time.",
    buckets=(1, 2, 4, 8, 16, 32, 64),
    registry=REGISTRY,
)
writer_waiting = Gauge(
    "themenblock_writer_waiting", "Pieces of work that wait for the writer now.", registry=REGISTRY
)
sends = Counter(
    "themenblock_sends_total",
    "Tries to send, change or remove a message, by what came of them.",
    ["outcome"],
    registry=REGISTRY,
)
governor_wait_seconds = Histogram(
    "themenblock_governor_wait_seconds",
    "How long the next message had to wait for Teams' limits, whenever the courier had to.",
    buckets=(*SECONDS, 30.0, 60.0, 300.0),
    registry=REGISTRY,
)
outbox_messages = Gauge(
    "themenblock_outbox_messages", "Messages in the outbox, by state.", ["state"], registry=REGISTRY
)
oldest_waiting_seconds = Gauge(
    "themenblock_outbox_oldest_waiting_seconds",
    "How long the oldest unsent message is known to wait; what is held for the morning counts.",
    registry=REGISTRY,
)
calendar_lag_seconds = Gauge(
    "themenblock_calendar_lag_seconds",
    "How long the earliest entry of the calendar is overdue; 0 if none is.",
    registry=REGISTRY,
)
is_leader = Gauge(
    "themenblock_is_leader",
    "1 if this process keeps the calendar and delivers.",
    registry=REGISTRY,
)
is_database_up = Gauge(
    "themenblock_database_up", "1 if the database answered this look.", registry=REGISTRY
)


class Batch:
    """Holds back what was observed until there is enough of it to hide a single one."""

    def __init__(self, size: int = BATCH) -> None:
        self._size = size
        self._held: list[Callable[[], None]] = []

    def add(self, *shows: Callable[[], None]) -> None:
        """Hold one observation back, or show all if this one makes the batch full."""
        self._held.extend(shows)
        if len(self._held) >= self._size * len(shows):
            held, self._held = self._held, []
            for show in held:
                show()


_turn_batches: defaultdict[str, Batch] = defaultdict(Batch)
_group_batch = Batch()
_asked_batch = Batch()


def count_turn(kind: str, outcome: str, seconds: float) -> None:
    """Count one turn."""
    count = turns.labels(kind, outcome).inc
    if outcome == "failed":
        count()
        return
    time = turn_seconds.labels(kind)
    _turn_batches[kind].add(count, lambda: time.observe(seconds))


def count_asked(kinds: Sequence[str]) -> None:
    """Count one page that came back with the question whether its texts are personal data."""

    def show() -> None:
        for kind in kinds:
            texts_asked.labels(kind).inc()

    _asked_batch.add(show)


def count_group(size: int) -> None:
    """Count one commit of the writer."""
    _group_batch.add(lambda: group_size.observe(size))


def count_send(outcome: str) -> None:
    """Count one try of the courier."""
    sends.labels(outcome).inc()


def exposition() -> bytes:
    """Return everything in Prometheus' text format."""
    return generate_latest(REGISTRY)


def _begin(metric: Counter | Gauge | Histogram, *labels: Sequence[str]) -> None:
    """Let a series be there from the start, or its first appearance would be news."""
    for one in labels:
        metric.labels(*one)


_begin(turns, *((kind, outcome) for kind in KINDS for outcome in OUTCOMES))
_begin(turn_seconds, *((kind,) for kind in KINDS))
_begin(texts_asked, *((kind,) for kind in PERSONAL_KINDS))
_begin(sends, *((outcome,) for outcome in SENDS))
