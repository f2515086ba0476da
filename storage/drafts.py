"""Drafts of open blocks: found by ballot, like responses, and never counted."""

import json

from sqlalchemy import Connection, delete, select, update

from participation.drafts import Draft
from storage.responses import TELLS_ORDER
from storage.tables import drafts
from storage.upserts import named, upsert

MOST_DRAFTS = 5
"""How many one person can have in a block; the oldest gives way."""

_OF = select(drafts).where(*named(drafts, "block_id", "ballot")).order_by(drafts.c.version.desc())
_REMOVE = delete(drafts).where(*named(drafts, "block_id", "ballot", "dialog"))


class Drafts:
    """Keeps what was answered and not sent, until it is sent or the block closes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, block_id: str, ballot: bytes) -> tuple[Draft, ...]:
        """Return the drafts under a ballot, the newest first."""
        given = {"block_id": block_id, "ballot": ballot}
        return tuple(
            Draft(
                base=row.base,
                dialog=row.dialog,
                version=row.version,
                page=row.page,
                department=row.department,
                answers=json.loads(row.answers),
                is_taken_over=row.is_taken_over,
            )
            for row in self._connection.execute(_OF, given)
        )

    def put(self, block_id: str, ballot: bytes, draft: Draft) -> None:
        """Keep a draft in place of an earlier one of the same dialog."""
        self._connection.info[TELLS_ORDER] = True
        values = {
            "block_id": block_id,
            "ballot": ballot,
            "dialog": draft.dialog,
            "base": draft.base,
            "version": draft.version,
            "page": draft.page,
            "department": draft.department,
            "answers": json.dumps(dict(draft.answers), ensure_ascii=False, sort_keys=True),
            "is_taken_over": draft.is_taken_over,
        }
        self._connection.execute(upsert(drafts, self._connection), values)
        for old in self.of(block_id, ballot)[MOST_DRAFTS:]:
            self.remove(block_id, ballot, old.dialog)

    def mark_taken_over(self, block_id: str, ballot: bytes, dialog: bytes) -> None:
        """Note that somebody has gone on with a draft in another dialog."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            update(drafts)
            .where(
                drafts.c.block_id == block_id,
                drafts.c.ballot == ballot,
                drafts.c.dialog == dialog,
            )
            .values(is_taken_over=True)
        )

    def remove(self, block_id: str, ballot: bytes, dialog: bytes) -> None:
        """Forget the draft of one dialog."""
        self._connection.info[TELLS_ORDER] = True
        given = {"block_id": block_id, "ballot": ballot, "dialog": dialog}
        self._connection.execute(_REMOVE, given)

    def remove_all(self, block_id: str, ballot: bytes) -> None:
        """Forget all drafts under a ballot."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            delete(drafts).where(drafts.c.block_id == block_id, drafts.c.ballot == ballot)
        )

    def forget(self, block_id: str) -> None:
        """Delete all drafts of a block."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(delete(drafts).where(drafts.c.block_id == block_id))
