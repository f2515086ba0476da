"""Somebody takes their own response back while the block is open, or in a pause."""

from cards import notice_card, own_answer_card, withdraw_card
from cards.withdraw_card import WithdrawInput
from content.words import words
from dialogs.answer_block import is_delivered, require_block, require_withdrawable
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.refusals import NothingToWithdrawError
from storage.unit_of_work import UnitOfWork


def withdraw_response(given: WithdrawInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask once whether it is meant, then forget the response, or show it again."""
    process, block = require_block(given.process_id, given.block_key, turn, uow)
    spoken = words(turn.person.language)
    title = spoken.text("dialogs.withdraw_response.title")
    found = uow.keys.load(block.block_id)
    if is_delivered(block, given.nonce, turn.person, found, uow):
        return Reply(notice_card.build("answer_withdrawn", spoken), title)
    keys = require_withdrawable(block, given.revision, turn, found)
    ballot = keys.ballot_of(turn.person)
    response = uow.responses.find(block.block_id, ballot)
    if response is None:
        raise NothingToWithdrawError(title=block.content.title)
    if given.is_kept:
        kept = own_answer_card.build(process, block, response, given.nonce, spoken)
        return Reply(kept, spoken.text("dialogs.answer_block.title"))
    if not given.is_confirmed:
        return Reply(withdraw_card.build(process, block, given.nonce, spoken), title)
    uow.responses.note_delivery(block.block_id, keys.delivery_of(ballot, given.nonce))
    uow.responses.remove(block.block_id, ballot=ballot, receipt=keys.receipt_of(turn.person))
    uow.drafts.remove_all(block.block_id, ballot)
    return Reply(notice_card.build("answer_withdrawn", spoken), title)
