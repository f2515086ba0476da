"""Who may do what, as sentences: each function says it of a person and, where meant, a process.

Nothing else in the program decides that. `docs/reference/roles.md` is made from these functions.
Roles are given by whoever runs the program; who leads a process is known of each process by itself.
"""

from participation.people import Affiliation, Person, Role
from participation.process import Process

ASKED_WITH_GUESTS = frozenset({Affiliation.OWN, Affiliation.GUEST, Affiliation.PARTNER})


def belongs_to(person: Person, process: Process) -> bool:
    """Acts in the organisation that the process runs in."""
    return person.tenant_id == process.tenant_id


def runs(person: Person, process: Process) -> bool:
    """Leads this very process or stands in for who does."""
    return belongs_to(person, process) and person.part is not None


def is_asked(person: Person, process: Process) -> bool:
    """Is among those whom the process asks: its staff, and others if its rule includes them."""
    if not belongs_to(person, process):
        return False
    if process.template.guests == "include":
        return person.affiliation in ASKED_WITH_GUESTS
    return person.affiliation is Affiliation.OWN


def may_answer(person: Person, process: Process) -> bool:
    """Answer, change and withdraw, propose statements; who audits never does."""
    return is_asked(person, process) and not person.has(Role.AUDITOR)


def may_set_up(person: Person) -> bool:
    """Set up a process or a rehearsal."""
    return person.has(Role.PROCESS_LEAD)


def may_change(person: Person, process: Process) -> bool:
    """Edit, extend, pause, resume, cancel, move to another channel, step through a rehearsal."""
    return runs(person, process)


def may_name_deputies(person: Person, process: Process) -> bool:
    """Name and remove deputies."""
    return belongs_to(person, process) and person.part == "lead"


def may_see_summary(person: Person, process: Process) -> bool:
    """Pull the summary of a published topic."""
    return belongs_to(person, process) and is_steering(person)


def is_steering(person: Person) -> bool:
    """Sits in the steering circle."""
    return person.has(Role.STEERING)


def is_moderator(person: Person) -> bool:
    """Moderates, or leads processes, in the whole organisation."""
    return person.has(Role.MODERATOR) or person.has(Role.PROCESS_LEAD)


def may_review_proposals(person: Person, process: Process) -> bool:
    """Decide on proposed statements, and on texts that were sent in spite of the question."""
    return belongs_to(person, process) and (is_moderator(person) or runs(person, process))


def may_enter_paper(person: Person) -> bool:
    """Enter paper forms for others."""
    return is_moderator(person)


def may_post_outcome(person: Person) -> bool:
    """Write down what came out of a meeting."""
    return is_moderator(person) or person.has(Role.COORDINATOR) or person.part is not None


def may_correct_outcome(person: Person, author: str) -> bool:
    """Correct what came out of a meeting, written by `author`."""
    leads = person.has(Role.PROCESS_LEAD) or person.part is not None
    return may_post_outcome(person) and (leads or person.object_id == author)


def may_audit(person: Person, process: Process) -> bool:
    """Look into settings, keys and audit trail."""
    return belongs_to(person, process) and is_auditor(person)


def may_confirm_publishing(person: Person, process: Process) -> bool:
    """Confirm, as the second person, that results are published before their day."""
    return runs(person, process)


def may_confirm_destroying(person: Person, process: Process) -> bool:
    """Confirm, as the second person, that something is deleted before its day."""
    return runs(person, process) or may_audit(person, process)


def is_auditor(person: Person) -> bool:
    """Audits for staff council or data protection."""
    return person.has(Role.AUDITOR)
