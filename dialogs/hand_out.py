"""Which messages may be sent now: in order, at a decent hour, and only where the bot is welcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from participation.templates.schedule import next_speaking_moment
from storage.deliveries import Rank
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LOOK_AT = 4
"""So many times as many conversations are looked at as there is room for, to be fair to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What is going on: how many messages may set out, and which conversations have to wait.

    `room` is for all messages, `urgent_room` for those that somebody waits for. `underway` names
    conversations to which a message is on its way, `busy` those that Teams' limits close until
    when; `served_at` says when each had its last message. All times are real time.
    """

    room: int = 1
    urgent_room: int = 1
    underway: frozenset[str] = frozenset()
    busy: Mapping[str, datetime] = field(default_factory=dict)
    served_at: Mapping[str, datetime] = field(default_factory=dict)


ONE = Traffic()


@dataclass(frozen=True, slots=True)
class Handed:
    """The messages to send now, each to another conversation, or when to look again."""

    rows: tuple[OutboxRow, ...] = ()
    next_try_at: datetime | None = None

    @property
    def row(self) -> OutboxRow | None:
        """The first of them."""
        return self.rows[0] if self.rows else None


def hand_out(now: datetime, at: datetime, uow: UnitOfWork, traffic: Traffic = ONE) -> Handed:
    """Return the messages that may be sent; `now` is real time, `at` calendar time.

    A conversation gets one at a time. First comes what is in doubt there, so that only one is at
    any time; then what somebody waits for; then what a process says by itself, in its order. What
    is tried again later keeps the rest of its kind in the same conversation waiting. What is held
    for a better hour, or until the bot is back, lets others pass. Where there is more to do than
    room, whoever has waited longest for a message comes first.
    """
    look = _Look(now, at, uow, traffic)
    doubtful = look.heads("doubtful", traffic.urgent_room)
    urgent = look.heads("urgent", traffic.urgent_room - len(doubtful))
    asked = [*doubtful, *urgent]
    bulk = look.heads("bulk", traffic.room - len(asked))
    handed = tuple(uow.deliveries.with_card(row) for row in (*asked, *bulk))
    return Handed(handed, min(look.next_tries.values(), default=None))


class _Look:
    """One look through all that waits; what holds for many messages is found out once."""

    def __init__(self, now: datetime, at: datetime, uow: UnitOfWork, traffic: Traffic) -> None:
        self._now = now
        self._at = at
        self._uow = uow
        self._traffic = traffic
        self._exists = cache(uow.processes.exists)
        self._is_away = cache(uow.teams.is_away_from)
        self._is_lost = cache(uow.processes.is_channel_lost)
        self._may_speak = cache(self._is_speaking_hour)
        self.passed = set(traffic.underway)
        self.next_tries: dict[str, datetime] = {}

    def heads(self, rank: Rank, room: int) -> list[OutboxRow]:
        """Return the next message of a rank for each conversation that may have one now."""
        found: list[OutboxRow] = []
        if room > 0:
            for row in self._uow.deliveries.waiting(rank, self.passed):
                if self._is_next(row):
                    found.append(row)
                if len(found) >= room * LOOK_AT:
                    break
        served_at = self._traffic.served_at
        found.sort(key=lambda row: served_at.get(row.conversation, LONG_AGO))
        return found[: max(room, 0)]

    def _is_next(self, row: OutboxRow) -> bool:
        if self._is_pointless(row) or self._is_held(row):
            return False
        self.passed.add(row.conversation)
        free_at = max(row.not_before_at, self._traffic.busy.get(row.conversation, LONG_AGO))
        if free_at > self._now:
            self.next_tries[row.conversation] = free_at
            return False
        return True

    def _is_pointless(self, row: OutboxRow) -> bool:
        """Say whether a message has become useless, and drop it if so."""
        reason = ""
        if row.useful_until_at is not None and self._at >= row.useful_until_at:
            reason = "too_late"
        elif row.process_id and not self._exists(row.process_id):
            reason = "process_deleted"
        elif row.kind == "update" and not row.target_activity_id and not row.is_target_on_its_way:
            reason = "nothing_to_change"
        if reason:
            self._uow.outbox.drop(row, reason)
        return bool(reason)

    def _is_held(self, row: OutboxRow) -> bool:
        place = row.place
        if row.kind == "update" and row.is_target_on_its_way:
            return True
        if place.team_id and self._is_away(place.team_id):
            return True
        if not row.process_id:
            return False
        if place.channel_id and self._is_lost(row.process_id, place.channel_id):
            return True
        # Changing or removing a card disturbs nobody.
        return row.kind == "post" and not self._may_speak(row.process_id)

    def _is_speaking_hour(self, process_id: str) -> bool:
        template = self._uow.processes.process(process_id).template
        return next_speaking_moment(self._at, template) <= self._at
