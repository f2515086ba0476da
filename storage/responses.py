"""Responses of open blocks: found by ballot, never by person, without order and time.

An answer writes its response, its receipt and its delivery, and nothing else anywhere.
"""

import json

from sqlalchemy import Connection, delete, func, insert, select

from participation.responses import Response
from storage.tables import deliveries, drafts, receipts, responses
from storage.upserts import insert_once, named, upsert

TELLS_ORDER = "tells_order"
"""Noted on the connection by whatever leaves traces of time in the file's pages."""

_FIND = select(responses).where(*named(responses, "block_id", "ballot"))
_DELIVERED = select(deliveries).where(*named(deliveries, "block_id", "delivery"))
_NOTE = insert(deliveries)


class Responses:
    """Keeps what was answered while a block is open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, block_id: str, ballot: bytes) -> Response | None:
        """Return the response under a ballot, if there is one."""
        given = {"block_id": block_id, "ballot": ballot}
        row = self._connection.execute(_FIND, given).one_or_none()
        if row is None:
            return None
        return Response(department=row.department, answers=json.loads(row.answers))

    def put(
        self,
        block_id: str,
        *,
        ballot: bytes,
        receipt: bytes,
        response: Response,
        is_on_paper: bool = False,
    ) -> None:
        """Keep a response in place of an earlier one under the same ballot."""
        self._connection.info[TELLS_ORDER] = True
        values = {
            "block_id": block_id,
            "ballot": ballot,
            "department": response.department,
            "answers": json.dumps(dict(response.answers), ensure_ascii=False, sort_keys=True),
            "kind": "paper" if is_on_paper else "digital",
        }
        self._connection.execute(upsert(responses, self._connection), values)
        self._connection.execute(
            insert_once(receipts, self._connection), {"block_id": block_id, "receipt": receipt}
        )

    def remove(self, block_id: str, *, ballot: bytes, receipt: bytes) -> None:
        """Forget a response and that it was given."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            delete(responses).where(responses.c.block_id == block_id, responses.c.ballot == ballot)
        )
        self._connection.execute(
            delete(receipts).where(receipts.c.block_id == block_id, receipts.c.receipt == receipt)
        )

    def is_delivered(self, block_id: str, delivery: bytes) -> bool:
        """Say whether something that happens once in a dialog has happened."""
        given = {"block_id": block_id, "delivery": delivery}
        return self._connection.execute(_DELIVERED, given).first() is not None

    def note_delivery(self, block_id: str, delivery: bytes) -> None:
        """Note that something has happened that happens once in a dialog."""
        self._connection.execute(_NOTE, {"block_id": block_id, "delivery": delivery})

    def answered_count(self, block_id: str) -> int:
        """Return how many have answered; for coarse counts only."""
        query = select(func.count()).select_from(receipts).where(receipts.c.block_id == block_id)
        return int(self._connection.execute(query).scalar_one())

    def all(self, block_id: str) -> tuple[Response, ...]:
        """Return all responses of a block; for sealing only."""
        rows = self._connection.execute(select(responses).where(responses.c.block_id == block_id))
        return tuple(
            Response(department=row.department, answers=json.loads(row.answers)) for row in rows
        )

    def forget(self, block_id: str) -> None:
        """Delete responses, receipts, deliveries and drafts of a block."""
        for table in (responses, receipts, deliveries, drafts):
            self._connection.execute(delete(table).where(table.c.block_id == block_id))
