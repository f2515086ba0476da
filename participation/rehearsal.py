"""A rehearsal: a process that runs on demand in one channel, with nothing of it kept.

Its blocks stand in no calendar. Each step is asked for by whoever leads it: the next block opens,
or the open one closes; what follows closing – sealing, publishing – comes by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from participation.process import BlockState, TopicBlock

LONGEST_OPEN = timedelta(days=30)
"""How long a block of a rehearsal can be answered at most; its lead closes it long before."""

StepKind = Literal["opens", "closes", "waits", "ends"]


@dataclass(frozen=True, slots=True)
class RehearsalStep:
    """What comes next: a block opens or closes, is being evaluated (`waits`), or all is done."""

    kind: StepKind
    block: TopicBlock | None = None


def next_step(blocks: Sequence[TopicBlock]) -> RehearsalStep:
    """Return what comes next for blocks in the template's order."""
    kinds: dict[BlockState, StepKind] = {
        BlockState.PLANNED: "opens",
        BlockState.OPEN: "closes",
        BlockState.CLOSED: "waits",
        BlockState.SEALED: "waits",
    }
    for block in blocks:
        if block.state in kinds:
            return RehearsalStep(kinds[block.state], block)
    return RehearsalStep("ends")


def opening(block: TopicBlock, now: datetime) -> TopicBlock:
    """Return a planned block with times that let it open now."""
    closes_at = now + LONGEST_OPEN
    return replace(block, opens_at=now, closes_at=closes_at, publishes_at=closes_at)


def closing(block: TopicBlock, now: datetime) -> TopicBlock:
    """Return an open block with times that let it close and be published now."""
    return replace(block, closes_at=now, publishes_at=now)
