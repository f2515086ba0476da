"""A running process and the one life of a topic block.

A block lives through PLANNED → OPEN → CLOSED → SEALED → PUBLISHED and never goes back:
`TRANSITIONS` is the whole state machine. Opening, closing and publishing wait for their time;
sealing follows closing at once. A clock that jumps back changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from participation.place import Place
from participation.refusals import (
    BlockChangedError,
    BlockClosedError,
    BlockNotOpenError,
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


TRANSITIONS: Mapping[BlockState, BlockState] = {
    BlockState.PLANNED: BlockState.OPEN,
    BlockState.OPEN: BlockState.CLOSED,
    BlockState.CLOSED: BlockState.SEALED,
    BlockState.SEALED: BlockState.PUBLISHED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicBlock:
    """One month's topic in a running process; times are aware and in UTC."""

    process_id: str
    content: TopicBlockTemplate
    channel_id: str
    opens_at: datetime
    closes_at: datetime
    publishes_at: datetime
    state: BlockState = BlockState.PLANNED
    revision: int = 1

    @property
    def key(self) -> str:
        """The block's key inside its process."""
        return self.content.key

    @property
    def block_id(self) -> str:
        """The block's name in storage, unique over all processes."""
        return f"{self.process_id}:{self.content.key}"

    def is_due(self, now: datetime) -> bool:
        """Say whether the next state's time has come."""
        due_at = {
            BlockState.PLANNED: self.opens_at,
            BlockState.OPEN: self.closes_at,
            BlockState.CLOSED: self.closes_at,
            BlockState.SEALED: self.publishes_at,
        }.get(self.state)
        return due_at is not None and now >= due_at

    def advanced(self, now: datetime) -> "TopicBlock":
        """Return the block one step further if that step is due, else unchanged."""
        if not self.is_due(now):
            return self
        return replace(self, state=TRANSITIONS[self.state])

    def require_open(self, now: datetime) -> None:
        """Refuse unless answers may be given; the deadline holds even if closing is late."""
        if self.state is BlockState.PLANNED:
            raise BlockNotOpenError(title=self.content.title, opens_at=self.opens_at)
        if self.state is not BlockState.OPEN or now >= self.closes_at:
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
    """A template that was started in a team; its dates are moved and its numbers filled in."""

    process_id: str
    tenant_id: str
    team_id: str
    template: ProcessTemplate
    gate: StartGate

    @property
    def language(self) -> Language:
        """The language of what is posted to channels."""
        return self.template.language

    @property
    def smallest_group(self) -> int:
        """The smallest group that anything is shown for."""
        return self.template.smallest_group
