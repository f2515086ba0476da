"""The chain over what was done to a process: whoever changes an earlier entry breaks it.

Each entry carries the SHA-256 over the hash before it and its own fields. Cutting off the end does
not show by itself, so the last hash is worth writing down elsewhere.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

BEGINNING = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act; no participant and no answer stands in it.

    `actor` is the account of whoever did it, "" for the calendar, `command_line` for whoever runs
    the program; `dialog` the nonce of the dialog in which it was done. `at` is aware, in whole
    seconds. `details` are block, dates, reason, or the account that was named.
    """

    process_id: str
    number: int
    at: datetime
    act: str
    actor: str
    dialog: str
    details: Mapping[str, str]
    chain: bytes = b""

    def chained(self, previous: bytes) -> "AuditEntry":
        """Return the entry with the hash that ties it to the one before."""
        fields = [
            self.process_id,
            self.number,
            self.at.isoformat(timespec="seconds"),
            self.act,
            self.actor,
            self.dialog,
            dict(self.details),
        ]
        told = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return replace(self, chain=sha256(previous + told.encode()).digest())


def first_break(entries: Iterable[AuditEntry]) -> int | None:
    """Return the number at which the chain no longer holds, or None if all of it does."""
    previous = BEGINNING
    for number, entry in enumerate(entries, 1):
        if entry.number != number or entry.chained(previous).chain != entry.chain:
            return number
        previous = entry.chain
    return None
