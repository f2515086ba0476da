"""Deleting a rehearsal: every row of every table that belongs to its process or its blocks."""

from sqlalchemy import Connection, delete

from storage.responses import TELLS_ORDER
from storage.tables import metadata, outbox


class Rehearsals:
    """Deletes rehearsals; nothing else in the program deletes a whole process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def delete(self, process_id: str) -> None:
        """Delete all rows of a process, whatever table they stand in.

        Tables are found by their columns, so that a new one cannot be forgotten here. Deleted rows
        are gone from the file's pages at the next full hour.
        """
        self._connection.info[TELLS_ORDER] = True
        for table in metadata.sorted_tables:
            if "process_id" in table.columns:
                belongs = table.c.process_id == process_id
            elif "block_id" in table.columns:
                belongs = table.c.block_id.startswith(f"{process_id}:", autoescape=True)
            else:
                continue
            if table is not outbox:
                self._connection.execute(delete(table).where(belongs))
