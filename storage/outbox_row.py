"""What a row of the outbox says."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from participation.place import Place
from storage.moments import aware

Card = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One message to post, or the change or removal of an earlier one (`target_activity_id`).

    `attempts` counts the tries before the one that is underway, `doubts` those of which nobody can
    say whether Teams has the message. `process_id` is empty for what somebody has asked for.
    `not_before_at` is real time, `useful_until_at` calendar time.
    """

    outbox_id: int
    key: str
    kind: str
    place: Place
    attempts: int
    doubts: int
    not_before_at: datetime
    process_id: str
    target_key: str
    useful_until_at: datetime | None
    target_activity_id: str
    is_target_on_its_way: bool
    card: Card = field(default_factory=dict)

    @property
    def conversation(self) -> str:
        """What Teams counts as one conversation: all threads of a channel together."""
        return conversation_of(self.place.conversation_id, self.place.user_id)


@dataclass(frozen=True, slots=True)
class Troubled:
    """A message that was given up (`is_dead`) or has been tried many times; `fault` in short."""

    conversation_id: str
    is_in_chat: bool
    is_dead: bool
    fault: str


def outbox_row(row: Row[Any]) -> OutboxRow:
    """Return what a row says; what an update changes may have been read along with it."""
    read = row._mapping
    return OutboxRow(
        outbox_id=row.outbox_id,
        key=row.key,
        kind=row.kind,
        place=place_in(row),
        attempts=row.attempts,
        doubts=row.doubts,
        not_before_at=aware(row.not_before_at),
        process_id=row.process_id or "",
        target_key=row.target_key,
        useful_until_at=aware(row.useful_until_at) if row.useful_until_at else None,
        target_activity_id=read.get("target_activity_id") or row.activity_id,
        is_target_on_its_way=read.get("target_state") in ("waiting", "sending"),
    )


def conversation_of(conversation_id: str, user_id: str) -> str:
    """Return what Teams counts as one conversation: all threads of a channel together."""
    channel_id, _, _ = conversation_id.partition(";")
    return channel_id or user_id


def place_in(row: Row[Any]) -> Place:
    """Return where the message of a row goes."""
    return Place(
        tenant_id=row.tenant_id,
        service_url=row.service_url,
        conversation_id=row.conversation_id,
        user_id=row.user_id,
        team_id=row.team_id or "",
        channel_id=row.conversation_id.partition(";")[0] if row.team_id else "",
    )
