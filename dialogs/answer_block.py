"""Staff answer a topic block: open the dialog, walk through its pages, send, change.

Every step is kept as a draft before its answer goes out. Nothing of it counts before it is sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from cards.block_card import BlockRef
from dialogs.answer_pages import Dialog, beginning, conflict, entrance, gone, page, receipt
from dialogs.answer_texts import concerns_of_step
from dialogs.find_block import find_block, require_asked
from dialogs.look_over import asking
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.drafts import Draft, Standing, backward, first_gap, forward, next_new_page
from participation.people import Person
from participation.process import Process, TopicBlock
from participation.proposals import ProposedStatement
from participation.refusals import (
    AnswerMissingError,
    AnswersLockedError,
    CardNotUnderstoodError,
    NotInChannelError,
    ParticipationError,
)
from participation.responses import Response, new_items, respond
from participation.secrecy import BlockKeys
from participation.steps import REVIEW_PAGE, AnswerInput
from storage.unit_of_work import UnitOfWork


def open_block(ref: BlockRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show where somebody was, one's own answer to somebody who has answered, else a first page.

    In a pause one's own answer is still there to be looked at and taken back.
    """
    dialog = _opened(ref, turn, uow)
    if dialog.block.is_paused and dialog.standing.stored:
        return beginning(dialog)
    dialog.block.require_open(turn.now)
    return entrance(dialog)


def open_second_round(ref: BlockRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask what came in since somebody's answer; where nothing of it is left, as `open_block`."""
    dialog = _opened(ref, turn, uow)
    stored = dialog.standing.stored
    is_left = stored and new_items(dialog.block.content, stored.answers)
    if not is_left or dialog.standing.unfinished or not dialog.block.is_open(turn.now):
        return open_block(ref, turn, uow)
    return _asks_new(dialog)


def _opened(ref: BlockRef, turn: Turn, uow: UnitOfWork) -> Dialog:
    process, block = require_block(ref.process_id, ref.block_key, turn, uow)
    keys = require_withdrawable(block, ref.revision, turn, uow.keys.load(block.block_id))
    standing = standing_of(block, keys, turn.person, uow)
    return Dialog(process=process, block=block, turn=turn, nonce=turn.nonce, standing=standing)


def answer_block(given: AnswerInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Keep a step and turn the page, or store the whole response, in one transaction."""
    process, block = require_block(given.process_id, given.block_key, turn, uow)
    found = uow.keys.load(block.block_id)
    if is_delivered(block, given.nonce, turn.person, found, uow):
        return receipt(process, block, turn)
    keys = require_answerable(block, given.revision, turn, found)
    standing = standing_of(block, keys, turn.person, uow)
    dialog = Dialog(process=process, block=block, turn=turn, nonce=given.nonce, standing=standing)
    return ACTIONS[given.action](dialog, given, uow)


def require_block(
    process_id: str, block_key: str, turn: Turn, uow: UnitOfWork
) -> tuple[Process, TopicBlock]:
    """Return the block that a card names, or refuse a foreign one, place or person."""
    process, block = find_block(process_id, block_key, turn, uow)
    block.require_place(turn.place)
    if block.channel_id not in turn.member_of:
        raise NotInChannelError(title=block.content.title)
    require_asked(turn.person, process, block.content.title)
    return process, block


def require_answerable(
    block: TopicBlock, revision: int, turn: Turn, keys: BlockKeys | None
) -> BlockKeys:
    """Return the keys of an open block; a block without keys never takes answers again."""
    block.require_open(turn.now)
    return require_withdrawable(block, revision, turn, keys)


def require_withdrawable(
    block: TopicBlock, revision: int, turn: Turn, keys: BlockKeys | None
) -> BlockKeys:
    """Return the keys of a block that is open, or would be if it were not paused."""
    block.require_withdrawable(turn.now)
    block.require_revision(revision)
    if keys is None:
        raise AnswersLockedError(title=block.content.title, closes_at=block.closes_at)
    return keys


def is_delivered(
    block: TopicBlock, nonce: str, person: Person, keys: BlockKeys | None, uow: UnitOfWork
) -> bool:
    """Say whether this dialog was worked off before; Teams repeats what it saw no answer to."""
    if keys is None:
        return False
    delivery = keys.delivery_of(keys.ballot_of(person), nonce)
    return uow.responses.is_delivered(block.block_id, delivery)


def store(
    response: Response,
    block: TopicBlock,
    keys: BlockKeys,
    nonce: str,
    person: Person,
    uow: UnitOfWork,
) -> None:
    """Keep the response under its ballot and note that this dialog is done."""
    ballot = keys.ballot_of(person)
    uow.responses.note_delivery(block.block_id, keys.delivery_of(ballot, nonce))
    uow.responses.put(
        block.block_id,
        ballot=ballot,
        receipt=keys.receipt_of(person),
        response=response,
        is_on_paper=bool(person.slip),
    )


def standing_of(block: TopicBlock, keys: BlockKeys, person: Person, uow: UnitOfWork) -> Standing:
    """Return what somebody has sent and begun in a block."""
    ballot = keys.ballot_of(person)
    return Standing(
        keys=keys,
        ballot=ballot,
        stored=uow.responses.find(block.block_id, ballot),
        drafts=uow.drafts.of(block.block_id, ballot),
    )


def _step(dialog: Dialog, given: AnswerInput, uow: UnitOfWork) -> Reply:
    """Go to the next page or the one before, with what this one held."""
    draft = _named(dialog, given, uow)
    if draft is None:
        return _late(dialog)
    if given.page != draft.page:
        raise CardNotUnderstoodError
    try:
        moved = _moved(dialog, draft, given)
    except ParticipationError as refusal:
        return page(dialog, draft, refusal=refusal, typed=given.entries)
    if concerns := concerns_of_step(dialog.block, draft, moved, given):
        again = page(dialog, draft, typed=given.entries)
        return asking(again, concerns, "answer", dialog.turn, action=given.action)
    return page(dialog, _keep(dialog, draft, moved, uow))


def _moved(dialog: Dialog, draft: Draft, given: AnswerInput) -> Draft:
    """Return the draft after the step; no other way leads from entries into a draft."""
    template = dialog.process.template
    if given.action == "next":
        return forward(draft, dialog.steps, given.entries, template)
    entries = None if given.action == "leave" else given.entries
    return backward(draft, dialog.steps, entries, template)


def _send(dialog: Dialog, given: AnswerInput, uow: UnitOfWork) -> Reply:
    """Store the response, unless another has been stored that the person has not seen."""
    draft, standing, block = _named(dialog, given, uow), dialog.standing, dialog.block
    if draft is None:
        return _late(dialog)
    if draft.page != REVIEW_PAGE:
        raise CardNotUnderstoodError
    try:
        response = respond(
            dialog.process.template,
            block.content,
            department=draft.department,
            answers=draft.answers,
        )
    except AnswerMissingError as refusal:
        return _back_to_gap(dialog, draft, refusal, uow)
    if standing.is_overtaken(draft) and given.seen != standing.state_of(standing.change):
        return conflict(dialog, draft)
    store(response, block, standing.keys, given.nonce, dialog.turn.person, uow)
    uow.drafts.remove(block.block_id, standing.ballot, draft.dialog)
    return receipt(dialog.process, block, dialog.turn)


def _back_to_gap(
    dialog: Dialog, draft: Draft, refusal: AnswerMissingError, uow: UnitOfWork
) -> Reply:
    """Lead to what has to be answered and is not, such as a statement that came in meanwhile."""
    moved = replace(draft, page=first_gap(draft, dialog.steps))
    return page(dialog, _keep(dialog, draft, moved, uow), refusal=refusal)


def _change(dialog: Dialog, _given: AnswerInput, _uow: UnitOfWork) -> Reply:
    """Begin from the stored response, in a new dialog."""
    return page(dialog.anew(), dialog.standing.change)


def _extend(dialog: Dialog, _given: AnswerInput, _uow: UnitOfWork) -> Reply:
    """Ask the statements that came in after the stored response, in a new dialog."""
    return _asks_new(dialog.anew())


def _asks_new(dialog: Dialog) -> Reply:
    stored = dialog.standing.change
    begun = replace(stored, page=next_new_page(stored, dialog.steps))
    return page(dialog, begun, is_second_round=begun.page != REVIEW_PAGE)


def _step_new(dialog: Dialog, given: AnswerInput, uow: UnitOfWork) -> Reply:
    """Keep a vote on a statement that came in, and go to the next of these."""
    draft = _named(dialog, given, uow)
    if draft is None:
        own = dialog.standing.own(dialog.nonce)
        return page(dialog, own, is_second_round=own.page != REVIEW_PAGE) if own else gone(dialog)
    shown = {step.page: step for step in dialog.steps}.get(given.page)
    if shown is None or not isinstance(shown.statement, ProposedStatement):
        raise CardNotUnderstoodError
    voted = _moved(dialog, replace(draft, page=given.page), replace(given, action="next"))
    moved = replace(voted, page=next_new_page(voted, dialog.steps))
    return page(dialog, _keep(dialog, draft, moved, uow), is_second_round=moved.page != REVIEW_PAGE)


def _discard(dialog: Dialog, given: AnswerInput, uow: UnitOfWork) -> Reply:
    """Forget the draft that was shown, and begin in a new dialog."""
    draft = dialog.standing.named(given.state)
    if draft:
        uow.drafts.remove(dialog.block.block_id, dialog.standing.ballot, draft.dialog)
    return beginning(dialog.anew())


def _resume(dialog: Dialog, given: AnswerInput, uow: UnitOfWork) -> Reply:
    """Go on with a draft after having seen what is stored."""
    draft, standing = _named(dialog, given, uow), dialog.standing
    if draft is None:
        return _late(dialog)
    if given.seen != standing.state_of(standing.change):
        return conflict(dialog, draft)
    rebased = replace(draft, base=standing.change.base)
    return page(dialog, _keep(dialog, draft, rebased, uow))


def _open(dialog: Dialog, _given: AnswerInput, _uow: UnitOfWork) -> Reply:
    """Show how things stand, in a new dialog."""
    return entrance(dialog.anew())


ACTIONS: Mapping[str, Callable[[Dialog, AnswerInput, UnitOfWork], Reply]] = {
    "next": _step,
    "back": _step,
    "leave": _step,
    "send": _send,
    "change": _change,
    "extend": _extend,
    "next_new": _step_new,
    "discard": _discard,
    "resume": _resume,
    "open": _open,
}


def _named(dialog: Dialog, given: AnswerInput, uow: UnitOfWork) -> Draft | None:
    """Return the draft that the page was made from, or None if it is no longer so."""
    standing, block = dialog.standing, dialog.block
    own = standing.own(given.nonce)
    if own:
        return own if standing.state_of(own) == given.state else None
    begun = standing.keys.beginning_of(standing.ballot, given.nonce)
    if uow.responses.is_delivered(block.block_id, begun):
        return None
    return standing.named(given.state)


def _late(dialog: Dialog) -> Reply:
    """Answer what comes late or twice with the page on which the dialog stands now."""
    own = dialog.standing.own(dialog.nonce)
    return page(dialog, own) if own else gone(dialog)


def _keep(dialog: Dialog, before: Draft, draft: Draft, uow: UnitOfWork) -> Draft:
    """Keep the draft as this dialog's own; the one that it was made from stays as it was."""
    standing, block_id = dialog.standing, dialog.block.block_id
    kept = standing.kept(draft, dialog.nonce)
    if before.dialog != kept.dialog:
        begun = standing.keys.beginning_of(standing.ballot, dialog.nonce)
        uow.responses.note_delivery(block_id, begun)
        uow.drafts.mark_taken_over(block_id, standing.ballot, before.dialog)
    uow.drafts.put(block_id, standing.ballot, kept)
    return kept
