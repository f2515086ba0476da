"""A process with its blocks as they stand, or as they would stand after an act of its lead."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal

from participation.process import NOT_CLOSED, BlockState, Process, ProcessState, TopicBlock
from participation.proposals import without_accepted
from participation.refusals import (
    BlockUnknownError,
    ProcessCancelledError,
    ProcessOverError,
    ProcessPausedError,
)
from participation.templates.local_text import LocalText
from participation.templates.schedule import at_local
from participation.templates.template import ProcessTemplate

DateKind = Literal["opens", "closes", "publishes", "decides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A process and its blocks, in the template's order."""

    process: Process
    blocks: tuple[TopicBlock, ...]

    def block(self, block_key: str) -> TopicBlock:
        """Return one of the blocks, or refuse an unknown one."""
        for block in self.blocks:
            if block.key == block_key:
                return block
        raise BlockUnknownError

    def title(self, block_key: str = "") -> LocalText:
        """Return what a block is called, or the process."""
        return self.block(block_key).content.title if block_key else self.process.template.title

    def in_state(self, *states: BlockState) -> tuple[TopicBlock, ...]:
        """Return the blocks that stand in one of some states."""
        return tuple(block for block in self.blocks if block.state in states)

    @property
    def decides_at(self) -> datetime:
        """When the day of the decision is told."""
        template = self.process.template
        day, opens = template.decision.decides_on, template.daily_times.opens
        return at_local(day, opens, template.time_zone)

    def require_running(self) -> None:
        """Refuse unless something of the process is still to come and it is not paused."""
        self.require_unfinished()
        if self.process.state is ProcessState.PAUSED:
            raise ProcessPausedError(title=self.process.template.title)

    def require_unfinished(self) -> None:
        """Refuse unless a block is planned or open."""
        title = self.process.template.title
        if self.process.state is ProcessState.CANCELLED:
            raise ProcessCancelledError(title=title)
        if not self.in_state(*NOT_CLOSED):
            raise ProcessOverError(title=title)

    def redated(self, template: ProcessTemplate) -> "Standing":
        """Return how it stands when `template` says when things happen and what is asked.

        Blocks that have closed keep their dates. Statements that have joined are no part of it.
        """
        template = template.model_copy(
            update={"topic_blocks": tuple(map(without_accepted, template.topic_blocks))}
        )
        contents = {content.key: content for content in template.topic_blocks}
        times, zone = template.daily_times, template.time_zone
        return Standing(
            process=replace(self.process, template=template),
            blocks=tuple(
                replace(
                    block,
                    content=(content := contents[block.key]),
                    opens_at=at_local(content.opens_on, times.opens, zone),
                    closes_at=at_local(content.closes_on, times.closes, zone),
                    publishes_at=at_local(content.publishes_on, times.publishes, zone),
                )
                if block.state in NOT_CLOSED
                else block
                for block in self.blocks
            ),
        )


def fingerprint(before: Standing, after: Standing) -> str:
    """Return a short name for a change, the same for the same change and for nothing else.

    A page that asks for confirmation carries it: if something has happened meanwhile, the page is
    shown again instead.
    """
    parts = [
        (
            standing.process.state,
            standing.process.gate.model_dump_json(),
            standing.decides_at.isoformat(),
            [
                (one.key, one.state, one.revision, one.opens_at, one.closes_at, one.publishes_at)
                for one in standing.blocks
            ],
        )
        for standing in (before, after)
    ]
    return sha256(repr(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDate:
    """A moment that an act moves; `block` is None for the decision."""

    kind: DateKind
    block: TopicBlock | None
    before: datetime
    after: datetime


def moved_dates(before: Standing, after: Standing) -> tuple[MovedDate, ...]:
    """Return every moment that is another one afterwards, in the template's order."""
    return tuple(one for one in _moments(before, after) if one.before != one.after)


def _moments(before: Standing, after: Standing) -> Iterator[MovedDate]:
    for was, will_be in zip(before.blocks, after.blocks, strict=True):
        yield _of_block("opens", will_be, was.opens_at, will_be.opens_at)
        yield _of_block("closes", will_be, was.closes_at, will_be.closes_at)
        yield _of_block("publishes", will_be, was.publishes_at, will_be.publishes_at)
    yield MovedDate(kind="decides", block=None, before=before.decides_at, after=after.decides_at)


def _of_block(kind: DateKind, block: TopicBlock, before: datetime, after: datetime) -> MovedDate:
    return MovedDate(kind=kind, block=block, before=before, after=after)
