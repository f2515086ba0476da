"""Who decides on what participants have written: moderators, and whoever leads the process."""

from dialogs.running.leading import person_in
from dialogs.turn import Turn
from participation.process import Process
from participation.refusals import NotModeratorError
from participation.roles import is_moderator, may_review_proposals
from storage.unit_of_work import UnitOfWork


def may_review(process: Process, turn: Turn, uow: UnitOfWork) -> bool:
    """Say whether somebody decides on what was written in a process."""
    return may_review_proposals(person_in(process.process_id, turn, uow), process)


def require_may_review_any(turn: Turn, uow: UnitOfWork) -> None:
    """Refuse whoever decides on nothing in any process of the organisation."""
    processes = uow.processes.of_tenant(turn.person.tenant_id)
    if not is_moderator(turn.person) and not any(may_review(one, turn, uow) for one in processes):
        raise NotModeratorError
