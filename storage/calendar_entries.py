"""What is to happen when, and what of it has happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from participation.process import NOT_CLOSED, ProcessState
from storage.moments import aware, naive
from storage.tables import calendar_entries as entries
from storage.tables import processes, topic_blocks
from storage.upserts import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One thing that the calendar does once; `block_key` is empty for the decision."""

    process_id: str
    kind: str
    block_key: str
    due_on: date
    due_at: datetime


class CalendarEntries:
    """Keeps the calendar of all processes.

    What a pause holds waits as well, but is not due and not told of.
    """

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

    def take_out(self, process_id: str, block_key: str) -> frozenset[str]:
        """Take out what waits for a block, or for the decision (""), and return its kinds."""
        waiting = (
            entries.c.process_id == process_id,
            entries.c.block_key == block_key,
            entries.c.state == "waiting",
        )
        kinds = self._connection.execute(select(entries.c.kind).where(*waiting)).scalars().all()
        self._connection.execute(delete(entries).where(*waiting))
        return frozenset(kinds)

    def put(self, entry: CalendarEntry) -> None:
        """Let an entry wait for its time, also if there was one for the same day before."""
        values = {"due_at": naive(entry.due_at), "state": "waiting"}
        statement = insert_into(entries, self._connection).values(
            process_id=entry.process_id,
            kind=entry.kind,
            block_key=entry.block_key,
            due_on=entry.due_on,
            **values,
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=entries.primary_key.columns.keys(), set_=values
            )
        )

    def waiting_of(self, process_id: str) -> tuple[CalendarEntry, ...]:
        """Return what is still to come for a process, the earliest first, held or not."""
        query = (
            select(entries)
            .where(entries.c.process_id == process_id, entries.c.state == "waiting")
            .order_by(entries.c.due_at, entries.c.kind, entries.c.block_key)
        )
        return tuple(_entry(row) for row in self._connection.execute(query))

    def waiting_until(self, moment: datetime) -> tuple[CalendarEntry, ...]:
        """Return the waiting entries that are due at `moment`, the earliest first."""
        query = (
            select(entries)
            .where(entries.c.state == "waiting", entries.c.due_at <= naive(moment), ~_is_held())
            .order_by(entries.c.due_at, entries.c.process_id, entries.c.kind, entries.c.block_key)
        )
        return tuple(_entry(row) for row in self._connection.execute(query))

    def next_waiting_at(self, after: datetime) -> datetime | None:
        """Return when the first entry later than `after` is due."""
        query = select(func.min(entries.c.due_at)).where(
            entries.c.state == "waiting", entries.c.due_at > naive(after), ~_is_held()
        )
        due_at = self._connection.execute(query).scalar_one()
        return aware(due_at) if due_at else None

    def is_waiting(self, entry: CalendarEntry) -> bool:
        """Say whether an entry is still to be worked off."""
        query = select(entries.c.state).where(
            *_same(entry), entries.c.state == "waiting", ~_is_held()
        )
        return self._connection.execute(query).first() is not None

    def awaits(self, process_id: str, kind: str) -> bool:
        """Say whether something of a kind is still to come in a process."""
        query = select(entries.c.due_on).where(
            entries.c.process_id == process_id,
            entries.c.kind == kind,
            entries.c.state == "waiting",
        )
        return self._connection.execute(query).first() is not None

    def has_waiting_after(self, entry: CalendarEntry, *, until: date) -> bool:
        """Say whether the same kind of thing waits for a later day, up to `until`."""
        query = select(entries.c.due_on).where(
            entries.c.process_id == entry.process_id,
            entries.c.kind == entry.kind,
            entries.c.block_key == entry.block_key,
            entries.c.due_on > entry.due_on,
            entries.c.due_on <= until,
            entries.c.state == "waiting",
        )
        return self._connection.execute(query).first() is not None

    def put_off(self, entry: CalendarEntry, until: datetime) -> None:
        """Let an entry wait for a later moment; the day that it was planned for stays its name."""
        self._connection.execute(update(entries).where(*_same(entry)).values(due_at=naive(until)))

    def has(self, process_id: str, kind: str, block_key: str) -> bool:
        """Say whether something of this kind stands in the calendar, done or not."""
        query = select(entries.c.state).where(
            entries.c.process_id == process_id,
            entries.c.kind == kind,
            entries.c.block_key == block_key,
        )
        return self._connection.execute(query).first() is not None

    def finish(self, entry: CalendarEntry, *, is_dropped: bool = False) -> None:
        """Note that an entry has been worked off, or was too late to be of use."""
        self._connection.execute(
            update(entries).where(*_same(entry)).values(state="dropped" if is_dropped else "done")
        )


def _is_held() -> ColumnElement[bool]:
    """Say of an entry what `TopicBlock.is_held` says; the decision is held like a block."""
    is_paused = (
        select(processes.c.process_id)
        .where(
            processes.c.process_id == entries.c.process_id,
            processes.c.state == ProcessState.PAUSED,
            processes.c.paused_at < entries.c.due_at,
        )
        .exists()
    )
    has_closed = (
        select(topic_blocks.c.block_key)
        .where(
            topic_blocks.c.process_id == entries.c.process_id,
            topic_blocks.c.block_key == entries.c.block_key,
            topic_blocks.c.state.not_in(NOT_CLOSED),
        )
        .exists()
    )
    return is_paused & ~has_closed


def _same(entry: CalendarEntry) -> tuple[ColumnElement[bool], ...]:
    return (
        entries.c.process_id == entry.process_id,
        entries.c.kind == entry.kind,
        entries.c.block_key == entry.block_key,
        entries.c.due_on == entry.due_on,
    )


def _entry(row: Row[Any]) -> CalendarEntry:
    return CalendarEntry(
        process_id=row.process_id,
        kind=row.kind,
        block_key=row.block_key,
        due_on=row.due_on,
        due_at=aware(row.due_at),
    )
