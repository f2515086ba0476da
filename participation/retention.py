"""When what may go: single answers after their block has closed, everything else after the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from participation.process import BlockState, ProcessState, TopicBlock
from participation.running.standing import Standing
from participation.templates.schedule import local_day, months_later

Kind = Literal["texts", "votes", "outcomes", "counts", "everything"]

NEEDS_RECORDS: tuple[Kind, ...] = ("outcomes", "counts", "everything")
"""What is only deleted after the records of the process were exported."""

OVER = (BlockState.PUBLISHED, BlockState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The day on which something is to be gone; `block_key` is empty for the whole process."""

    kind: Kind
    due_on: date
    block_key: str = ""


def ended_on(standing: Standing, cancelled_at: datetime | None) -> date | None:
    """Return the local day on which a process was over, or None while something is to come.

    `cancelled_at` is when it was cancelled, if it was.
    """
    if any(block.state not in OVER for block in standing.blocks):
        return None
    template = standing.process.template
    days = [
        local_day(block.publishes_at, template) for block in standing.in_state(BlockState.PUBLISHED)
    ]
    if standing.process.state is not ProcessState.CANCELLED:
        days.append(template.decision.decides_on)
    elif cancelled_at is not None:
        days.append(local_day(cancelled_at, template))
    return max(days, default=template.decision.decides_on)


def deadlines(standing: Standing, cancelled_at: datetime | None) -> tuple[Deadline, ...]:
    """Return every day on which something of a process is to go, the earliest first.

    What has not been sealed has no deadline yet: it goes by being sealed.
    """
    sealed = standing.in_state(BlockState.SEALED, BlockState.PUBLISHED)
    found = [one for block in sealed for one in _of_block(block, standing)]
    end = ended_on(standing, cancelled_at)
    if end is not None:
        found += _after(end, standing)
    return tuple(sorted(found, key=lambda one: one.due_on))


def _of_block(block: TopicBlock, standing: Standing) -> Iterator[Deadline]:
    gate = standing.process.gate
    months: dict[Kind, int] = {"texts": gate.texts_kept_months, "votes": gate.sealed_rows_months}
    closed_on = local_day(block.closes_at, standing.process.template)
    for kind, count in months.items():
        yield Deadline(kind=kind, due_on=months_later(closed_on, count), block_key=block.key)


def _after(end: date, standing: Standing) -> Iterator[Deadline]:
    gate = standing.process.gate
    months: dict[Kind, int] = {
        "outcomes": gate.outcomes_months,
        "counts": gate.counts_months,
        "everything": gate.trail_months,
    }
    for kind, count in months.items():
        yield Deadline(kind=kind, due_on=months_later(end, count))
