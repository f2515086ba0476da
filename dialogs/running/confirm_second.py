"""A second person confirms what a first one has asked for, or somebody lets it be."""

from dataclasses import replace

from cards import notice_card
from cards.running import confirm_second_card
from cards.running.confirm_second_card import SecondInput, SecondView
from content.words import words
from dialogs.reply import Reply
from dialogs.running.acting import Act, do_confirmed
from dialogs.running.cancel_process import CANCEL
from dialogs.running.destroy_early import DESTROY
from dialogs.running.leading import person_in
from dialogs.running.leads import parts_of
from dialogs.running.publish_early import PUBLISH
from dialogs.turn import Turn
from participation.refusals import AskerGoneError, BlockUnknownError, CardNotUnderstoodError
from participation.running.act import ActInput
from participation.running.seconds import PendingAct
from participation.running.standing import Standing, fingerprint
from storage.unit_of_work import UnitOfWork

ACTS = {"cancel_process": CANCEL, "publish_early": PUBLISH, "destroy_early": DESTROY}


def open_confirm_second(given: SecondInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what is asked for."""
    return confirm_second(replace(given, action="open", nonce=turn.nonce), turn, uow)


def confirm_second(given: SecondInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Do what two people want now, or forget it, once however often it is delivered."""
    standing = _standing(given.process_id, turn, uow)
    if not given.nonce:
        raise CardNotUnderstoodError
    if uow.audit.has(given.process_id, given.nonce):
        return _done("second_settled", turn)
    pending = uow.pending_acts.find(given.process_id, given.request_id, turn.now)
    person, process = person_in(given.process_id, turn, uow), standing.process
    pending.require_concerns(person, process)
    if given.action == "decline":
        _settle("decline_second", pending, given, turn, uow)
        return _done("second_declined", turn)
    view = _view(pending, standing, given, turn, uow)
    seen = fingerprint(standing, view.act.after) if view.act.after else ""
    if given.action != "do" or given.seen != seen:
        return _page(replace(view, has_changed=given.action == "do"), turn)
    pending.require_second(person, process)
    if view.part is None:
        raise AskerGoneError
    _settle("confirm_second", pending, given, turn, uow)
    do_confirmed(_act(pending), view.act, turn, uow)
    return _done("second_confirmed", turn)


def _standing(process_id: str, turn: Turn, uow: UnitOfWork) -> Standing:
    process = uow.processes.process(process_id)
    if process.tenant_id != turn.person.tenant_id or process.is_rehearsal:
        raise BlockUnknownError
    return Standing(process=process, blocks=uow.processes.blocks(process))


def _act(pending: PendingAct) -> Act:
    return ACTS[pending.act]


def _view(
    pending: PendingAct, standing: Standing, given: SecondInput, turn: Turn, uow: UnitOfWork
) -> SecondView:
    act = _act(pending)
    asked = ActInput(
        process_id=pending.process_id,
        block_key=pending.block_key,
        nonce=pending.request_id,
        form=pending.form,
    )
    view = act.begin(asked, standing, turn.now)
    row = pending.form.get("row", "")
    texts = uow.sealed.texts(f"{pending.process_id}:{pending.block_key}") if row else {}
    return SecondView(
        pending=pending,
        act=replace(view, after=act.outcome(view, turn.now)),
        nonce=given.nonce,
        part=parts_of(pending.process_id, uow).get(pending.asked_by),
        is_own=pending.is_asked_by(turn.person),
        shown_text=texts.get(row, ""),
    )


def _settle(how: str, pending: PendingAct, given: SecondInput, turn: Turn, uow: UnitOfWork) -> None:
    uow.pending_acts.remove(pending)
    named = {"block": pending.block_key} if pending.block_key else {}
    uow.audit.write(
        pending.process_id,
        how,
        {"asked": pending.act, **named, "person": pending.asked_by},
        at=turn.now,
        actor=turn.person.object_id,
        dialog=given.nonce,
    )


def _page(view: SecondView, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    card = confirm_second_card.build(view, spoken)
    return Reply(card, spoken.text("dialogs.confirm_second.title"))


def _done(notice: str, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    title = spoken.text("dialogs.confirm_second.title")
    return Reply(notice_card.build(notice, spoken), title)
