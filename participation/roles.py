"""Who may do what, as sentences: each function says it of a person and a process.

Nothing else in the program decides that. `docs/reference/roles.md` is made from these functions.
"""

from participation.people import Affiliation, Person
from participation.process import Process

ASKED_WITH_GUESTS = frozenset({Affiliation.OWN, Affiliation.GUEST, Affiliation.PARTNER})


def belongs_to(person: Person, process: Process) -> bool:
    """Somebody acts in the organisation that the process runs in."""
    return person.tenant_id == process.tenant_id


def is_asked(person: Person, process: Process) -> bool:
    """Whose answer the process wants: its staff, and others only if its rule includes them."""
    if not belongs_to(person, process):
        return False
    if process.template.guests == "include":
        return person.affiliation in ASKED_WITH_GUESTS
    return person.affiliation is Affiliation.OWN
