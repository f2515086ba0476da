"""Who may do something about a running process: its lead and the deputies, nobody else."""

from dialogs.turn import Turn
from participation.refusals import (
    BlockUnknownError,
    DeputyOnlyError,
    NotLeadingError,
    RehearsalOnlyError,
)
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def require_leads(process_id: str, turn: Turn, uow: UnitOfWork) -> Standing:
    """Return a process as it stands, or refuse whoever does not lead it.

    The role of a process lead is no key to a process that somebody else leads.
    """
    process = uow.processes.process(process_id)
    if process.tenant_id != turn.person.tenant_id:
        raise BlockUnknownError
    if uow.process_leads.part_of(process_id, turn.person) is None:
        raise NotLeadingError
    if process.is_rehearsal:
        raise RehearsalOnlyError
    return Standing(process=process, blocks=uow.processes.blocks(process))


def require_is_lead(process_id: str, turn: Turn, uow: UnitOfWork) -> Standing:
    """Return a process as it stands, or refuse whoever does not lead it: deputies as well."""
    standing = require_leads(process_id, turn, uow)
    if uow.process_leads.part_of(process_id, turn.person) != "lead":
        raise DeputyOnlyError
    return standing
