"""What became of messages on their way: tried, taken, put off, in doubt, given up.

A try is in doubt when nobody can say whether Teams has posted the message. It is then tried again,
because a missing invitation would be worse than a double one; the row counts its `doubts`. A
button of the card names the row (`job_of`), so that the first press on a card we have not heard of
reveals it: it is adopted if the row still waits, and taken away if another one stands for it.
"""

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, select, update

from participation.place import Place
from storage.moments import aware, naive
from storage.outbox import MANY_ATTEMPTS, Outbox
from storage.outbox_row import OutboxRow, conversation_of, outbox_row
from storage.tables import outbox

Rank = Literal["doubtful", "urgent", "bulk"]

RANKS: Mapping[Rank, ColumnElement[bool]] = {
    "doubtful": outbox.c.doubts > 0,
    "urgent": (outbox.c.doubts == 0) & outbox.c.process_id.is_(None),
    "bulk": (outbox.c.doubts == 0) & outbox.c.process_id.is_not(None),
}
"""What is in doubt comes before everything else of its conversation; then what was asked for."""

_TARGET = outbox.alias("target")
_READ_AT_ONCE = 500
_JOB_LENGTH = 16


def job_of(key: str) -> str:
    """Return the name under which the card of a message tells which message it is."""
    return sha256(key.encode()).hexdigest()[:_JOB_LENGTH]


class Deliveries:
    """Notes what became of messages, and finds those that wait."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._outbox = Outbox(connection)

    def waiting(self, rank: Rank, passed: Container[str] = ()) -> Iterator[OutboxRow]:
        """Yield what waits, the oldest first, without cards.

        Leaves out conversations in `passed`, which may grow while this is read.
        """
        last = 0
        while True:
            page = self._connection.execute(
                select(*(column for column in outbox.c if column.name != "card"))
                .add_columns(
                    _TARGET.c.activity_id.label("target_activity_id"),
                    _TARGET.c.state.label("target_state"),
                )
                .outerjoin(
                    _TARGET, (outbox.c.target_key != "") & (_TARGET.c.key == outbox.c.target_key)
                )
                .where(outbox.c.state == "waiting", RANKS[rank], outbox.c.outbox_id > last)
                .order_by(outbox.c.outbox_id)
                .limit(_READ_AT_ONCE)
            ).all()
            for row in page:
                if conversation_of(row.conversation_id, row.user_id) not in passed:
                    yield outbox_row(row)
            if len(page) < _READ_AT_ONCE:
                return
            last = page[-1].outbox_id

    def with_card(self, row: OutboxRow) -> OutboxRow:
        """Return a message together with its card."""
        query = select(outbox.c.card).where(outbox.c.outbox_id == row.outbox_id)
        return replace(row, card=json.loads(self._connection.execute(query).scalar_one()))

    def mark_sending(self, row: OutboxRow, at: datetime) -> None:
        """Note that a try begins at `at`, real time."""
        self._change(row, state="sending", attempts=row.attempts + 1, sent_at=naive(at))

    def mark_sent(self, row: OutboxRow, activity_id: str, at: datetime) -> None:
        """Note that Teams has taken the message at `at`, real time, and what it called it.

        Where another try was quicker, or the message was taken back meanwhile, what has just been
        posted is one too many and is taken away.
        """
        query = select(outbox).where(outbox.c.outbox_id == row.outbox_id)
        found = self._connection.execute(query).one_or_none()
        is_settled = found is not None and found.state == "sent" and found.kind == "post"
        if found is None or (is_settled and found.activity_id != activity_id):
            if row.kind == "post":
                self._outbox.delete(f"double:{activity_id}", row.place, activity_id)
            return
        self._change(row, state="sent", activity_id=activity_id, fault="", sent_at=naive(at))

    def put_off(self, row: OutboxRow, until: datetime, fault: str, at: datetime) -> None:
        """Try again at a later time what has failed at `at`; both are real time."""
        self._end_try(row, state="waiting", not_before_at=naive(until), fault=fault, at=at)

    def doubt(self, row: OutboxRow, until: datetime, fault: str, at: datetime) -> None:
        """Try a post again at a later time of which nobody can say whether Teams has it."""
        values = {"not_before_at": naive(until), "doubts": row.doubts + 1}
        self._end_try(row, state="waiting", fault=fault, at=at, **values)

    def doubt_underway(self, until: datetime) -> None:
        """Doubt what was underway when its sender ended; changes and removals are just repeated."""
        underway = outbox.c.state == "sending"
        self._connection.execute(
            update(outbox)
            .where(underway, outbox.c.kind == "post")
            .values(state="waiting", not_before_at=naive(until), doubts=outbox.c.doubts + 1)
        )
        self._connection.execute(update(outbox).where(underway).values(state="waiting"))

    def doubt_waiting(self) -> None:
        """Doubt every post that waits: a backup does not know what has been sent since."""
        self._connection.execute(
            update(outbox)
            .where(outbox.c.kind == "post", outbox.c.state.in_(["waiting", "sending"]))
            .values(state="waiting", doubts=outbox.c.doubts + 1)
        )

    def mark_dead(self, row: OutboxRow, fault: str, at: datetime) -> None:
        """Give up a message that has failed at `at`, real time; it stays visible."""
        self._end_try(row, state="dead", fault=fault, at=at)

    def reveal(self, job: str, place: Place, activity_id: str) -> None:
        """Settle a doubt: a card of the message `job` stands at `place` under `activity_id`.

        It is adopted if we have heard of no other, and taken away otherwise. A message that was
        never in doubt has no doubles.
        """
        query = select(outbox).where(
            outbox.c.kind == "post",
            outbox.c.doubts > 0,
            outbox.c.tenant_id == place.tenant_id,
            outbox.c.state.in_(["waiting", "sent"]),
        )
        here = {place.conversation_id.partition(";")[0], place.user_id}
        for row in self._connection.execute(query):
            if (
                job_of(row.key) != job
                or conversation_of(row.conversation_id, row.user_id) not in here
            ):
                continue
            found = outbox_row(row)
            self._change(found, doubts=row.doubts - 1)
            if row.state == "sent":
                self._outbox.delete(f"double:{activity_id}", place, activity_id)
            else:
                self._change(found, state="sent", activity_id=activity_id, fault="")

    def unfinished_count(self) -> int:
        """Return how many messages wait or are on their way."""
        query = select(func.count()).where(outbox.c.state.in_(["waiting", "sending"]))
        return int(self._connection.execute(query).scalar_one())

    def doubtful_count(self) -> int:
        """Return how many messages may stand twice because a try of them was in doubt."""
        query = select(outbox.c.outbox_id).where(outbox.c.doubts > 0, outbox.c.state == "sent")
        return len(self._connection.execute(query).all())

    def tries_since(self, moment: datetime, now: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return (conversation, when) of what may have reached Teams after `moment`, in order.

        Of a message that was tried several times only the last try has its time; the others count
        as if they had come with it. What was underway when the program ended counts as if it had
        come `now`.
        """
        kept = (outbox.c.conversation_id, outbox.c.user_id, outbox.c.state, outbox.c.attempts)
        query = select(*kept, outbox.c.sent_at).where(
            (outbox.c.sent_at > naive(moment)) | (outbox.c.state == "sending")
        )
        tries = (
            (
                conversation_of(row.conversation_id, row.user_id),
                now if row.state == "sending" else aware(row.sent_at),
            )
            for row in self._connection.execute(query)
            for _ in range(min(row.attempts, MANY_ATTEMPTS))
        )
        return tuple(sorted(tries, key=lambda one: one[1]))

    def _end_try(self, row: OutboxRow, *, at: datetime, **values: Any) -> None:
        # Another process may have settled it meanwhile, and has then the better knowledge.
        self._connection.execute(
            update(outbox)
            .where(
                outbox.c.outbox_id == row.outbox_id,
                outbox.c.attempts <= row.attempts + 1,
                outbox.c.state.in_(["waiting", "sending"]),
            )
            .values(sent_at=naive(at), **values)
        )

    def _change(self, row: OutboxRow, **values: object) -> None:
        self._connection.execute(
            update(outbox).where(outbox.c.outbox_id == row.outbox_id).values(**values)
        )
