"""Somebody picks one of the blocks that wait for them; its dialog opens in the same window."""

from cards.block_card import BlockRef
from dialogs.answer_block import open_block
from dialogs.reply import Reply
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def choose_block(ref: BlockRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the block's first page, or one's own answer, as its channel card does."""
    return open_block(ref, turn, uow)
