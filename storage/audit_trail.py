"""Who has done what to a process, in a chain that shows changes; never a participant's act."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from participation.running.audit import BEGINNING, CALENDAR, AuditEntry, Examined, examined
from storage.audit_key import AuditKeyFile
from storage.moments import aware, naive
from storage.tables import audit_entries


class AuditTrail:
    """Adds to the trail of a process, and reads it."""

    def __init__(self, connection: Connection, key: AuditKeyFile) -> None:
        self._connection = connection
        self._key = key

    def write(
        self,
        process_id: str,
        act: str,
        details: Mapping[str, str],
        *,
        at: datetime,
        actor: str = CALENDAR,
        dialog: str = "",
    ) -> None:
        """Add one act to the end of the chain."""
        last = self._connection.execute(
            select(audit_entries)
            .where(audit_entries.c.process_id == process_id)
            .order_by(audit_entries.c.number.desc())
            .limit(1)
        ).one_or_none()
        entry = AuditEntry(
            process_id=process_id,
            number=last.number + 1 if last else 1,
            at=aware(naive(at.replace(microsecond=0))),
            act=act,
            actor=actor,
            dialog=dialog,
            details=details,
        )
        previous = last.chain if last else BEGINNING
        self._add(entry.chained(previous, self._key.provided(entry.at)))

    def has(self, process_id: str, dialog: str) -> bool:
        """Say whether a dialog has done its act; Teams repeats what it saw no answer to."""
        query = select(audit_entries.c.number).where(
            audit_entries.c.process_id == process_id, audit_entries.c.dialog == dialog
        )
        return self._connection.execute(query).first() is not None

    def entries(self, process_id: str) -> tuple[AuditEntry, ...]:
        """Return the whole trail of a process, in order.

        Raises ValueError or TypeError for what this program cannot have written.
        """
        query = (
            select(audit_entries)
            .where(audit_entries.c.process_id == process_id)
            .order_by(audit_entries.c.number)
        )
        return tuple(_entry(row) for row in self._connection.execute(query))

    def last_at(self, process_id: str, act: str) -> datetime | None:
        """Return when something was last done to a process, or None if it never was."""
        query = select(func.max(audit_entries.c.at)).where(
            audit_entries.c.process_id == process_id, audit_entries.c.act == act
        )
        at = self._connection.execute(query).scalar_one()
        return aware(at) if at else None

    def sealed(self, content: bytes) -> str:
        """Return a value over `content` that only this installation can make."""
        key = self._key.load()
        return key.sealed(content) if key else ""

    def examined(self, entries: tuple[AuditEntry, ...]) -> Examined:
        """Return what looking through the whole trail of a process finds."""
        return examined(entries, self._key.load())

    def head_at(self, process_id: str, act: str, block_key: str) -> str:
        """Return what the trail was called when something was done to a block; "" if it was not."""
        query = (
            select(audit_entries)
            .where(audit_entries.c.process_id == process_id, audit_entries.c.act == act)
            .order_by(audit_entries.c.number.desc())
        )
        found = (_entry(row) for row in self._connection.execute(query))
        return next((one.head for one in found if one.details.get("block") == block_key), "")

    def _add(self, entry: AuditEntry) -> None:
        self._connection.execute(
            insert(audit_entries).values(
                process_id=entry.process_id,
                number=entry.number,
                at=naive(entry.at),
                act=entry.act,
                actor=entry.actor,
                dialog=entry.dialog,
                details=json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True),
                chain=entry.chain,
                key_id=entry.key_id,
            )
        )


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        process_id=row.process_id,
        number=row.number,
        at=aware(row.at),
        act=row.act,
        actor=row.actor,
        dialog=row.dialog,
        details=_details(row.details),
        chain=row.chain,
        key_id=row.key_id,
    )


def _details(kept: str) -> dict[str, str]:
    details = json.loads(kept)
    if not isinstance(details, dict):
        raise TypeError("the details of an act are named")
    return details
