"""Acts that wait for a second person, for a week at most."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from participation.refusals import PendingGoneError
from participation.running.seconds import WAITS, PendingAct
from storage.moments import aware, naive
from storage.tables import pending_acts


class PendingActs:
    """Keeps them until they are confirmed, declined or too old."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, pending: PendingAct) -> None:
        """Keep a request, in place of an earlier one for the same thing; drop what is too old."""
        self._connection.execute(
            delete(pending_acts).where(pending_acts.c.asked_at <= naive(pending.asked_at - WAITS))
        )
        self._connection.execute(
            delete(pending_acts).where(
                pending_acts.c.process_id == pending.process_id,
                pending_acts.c.act == pending.act,
                pending_acts.c.block_key == pending.block_key,
            )
        )
        self._connection.execute(
            insert(pending_acts).values(
                process_id=pending.process_id,
                request_id=pending.request_id,
                act=pending.act,
                block_key=pending.block_key,
                form=json.dumps(dict(pending.form), ensure_ascii=False),
                asked_by=pending.asked_by,
                asked_at=naive(pending.asked_at),
            )
        )

    def of(self, process_id: str, now: datetime) -> tuple[PendingAct, ...]:
        """Return what waits in a process, the oldest first."""
        query = (
            select(pending_acts)
            .where(
                pending_acts.c.process_id == process_id,
                pending_acts.c.asked_at > naive(now - WAITS),
            )
            .order_by(pending_acts.c.asked_at, pending_acts.c.request_id)
        )
        return tuple(_pending(row) for row in self._connection.execute(query))

    def find(self, process_id: str, request_id: str, now: datetime) -> PendingAct:
        """Return a request, or refuse one that is confirmed, declined or too old."""
        for pending in self.of(process_id, now):
            if pending.request_id == request_id:
                return pending
        raise PendingGoneError

    def has(self, process_id: str, request_id: str) -> bool:
        """Say whether a request still waits, however old it is."""
        query = select(pending_acts.c.request_id).where(
            pending_acts.c.process_id == process_id, pending_acts.c.request_id == request_id
        )
        return self._connection.execute(query).first() is not None

    def remove(self, pending: PendingAct) -> None:
        """Forget a request."""
        self._connection.execute(
            delete(pending_acts).where(pending_acts.c.request_id == pending.request_id)
        )


def _pending(row: Row[Any]) -> PendingAct:
    return PendingAct(
        process_id=row.process_id,
        request_id=row.request_id,
        act=row.act,
        block_key=row.block_key,
        form=json.loads(row.form),
        asked_by=row.asked_by,
        asked_at=aware(row.asked_at),
    )
