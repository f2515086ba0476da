"""The notice that everybody can read before the first answer (GDPR 13), in versions.

What was promised when people answered stays: the smallest group, departments, how long things are
kept, and what may be quoted. What only names papers and people can be corrected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from participation.forms import Form, Problem
from participation.start_gate import StartGate

CORRECTABLE = ("legal_basis", "dpia_decision", "staff_council_reference", "contact")
SHORTEST_ENTRY = 3
LONGEST_ENTRY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeVersion:
    """Which version of the notice counts, since when, and which fields are new in it.

    `since` is None for the first, which counts since the start.
    """

    number: int = 1
    since: datetime | None = None
    changed: tuple[str, ...] = ()

    def is_newer_than(self, moment: datetime) -> bool:
        """Say whether somebody may have read an earlier version at or after `moment`."""
        return self.since is not None and self.since > moment


FIRST_NOTICE = NoticeVersion()


def entries_of(gate: StartGate, form: Form) -> dict[str, str]:
    """Return what the fields hold that can be corrected: as typed, or as they stand."""
    return {name: form.get(name, str(getattr(gate, name))) for name in CORRECTABLE}


def changed_fields(before: StartGate, after: StartGate) -> tuple[str, ...]:
    """Return the names of the fields that differ."""
    return tuple(name for name in CORRECTABLE if getattr(before, name) != getattr(after, name))


def check_correction(gate: StartGate, form: Form) -> Iterator[Problem]:
    """Yield what keeps a correction from being a new version."""
    entries = {name: " ".join(entry.split()) for name, entry in entries_of(gate, form).items()}
    for name, entry in entries.items():
        if len(entry) < SHORTEST_ENTRY:
            yield Problem(name, "entry_too_short")
        elif len(entry) > LONGEST_ENTRY:
            yield Problem(name, "entry_too_long")
        elif not entry.isprintable():
            yield Problem(name, "reason_unreadable")
    if all(entries[name] == getattr(gate, name) for name in CORRECTABLE):
        yield Problem("notice", "nothing_changed")


def corrected(gate: StartGate, form: Form) -> StartGate:
    """Return the fields as corrected; only for a form without problems."""
    entries = {name: " ".join(entry.split()) for name, entry in entries_of(gate, form).items()}
    return gate.model_copy(update=entries)
