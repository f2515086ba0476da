"""What the dialog sends in which a lead names and removes deputies, and whom it offers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from participation.people import Member, Part

MOST_OFFERED = 80
"""How many names one card can offer; whoever leads a larger team looks for a part of the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyInput:
    """What somebody sent who wants to be stood in for.

    `action` is open, search, check (show what would happen), back, or do. `person` is the account
    that was chosen, `is_removal` whether it stands in no longer. `nonce` names the dialog, `seen`
    what was confirmed.
    """

    process_id: str
    action: str = "open"
    nonce: str = ""
    person: str = ""
    is_removal: bool = False
    wanted: str = ""
    seen: str = ""


def offered(people: Iterable[Member], parts: Mapping[str, Part], wanted: str) -> tuple[Member, ...]:
    """Return who can be named and whose name holds what was typed, in the order of names."""
    typed = " ".join(wanted.casefold().split())
    free = (one for one in people if one.object_id not in parts and one.name)
    found = (one for one in free if typed in one.name.casefold())
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.object_id)))


def what_is_confirmed(parts: Mapping[str, Part], given: DeputyInput) -> str:
    """Return a short name for a change, another one as soon as somebody else has changed a part."""
    told = (sorted(parts.items()), given.person, given.is_removal)
    return sha256(repr(told).encode()).hexdigest()[:32]
