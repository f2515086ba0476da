"""What a process said before it was changed: earlier versions of its blocks and its notice."""

from datetime import datetime

from sqlalchemy import Connection, insert, update

from participation.process import Process, TopicBlock
from storage.moments import naive
from storage.tables import block_versions, notice_versions, processes


class Versions:
    """Keeps what was replaced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
