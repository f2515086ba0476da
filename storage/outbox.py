"""What is still to be said: rows written in the same transaction as their cause.

The courier delivers them in order. Which row may go when is decided in `dialogs.hand_out`; what
became of each is noted by `storage.deliveries`.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, String, cast, delete, select, update

from participation.place import Place
from storage.moments import naive
from storage.outbox_row import Card, OutboxRow, Troubled, place_in
from storage.tables import outbox
from storage.upserts import insert_into

# Real time, unlike the calendar's, which a test can move.
AT_ONCE = datetime(1970, 1, 1)  # noqa: DTZ001 - kept as naive UTC

_UNFINISHED = ("waiting", "sending")


MANY_ATTEMPTS = 5
"""After so many tries without success something is wrong; the first ones take half a minute."""


class Outbox:
    """The queue between what was decided and what Teams has taken."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post(
        self,
        key: str,
        place: Place,
        card: Card,
        *,
        process_id: str = "",
        useful_until: datetime | None = None,
    ) -> None:
        """Queue a new message; the same key is queued once, however often it is asked.

        What a process says by itself names its `process_id`: it keeps to that process's speaking
        hours, and is dropped where it would come too late to be of use.
        """
        until = naive(useful_until) if useful_until else None
        self._put(key, "post", place, card, process_id=process_id or None, useful_until_at=until)

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
        more = {"target_key": target_key, "process_id": target.process_id}
        self._put(key, "update", place_in(target), card, **more)

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
            self.delete(f"back:{row.activity_id}", place_in(row), row.activity_id)

    def knows(self, activity_id: str, place: Place) -> bool:
        """Say whether a message at `place` is one that we know of, or may soon hear of.

        People can be faster than Teams' answer to what is just being sent.
        """
        conversation_id, _, _ = place.conversation_id.partition(";")
        is_ours = outbox.c.activity_id == activity_id
        is_underway = (outbox.c.state == "sending") & (outbox.c.conversation_id == conversation_id)
        query = select(outbox.c.outbox_id).where(is_ours | is_underway)
        return self._connection.execute(query).first() is not None

    def waiting_processes(self) -> tuple[str, ...]:
        """Return the processes that have still something to say."""
        query = (
            select(outbox.c.process_id)
            .distinct()
            .where(
                outbox.c.state.in_(_UNFINISHED),
                outbox.c.kind == "post",
                outbox.c.process_id.is_not(None),
            )
        )
        return tuple(self._connection.execute(query).scalars())

    def drop(self, row: OutboxRow, reason: str) -> None:
        """Leave a message unsaid, with what would have changed it; both stay visible."""
        self._change(row, state="dropped", fault=reason)
        if row.kind == "post":
            self._connection.execute(
                update(outbox)
                .where(outbox.c.target_key == row.key, outbox.c.state == "waiting")
                .values(state="dropped", fault="nothing_to_change")
            )

    def readdress(self, row: OutboxRow, place: Place) -> None:
        """Send a message to another place."""
        values = {"conversation_id": place.conversation_id, "team_id": place.team_id or None}
        self._change(row, state="waiting", **values)

    def leave_channel(self, channel_id: str) -> None:
        """Note that a channel is given up: what was said there is found no more under its keys.

        So the same things can be said anew elsewhere. What was still to be said there is dropped.
        """
        there = (outbox.c.conversation_id == channel_id) | outbox.c.conversation_id.startswith(
            f"{channel_id};", autoescape=True
        )
        self._connection.execute(
            update(outbox)
            .where(there, outbox.c.state.in_(_UNFINISHED))
            .values(state="dropped", fault="channel_lost")
        )
        lost = "lost:" + cast(outbox.c.outbox_id, String) + ":"
        self._connection.execute(
            update(outbox)
            .where(there, ~outbox.c.key.startswith("lost:"))
            .values(key=lost + outbox.c.key)
        )

    def is_sent(self, key: str) -> bool:
        """Say whether Teams has taken the message `key`."""
        row = self._row(key)
        return row is not None and row.state == "sent"

    def place_of(self, key: str) -> Place | None:
        """Return where the message `key` went, or None if there is none."""
        row = self._row(key)
        return place_in(row) if row else None

    def troubled(self, part: str) -> tuple[Troubled, ...]:
        """Return where messages whose keys hold `part` did not get through, or not for long."""
        is_dead = outbox.c.state == "dead"
        is_late = outbox.c.state.in_(["waiting", "sending"]) & (outbox.c.attempts >= MANY_ATTEMPTS)
        query = (
            select(outbox.c.conversation_id, outbox.c.team_id, outbox.c.state, outbox.c.fault)
            .where(outbox.c.key.contains(part, autoescape=True), is_dead | is_late)
            .order_by(outbox.c.outbox_id)
        )
        return tuple(
            Troubled(row.conversation_id, not row.team_id, row.state == "dead", row.fault)
            for row in self._connection.execute(query)
        )

    def keys_of(self, beginning: str) -> tuple[str, ...]:
        """Return the keys of all posts that begin so."""
        query = select(outbox.c.key).where(
            outbox.c.key.startswith(beginning, autoescape=True), outbox.c.kind == "post"
        )
        return tuple(self._connection.execute(query).scalars())

    def _put(self, key: str, kind: str, place: Place, card: Card, **more: object) -> None:
        values = {
            "key": key,
            "kind": kind,
            "tenant_id": place.tenant_id,
            "service_url": place.service_url,
            "conversation_id": place.conversation_id,
            "user_id": place.user_id,
            "team_id": place.team_id or None,
            "target_key": "",
            "card": json.dumps(card, ensure_ascii=False),
            "not_before_at": AT_ONCE,
            "state": "waiting",
            "attempts": 0,
            "doubts": 0,
            "activity_id": "",
            "fault": "",
            **more,
        }
        self._connection.execute(
            insert_into(outbox, self._connection).values(values).on_conflict_do_nothing()
        )

    def _row(self, key: str) -> Row[Any] | None:
        return self._connection.execute(select(outbox).where(outbox.c.key == key)).one_or_none()

    def _change(self, row: OutboxRow, **values: object) -> None:
        self._connection.execute(
            update(outbox).where(outbox.c.outbox_id == row.outbox_id).values(**values)
        )
