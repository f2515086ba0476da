"""Whoever audits looks into a process: what was settled, how its keys stand, what was done to it.

They see no answer and no result that others do not see. Looking leaves no trace.
"""

from cards import refusal_card
from cards.running import show_audit_card
from cards.running.show_audit_card import AuditRef, AuditView, key_state
from content.words import words
from dialogs.privately import send_privately
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.process import Process
from participation.refusals import BlockUnknownError, NotAuditorError
from participation.roles import is_auditor, may_audit
from storage.unit_of_work import UnitOfWork


def offer_audit(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Send the button into the personal chat; what a channel reads is the same for everybody."""
    spoken = words(turn.person.language)
    card = show_audit_card.build_offer(spoken)
    if not is_auditor(turn.person):
        card = refusal_card.build(NotAuditorError(), spoken)
    send_privately("audit", card, turn, uow)


def open_audit(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the only process, or all to choose from."""
    return show_audit(AuditRef(), turn, uow)


def show_audit(given: AuditRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show one process, a page of its trail, or the list of all."""
    spoken = words(turn.person.language)
    title = spoken.text("dialogs.show_audit.title")
    processes = _processes(turn, uow)
    if given.process_id:
        process = _found(given.process_id, processes)
    elif len(processes) == 1:
        process = processes[0]
    else:
        return Reply(show_audit_card.build_list(processes, spoken), title)
    view = _view(process, given.page, uow, has_others=len(processes) > 1)
    return Reply(show_audit_card.build(view, spoken), title)


def _processes(turn: Turn, uow: UnitOfWork) -> list[Process]:
    """Return what there is to audit, the latest first; a rehearsal is nobody's participation."""
    if not is_auditor(turn.person):
        raise NotAuditorError
    found = [
        one
        for one in uow.processes.of_tenant(turn.person.tenant_id)
        if may_audit(turn.person, one) and not one.is_rehearsal
    ]
    return sorted(found, key=lambda one: one.template.topic_blocks[0].opens_on, reverse=True)


def _found(process_id: str, processes: list[Process]) -> Process:
    found = next((one for one in processes if one.process_id == process_id), None)
    if found is None:
        raise BlockUnknownError
    return found


def _view(process: Process, page: int, uow: UnitOfWork, *, has_others: bool) -> AuditView:
    keys = [
        (block, key_state(block, has_key=uow.keys.load(block.block_id) is not None))
        for block in uow.processes.blocks(process)
    ]
    try:
        entries = uow.audit.entries(process.process_id)
    except (ValueError, TypeError):
        entries = None
    return AuditView(
        process=process,
        keys=keys,
        entries=entries,
        examined=None if entries is None else uow.audit.examined(entries),
        page=page,
        has_others=has_others,
    )
