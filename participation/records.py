"""Whether the records of a process were exported as they stand (GDPR 5; files of the office)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from participation.running.audit import AuditEntry

EXPORTED = "export_records"
"""What the audit trail calls an export."""

CHANGES_NO_RECORD = frozenset(
    {EXPORTED, "purge_process", "ask_second", "confirm_second", "decline_second"}
)
"""Acts after which an earlier export still says everything."""


def are_exported(trail: Sequence[AuditEntry], written_at: Iterable[datetime]) -> bool:
    """Say whether nothing has happened since the last export that it does not tell.

    `written_at` are the moments at which outcomes of meetings were written.
    """
    exports = [entry.at for entry in trail if entry.act == EXPORTED]
    if not exports:
        return False
    last = max(exports)
    acts = [entry.at for entry in trail if entry.act not in CHANGES_NO_RECORD]
    return all(moment <= last for moment in (*acts, *written_at))
