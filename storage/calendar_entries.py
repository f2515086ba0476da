"""What is to happen when, and what of it has happened."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from storage.moments import aware, naive
from storage.tables import calendar_entries as entries


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One thing that the calendar does once; `block_key` is empty for the decision."""

    process_id: str
    kind: str
    block_key: str
    due_on: date
    due_at: datetime


class CalendarEntries:
    """Keeps the calendar of all processes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: tuple[CalendarEntry, ...]) -> None:
        """Keep entries that wait for their time."""
        self._connection.execute(
            insert(entries),
            [
                {
                    "process_id": entry.process_id,
                    "kind": entry.kind,
                    "block_key": entry.block_key,
                    "due_on": entry.due_on,
                    "due_at": naive(entry.due_at),
                    "state": "waiting",
                }
                for entry in new
            ],
        )

    def next_waiting(self) -> CalendarEntry | None:
        """Return the entry that is due first."""
        row = self._connection.execute(
            select(entries)
            .where(entries.c.state == "waiting")
            .order_by(entries.c.due_at, entries.c.process_id, entries.c.kind, entries.c.block_key)
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        return CalendarEntry(
            process_id=row.process_id,
            kind=row.kind,
            block_key=row.block_key,
            due_on=row.due_on,
            due_at=aware(row.due_at),
        )

    def finish(self, entry: CalendarEntry, *, is_dropped: bool = False) -> None:
        """Note that an entry has been worked off, or was too late to be of use."""
        self._connection.execute(
            update(entries)
            .where(
                entries.c.process_id == entry.process_id,
                entries.c.kind == entry.kind,
                entries.c.block_key == entry.block_key,
                entries.c.due_on == entry.due_on,
            )
            .values(state="dropped" if is_dropped else "done")
        )
