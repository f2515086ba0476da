"""A moderator enters what somebody has answered on paper, under the same rules."""

from dataclasses import replace

from cards.block_card import BlockRef
from cards.paper import enter_paper_card
from cards.paper.enter_paper_card import PaperInput
from cards.withdraw_card import WithdrawInput
from content.words import words
from dialogs.answer_block import answer_block, open_block, require_block
from dialogs.find_block import find_block
from dialogs.reply import Reply
from dialogs.turn import Turn
from dialogs.withdraw_response import withdraw_response
from participation.paper import author_of, new_slip, require_may_enter, slip_of
from participation.process import BlockState, TopicBlock
from participation.refusals import SlipUnknownError
from storage.unit_of_work import UnitOfWork


def offer_paper(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Answer the command with a card whose button opens the dialog."""
    require_may_enter(turn.person)
    card = enter_paper_card.build_offer(words(turn.person.language))
    uow.outbox.post(f"paper:{turn.cause}", turn.place, card)


def open_paper(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask which block the form belongs to, and whether it has been entered before."""
    require_may_enter(turn.person)
    spoken = words(turn.person.language)
    blocks = [
        (process.process_id, block.key, block.content.title.to(spoken.language))
        for process, block in uow.processes.blocks_in(BlockState.OPEN)
        if process.tenant_id == turn.person.tenant_id
        and turn.place.team_id in ("", process.team_id)
    ]
    card = enter_paper_card.build(blocks, turn.nonce, spoken)
    return Reply(card, spoken.text("paper.title"))


def enter_paper(given: PaperInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Let the answer dialog work for the form's author instead of for whoever enters it."""
    require_may_enter(turn.person)
    turn = _in_its_channel(given, turn, uow)
    _, block = require_block(given.process_id, given.block_key, turn, uow)
    slip = slip_of(given.slip) if given.slip.strip() else new_slip(given.nonce)
    author = replace(turn, person=author_of(slip, turn.person))
    if given.sent is None and given.slip.strip():
        _require_entered(block, author, uow)
    reply = _delegated(given, block, author, uow)
    spoken = words(turn.person.language)
    card = enter_paper_card.as_paper(reply.card, slip, spoken)
    return replace(reply, card=card, title=spoken.text("paper.title"))


def _in_its_channel(given: PaperInput, turn: Turn, uow: UnitOfWork) -> Turn:
    """Return the turn as if it came from the block's channel, if it comes from the same team.

    Whoever enters forms was asked for the command, not for the right channel.
    """
    process, block = find_block(given.process_id, given.block_key, turn, uow)
    if turn.place.team_id != process.team_id:
        return turn
    return replace(turn, place=replace(turn.place, channel_id=block.channel_id))


def _delegated(given: PaperInput, block: TopicBlock, author: Turn, uow: UnitOfWork) -> Reply:
    if given.sent is None:
        ref = BlockRef(
            process_id=given.process_id, block_key=given.block_key, revision=block.revision
        )
        return open_block(ref, author, uow)
    if isinstance(given.sent, WithdrawInput):
        return withdraw_response(given.sent, author, uow)
    return answer_block(given.sent, author, uow)


def _require_entered(block: TopicBlock, author: Turn, uow: UnitOfWork) -> None:
    """Refuse a number that no form of this block has: a slip of the pen would add a form."""
    keys = uow.keys.load(block.block_id)
    ballot = keys.ballot_of(author.person) if keys else b""
    is_stored = uow.responses.find(block.block_id, ballot) is not None
    if not is_stored and not uow.drafts.of(block.block_id, ballot):
        raise SlipUnknownError
