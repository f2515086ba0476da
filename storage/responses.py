"""Responses of open blocks: found by ballot, never by person, without order and time.

An answer writes its response, its receipt and its delivery, and nothing else anywhere.
"""

import json

from sqlalchemy import Connection, delete, func, select

from participation.responses import Response
from storage.tables import deliveries, drafts, receipts, responses
from storage.upserts import insert_into

TELLS_ORDER = "tells_order"
"""Noted on the connection by whatever leaves traces of time in the file's pages."""


class Responses:
    """Keeps what was answered while a block is open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, block_id: str, ballot: bytes) -> Response | None:
        """Return the response under a ballot, if there is one."""
        row = self._connection.execute(
            select(responses).where(responses.c.block_id == block_id, responses.c.ballot == ballot)
        ).one_or_none()
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
            "department": response.department,
            "answers": json.dumps(dict(response.answers), ensure_ascii=False, sort_keys=True),
            "kind": "paper" if is_on_paper else "digital",
        }
        statement = insert_into(responses, self._connection).values(
            block_id=block_id, ballot=ballot, **values
        )
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["block_id", "ballot"], set_=values)
        )
        self._connection.execute(
            insert_into(receipts, self._connection)
            .values(block_id=block_id, receipt=receipt)
            .on_conflict_do_nothing()
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
        query = select(deliveries).where(
            deliveries.c.block_id == block_id, deliveries.c.delivery == delivery
        )
        return self._connection.execute(query).first() is not None

    def note_delivery(self, block_id: str, delivery: bytes) -> None:
        """Note that something has happened that happens once in a dialog."""
        self._connection.execute(
            insert_into(deliveries, self._connection).values(block_id=block_id, delivery=delivery)
        )

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
