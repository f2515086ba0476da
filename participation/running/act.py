"""What the dialogs of a lead send, and the reason that every act has to be given."""

from collections.abc import Iterator
from dataclasses import dataclass

from participation.forms import Form, Problem

SHORTEST_REASON = 3
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ActInput:
    """What somebody sent who leads a process; `block_key` is empty for the whole process.

    `action` is open, check (show what would happen), back, or do. `nonce` names the dialog, so
    that an act is done once. `seen` is the fingerprint of what the person has confirmed,
    `confirmed` names a reason that is told although it looks like personal data.
    """

    process_id: str
    block_key: str = ""
    action: str = "open"
    nonce: str = ""
    form: Form
    seen: str = ""
    confirmed: frozenset[str] = frozenset()


def reason_of(form: Form) -> str:
    """Return the reason as it is told and kept: on one line."""
    return " ".join(form.get("reason", "").split())


def check_reason(form: Form) -> Iterator[Problem]:
    """Yield what is wrong with the reason, which everybody in the channel will read."""
    reason = form.get("reason", "").strip()
    if not reason:
        yield Problem("reason", "reason_missing")
    elif len(reason) < SHORTEST_REASON:
        yield Problem("reason", "reason_too_short")
    elif len(reason) > LONGEST_REASON:
        yield Problem("reason", "reason_too_long")
    elif any(not character.isprintable() and not character.isspace() for character in reason):
        yield Problem("reason", "reason_unreadable")
