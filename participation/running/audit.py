"""The chain over what was done to a process: whoever changes an earlier entry breaks it.

Each entry carries an HMAC-SHA-256 over the value before it and its own fields, under a key that is
not in the database: whoever has only the database cannot write the chain anew. Before there was
such a key, entries carried a plain SHA-256; those stay checkable, as what they are. Cutting off the
end does not show by itself: a head that was told elsewhere shows it.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal

BEGINNING = bytes(32)
CALENDAR = ""
"""Stands where an account would: nobody did it, its time had come."""

COMMAND_LINE = "command_line"
"""Stands where an account would: whoever runs the program did it."""

NAMED_LENGTH = 16
"""How many hexadecimal digits of a value name it where people read it."""

DOMAIN = b"themenblock audit trail\0"
REPORT = b"themenblock report\0"
Value = Literal["right", "wrong", "key_lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditKey:
    """The key of all chains of an installation; no entry is older than it without being older
    than `made_at`, the moment of the first entry that was chained with it."""

    secret: bytes
    made_at: datetime

    @property
    def key_id(self) -> str:
        """What entries call the key that they were chained with; it tells nothing of the key."""
        return sha256(DOMAIN + self.secret).hexdigest()[:NAMED_LENGTH]

    def sealed(self, content: bytes) -> str:
        """Return a value over something that is told outside of the trail, as a report is."""
        return hmac.digest(self.secret, REPORT + content, "sha256").hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act; no participant and no answer stands in it.

    `actor` is the account of whoever did it, "" for the calendar, `command_line` for whoever runs
    the program; `dialog` the nonce of the dialog in which it was done. `at` is aware, in whole
    seconds. `details` are block, dates, reason, or the account that was named. `key_id` is empty
    for entries of the time before there was a key.
    """

    process_id: str
    number: int
    at: datetime
    act: str
    actor: str
    dialog: str
    details: Mapping[str, str]
    chain: bytes = b""
    key_id: str = ""

    @property
    def head(self) -> str:
        """What a chain is called that ends with this entry: its number and a short value."""
        return f"{self.number}:{bytes(self.chain).hex()[:NAMED_LENGTH]}"

    def chained(self, previous: bytes, key: AuditKey | None = None) -> "AuditEntry":
        """Return the entry with the value that ties it to the one before."""
        fields: list[object] = [
            self.process_id,
            self.number,
            self.at.isoformat(timespec="seconds"),
            self.act,
            self.actor,
            self.dialog,
            dict(self.details),
        ]
        told = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        content = previous + told.encode()
        if key is None:
            return replace(self, chain=sha256(content).digest(), key_id="")
        value = hmac.digest(key.secret, DOMAIN + content, "sha256")
        return replace(self, chain=value, key_id=key.key_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What looking through a chain has found.

    `first_break` is the number at which it no longer holds. `unkeyed_count` entries are of the time
    without a key; `uncheckable_count` were chained with a key that is not there any more.
    """

    first_break: int | None = None
    unkeyed_count: int = 0
    uncheckable_count: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether everything was checked and nothing was changed."""
        return self.first_break is None and not self.uncheckable_count


def examined(entries: Sequence[AuditEntry], key: AuditKey | None) -> Examined:
    """Check a chain from its first entry, as far as it holds."""
    previous, unkeyed_count, uncheckable_count = BEGINNING, 0, 0
    for number, entry in enumerate(entries, 1):
        value = _value(entry, previous, key)
        is_out_of_time = not entry.key_id and unkeyed_count < number - 1
        if entry.number != number or value == "wrong" or is_out_of_time:
            return Examined(
                first_break=number,
                unkeyed_count=unkeyed_count,
                uncheckable_count=uncheckable_count,
            )
        unkeyed_count += not entry.key_id
        uncheckable_count += value == "key_lost"
        previous = entry.chain
    return Examined(unkeyed_count=unkeyed_count, uncheckable_count=uncheckable_count)


def _value(entry: AuditEntry, previous: bytes, key: AuditKey | None) -> Value:
    if entry.key_id and (key is None or entry.key_id != key.key_id):
        return "key_lost"
    if not entry.key_id and key is not None and entry.at >= key.made_at:
        # Without this, a whole chain could be written anew in the way that needs no key.
        return "wrong"
    again = entry.chained(previous, key if entry.key_id else None)
    return "right" if hmac.compare_digest(again.chain, entry.chain) else "wrong"


def is_head_of(head: str, entries: Sequence[AuditEntry]) -> bool:
    """Say whether a chain goes through a head that was told earlier.

    False where it was cut off before, or is another one there.
    """
    number, _, value = head.partition(":")
    position = int(number) - 1
    if not 0 <= position < len(entries):
        return False
    return bytes(entries[position].chain).hex().startswith(value)
