"""Which message may be sent now: in order, at a decent hour, and only where the bot is welcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from participation.templates.schedule import next_speaking_moment
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

NOBODY: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Handed:
    """The message to send now, or when the earliest is tried again."""

    row: OutboxRow | None = None
    next_try_at: datetime | None = None


def hand_out(
    now: datetime, at: datetime, uow: UnitOfWork, busy: Mapping[str, datetime] = NOBODY
) -> Handed:
    """Return the oldest message that may be sent; `now` is real time, `at` calendar time.

    `busy` says which conversations get nothing before when, because of Teams' limits or because
    something is underway to them. What is tried again later keeps what comes after it in the same
    conversation waiting. What is held for a better hour, or until the bot is back, lets others
    pass.
    """
    next_tries: dict[str, datetime] = {}
    for row in uow.outbox.unfinished():
        if row.conversation in next_tries or _is_pointless(row, at, uow):
            continue
        free_at = max(row.not_before_at, busy.get(row.conversation, row.not_before_at))
        if _is_held(row, at, uow):
            continue
        if free_at > now:
            next_tries[row.conversation] = free_at
        else:
            return Handed(row)
    return Handed(next_try_at=min(next_tries.values(), default=None))


def _is_pointless(row: OutboxRow, at: datetime, uow: UnitOfWork) -> bool:
    """Say whether a message has become useless, and drop it if so."""
    reason = ""
    if row.useful_until_at is not None and at >= row.useful_until_at:
        reason = "too_late"
    elif row.process_id and not uow.processes.exists(row.process_id):
        reason = "process_deleted"
    elif row.kind == "update" and not row.target_activity_id and not row.is_target_on_its_way:
        reason = "nothing_to_change"
    if reason:
        uow.outbox.drop(row, reason)
    return bool(reason)


def _is_held(row: OutboxRow, at: datetime, uow: UnitOfWork) -> bool:
    place = row.place
    if row.kind == "update" and row.is_target_on_its_way:
        return True
    if place.team_id and uow.teams.is_away_from(place.team_id):
        return True
    if not row.process_id:
        return False
    if place.channel_id and uow.processes.is_channel_lost(row.process_id, place.channel_id):
        return True
    # Changing or removing a card disturbs nobody.
    process = uow.processes.process(row.process_id)
    return row.kind == "post" and next_speaking_moment(at, process.template) > at
