"""Somebody picks one of the blocks that wait for them; its dialog opens in the same window."""

from cards.block_card import BlockRef
from dialogs.answer_block import open_block, open_second_round
from dialogs.reply import Reply
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def choose_block(ref: BlockRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the block's first page, or one's own answer, as its channel card does; or ask at once
    what has come in since one's answer."""
    if ref.is_second_round:
        return open_second_round(ref, turn, uow)
    return open_block(ref, turn, uow)
