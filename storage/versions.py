"""What a process said before it was changed: earlier versions of its blocks and its notice."""

import json
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from participation.process import Process, TopicBlock
from storage.moments import aware, naive
from storage.tables import block_versions, notice_versions, processes


class Versions:
    """Keeps what was replaced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def blocks(self, process_id: str) -> list[dict[str, object]]:
        """Return all earlier versions of blocks, as they were kept."""
        query = (
            select(block_versions)
            .where(block_versions.c.process_id == process_id)
            .order_by(block_versions.c.block_key, block_versions.c.revision)
        )
        return [
            {
                "block": row.block_key,
                "revision": row.revision,
                "replaced_at": aware(row.replaced_at),
                "content": json.loads(row.content),
            }
            for row in self._connection.execute(query)
        ]

    def notices(self, process_id: str) -> list[dict[str, object]]:
        """Return all earlier versions of the notice, as they were kept."""
        query = (
            select(notice_versions)
            .where(notice_versions.c.process_id == process_id)
            .order_by(notice_versions.c.number)
        )
        return [
            {
                "number": row.number,
                "replaced_at": aware(row.replaced_at),
                "fields": json.loads(row.gate),
            }
            for row in self._connection.execute(query)
        ]

    def keep_block(self, block: TopicBlock, replaced_at: datetime) -> None:
        """Keep a block as it was before it was edited."""
        self._connection.execute(
            insert(block_versions).values(
                process_id=block.process_id,
                block_key=block.key,
                revision=block.revision,
                content=block.content.model_dump_json(),
                replaced_at=naive(replaced_at),
            )
        )

    def renew_notice(self, before: Process, after: Process, replaced_at: datetime) -> None:
        """Keep a new version of the notice, and the one before as it was."""
        self._connection.execute(
            insert(notice_versions).values(
                process_id=before.process_id,
                number=before.notice.number,
                gate=before.gate.model_dump_json(),
                replaced_at=naive(replaced_at),
            )
        )
        self._connection.execute(
            update(processes)
            .where(processes.c.process_id == after.process_id)
            .values(
                gate=after.gate.model_dump_json(),
                notice_number=after.notice.number,
                notice_since=naive(after.notice.since) if after.notice.since else None,
                notice_changed=",".join(after.notice.changed),
            )
        )
