"""What is still to be said: rows written in the same transaction as their cause.

The courier delivers them in order. A row that was being sent when the program died is tried again:
a missing invitation would be worse than a double one. A double shows itself when somebody presses
its button, and is then taken away.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from participation.place import Place
from storage.moments import naive
from storage.tables import outbox

Card = dict[str, object]

# Real time, unlike the calendar's, which a test can move.
AT_ONCE = datetime(1970, 1, 1)  # noqa: DTZ001 - kept as naive UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One message to post, or the change or removal of an earlier one (`target_activity_id`)."""

    outbox_id: int
    key: str
    kind: str
    place: Place
    card: Card
    attempts: int
    target_activity_id: str = ""


class Outbox:
    """The queue between what was decided and what Teams has taken."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post(self, key: str, place: Place, card: Card) -> None:
        """Queue a new message; the same key is queued once, however often it is asked."""
        self._put(key, "post", place, card)

    def update(self, key: str, target_key: str, card: Card) -> None:
        """Queue a change of the message `target_key`; an older waiting change is replaced."""
        target = self._row(target_key)
        if target is None:
            return
        self._connection.execute(
            update(outbox)
            .where(
                outbox.c.target_key == target_key,
                outbox.c.state == "waiting",
            )
            .values(state="replaced")
        )
        self._put(key, "update", _place(target), card, target_key=target_key)

    def delete(self, key: str, place: Place, activity_id: str) -> None:
        """Queue the removal of a message of ours that is in no row of this table."""
        self._put(key, "delete", place, {}, activity_id=activity_id)

    def take_back(self, process_id: str) -> None:
        """Remove every message of a process: what was sent from Teams, and all rows from here."""
        ours = outbox.c.key.contains(process_id, autoescape=True)
        posts = self._connection.execute(
            select(outbox).where(ours, outbox.c.kind == "post", outbox.c.activity_id != "")
        ).all()
        self._connection.execute(delete(outbox).where(ours))
        for row in posts:
            self.delete(f"back:{row.activity_id}", _place(row), row.activity_id)

    def knows(self, activity_id: str, place: Place) -> bool:
        """Say whether a message at `place` is one that we know of, or may soon hear of.

        People can be faster than Teams' answer to what is just being sent.
        """
        conversation_id, _, _ = place.conversation_id.partition(";")
        is_ours = outbox.c.activity_id == activity_id
        is_underway = (outbox.c.state == "sending") & (outbox.c.conversation_id == conversation_id)
        query = select(outbox.c.outbox_id).where(is_ours | is_underway)
        return self._connection.execute(query).first() is not None

    def next_ready(self, now: datetime) -> OutboxRow | None:
        """Return the oldest row that may be sent now, one per conversation at a time."""
        for row in self._firsts():
            if row.not_before_at <= naive(now):
                return self._outbox_row(row)
        return None

    def mark_sending(self, row: OutboxRow) -> None:
        """Note that a try begins."""
        self._change(row, state="sending", attempts=row.attempts + 1)

    def mark_sent(self, row: OutboxRow, activity_id: str) -> None:
        """Note that Teams has taken the message, and what it called it."""
        self._change(row, state="sent", activity_id=activity_id, fault="")

    def put_off(self, row: OutboxRow, until: datetime, fault: str) -> None:
        """Try again at a later time."""
        self._change(row, state="waiting", not_before_at=naive(until), fault=fault)

    def mark_dead(self, row: OutboxRow, fault: str) -> None:
        """Give a message up; it stays visible."""
        self._change(row, state="dead", fault=fault)

    def next_try_at(self) -> datetime | None:
        """Return the naive UTC time of the earliest try that no earlier message stands before."""
        return min((row.not_before_at for row in self._firsts()), default=None)

    def place_of(self, key: str) -> Place | None:
        """Return where the message `key` went, or None if there is none."""
        row = self._row(key)
        return _place(row) if row else None

    def keys_of(self, beginning: str) -> tuple[str, ...]:
        """Return the keys of all posts that begin so."""
        query = select(outbox.c.key).where(
            outbox.c.key.startswith(beginning, autoescape=True), outbox.c.kind == "post"
        )
        return tuple(self._connection.execute(query).scalars())

    def _firsts(self) -> list[Row[Any]]:
        """Return the oldest unfinished row of every conversation, oldest first."""
        query = (
            select(outbox)
            .where(outbox.c.state.in_(["waiting", "sending"]))
            .order_by(outbox.c.outbox_id)
        )
        firsts: dict[str, Row[Any]] = {}
        for row in self._connection.execute(query):
            firsts.setdefault(row.conversation_id or row.user_id, row)
        return list(firsts.values())

    def _put(
        self,
        key: str,
        kind: str,
        place: Place,
        card: Card,
        *,
        target_key: str = "",
        activity_id: str = "",
    ) -> None:
        statement = upsert(outbox).values(
            key=key,
            kind=kind,
            tenant_id=place.tenant_id,
            service_url=place.service_url,
            conversation_id=place.conversation_id,
            user_id=place.user_id,
            target_key=target_key,
            card=json.dumps(card, ensure_ascii=False),
            not_before_at=AT_ONCE,
            state="waiting",
            attempts=0,
            activity_id=activity_id,
            fault="",
        )
        self._connection.execute(statement.on_conflict_do_nothing())

    def _outbox_row(self, row: Row[Any]) -> OutboxRow:
        target = self._row(row.target_key) if row.target_key else None
        return OutboxRow(
            outbox_id=row.outbox_id,
            key=row.key,
            kind=row.kind,
            place=_place(row),
            card=json.loads(row.card),
            attempts=row.attempts,
            target_activity_id=target.activity_id if target else row.activity_id,
        )

    def _row(self, key: str) -> Row[Any] | None:
        return self._connection.execute(select(outbox).where(outbox.c.key == key)).one_or_none()

    def _change(self, row: OutboxRow, **values: object) -> None:
        self._connection.execute(
            update(outbox).where(outbox.c.outbox_id == row.outbox_id).values(**values)
        )


def _place(row: Row[Any]) -> Place:
    return Place(
        tenant_id=row.tenant_id,
        service_url=row.service_url,
        conversation_id=row.conversation_id,
        user_id=row.user_id,
    )
