"""Who may do something about a running process: its lead and the deputies, nobody else."""

from dataclasses import replace

from dialogs.turn import Turn
from participation.people import Person
from participation.refusals import (
    BlockUnknownError,
    DeputyOnlyError,
    NotLeadingError,
    RehearsalOnlyError,
)
from participation.roles import may_change, may_name_deputies
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def person_in(process_id: str, turn: Turn, uow: UnitOfWork) -> Person:
    """Return who acts, with their part in a process."""
    return replace(turn.person, part=uow.process_leads.part_of(process_id, turn.person))


def require_leads(process_id: str, turn: Turn, uow: UnitOfWork) -> Standing:
    """Return a process as it stands, or refuse whoever does not lead it.

    The role of a process lead is no key to a process that somebody else leads.
    """
    process = uow.processes.process(process_id)
    if process.tenant_id != turn.person.tenant_id:
        raise BlockUnknownError
    if not may_change(person_in(process_id, turn, uow), process):
        raise NotLeadingError
    if process.is_rehearsal:
        raise RehearsalOnlyError
    return Standing(process=process, blocks=uow.processes.blocks(process))


def require_is_lead(process_id: str, turn: Turn, uow: UnitOfWork) -> Standing:
    """Return a process as it stands, or refuse whoever does not lead it: deputies as well."""
    standing = require_leads(process_id, turn, uow)
    if not may_name_deputies(person_in(process_id, turn, uow), standing.process):
        raise DeputyOnlyError
    return standing
