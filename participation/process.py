"""A running process and the one life of a topic block.

A block lives through PLANNED → OPEN → CLOSED → SEALED → PUBLISHED and never goes back:
`TRANSITIONS` is the whole state machine. Opening, closing and publishing wait for their time;
sealing follows closing at once. A clock that jumps back changes nothing. A process that is
cancelled ends its planned and open blocks as CANCELLED; one that is paused holds them where they
are. What has closed goes its way to publication in any case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from participation.notice import FIRST_NOTICE, NoticeVersion
from participation.place import Place
from participation.refusals import (
    BlockCancelledError,
    BlockChangedError,
    BlockClosedError,
    BlockNotOpenError,
    BlockPausedError,
    WrongPlaceError,
)
from participation.start_gate import StartGate
from participation.templates.local_text import Language
from participation.templates.template import ProcessTemplate, TopicBlockTemplate


class BlockState(StrEnum):
    """Where a block stands in its life."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class ProcessState(StrEnum):
    """Whether a process runs."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"


NOT_CLOSED = (BlockState.PLANNED, BlockState.OPEN)
"""The states that a pause holds and cancelling ends."""

TRANSITIONS: Mapping[BlockState, BlockState] = {
    BlockState.PLANNED: BlockState.OPEN,
    BlockState.OPEN: BlockState.CLOSED,
    BlockState.CLOSED: BlockState.SEALED,
    BlockState.SEALED: BlockState.PUBLISHED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBlock:
    """One month's topic in a running process; times are aware and in UTC.

    `paused_at` says since when the process is paused, if it is. `channel_name` is what the channel
    was called when we last heard of it; `is_channel_lost` says that it was deleted.
    """

    process_id: str
    content: TopicBlockTemplate
    channel_id: str
    opens_at: datetime
    closes_at: datetime
    publishes_at: datetime
    state: BlockState = BlockState.PLANNED
    revision: int = 1
    paused_at: datetime | None = None
    channel_name: str = ""
    is_channel_lost: bool = False

    @property
    def key(self) -> str:
        """The block's key inside its process."""
        return self.content.key

    @property
    def block_id(self) -> str:
        """The block's name in storage, unique over all processes."""
        return f"{self.process_id}:{self.content.key}"

    @property
    def is_paused(self) -> bool:
        """Whether it would be open or still to open if its process were not paused."""
        return self.is_held(self.closes_at)

    def is_due(self, now: datetime) -> bool:
        """Say whether the next state's time has come."""
        due_at = {
            BlockState.PLANNED: self.opens_at,
            BlockState.OPEN: self.closes_at,
            BlockState.CLOSED: self.closes_at,
            BlockState.SEALED: self.publishes_at,
        }.get(self.state)
        return due_at is not None and now >= due_at and not self.is_held(due_at)

    def is_held(self, due_at: datetime) -> bool:
        """Say whether a pause keeps what is due at `due_at` from happening.

        What was due before the pause is still done, and whatever has closed is never held.
        """
        return self.paused_at is not None and due_at > self.paused_at and self.state in NOT_CLOSED

    def advanced(self, now: datetime) -> "TopicBlock":
        """Return the block one step further if that step is due, else unchanged."""
        if not self.is_due(now):
            return self
        return replace(self, state=TRANSITIONS[self.state])

    def is_open(self, now: datetime) -> bool:
        """Say whether answers may be given; the deadline holds even if closing is late."""
        return self.state is BlockState.OPEN and now < self.closes_at and not self.is_paused

    def require_open(self, now: datetime) -> None:
        """Refuse unless answers may be given."""
        if self.is_paused:
            raise BlockPausedError(title=self.content.title)
        self.require_withdrawable(now)

    def require_withdrawable(self, now: datetime) -> None:
        """Refuse unless answers may be taken back, as they may in a pause as well."""
        if self.state is BlockState.CANCELLED:
            raise BlockCancelledError(title=self.content.title)
        if self.state is BlockState.PLANNED and self.is_paused:
            raise BlockPausedError(title=self.content.title)
        if self.state is BlockState.PLANNED:
            raise BlockNotOpenError(title=self.content.title, opens_at=self.opens_at)
        is_over = now >= self.closes_at and not self.is_paused
        if self.state is not BlockState.OPEN or is_over:
            raise BlockClosedError(title=self.content.title, closes_at=self.closes_at)

    def require_revision(self, revision: int) -> None:
        """Refuse a card that was made for another version of the block."""
        if revision != self.revision:
            raise BlockChangedError(title=self.content.title)

    def require_place(self, place: Place) -> None:
        """Refuse a card that was used neither in the block's own channel nor in a personal chat."""
        if not place.is_personal and place.channel_id != self.channel_id:
            raise WrongPlaceError(title=self.content.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A template that was started in a team; its dates are moved and its numbers filled in.

    `paused_at` says since when it is paused, if it is. A rehearsal only tries things out.
    """

    process_id: str
    tenant_id: str
    team_id: str
    template: ProcessTemplate
    gate: StartGate
    state: ProcessState = ProcessState.RUNNING
    paused_at: datetime | None = None
    is_rehearsal: bool = False
    notice: NoticeVersion = FIRST_NOTICE

    @property
    def language(self) -> Language:
        """The language of what is posted to channels."""
        return self.template.language

    @property
    def smallest_group(self) -> int:
        """The smallest group that anything is shown for."""
        return self.template.smallest_group
