"""What is posted to a block's channel, and by which keys it is found again."""

from cards import block_card
from content.words import words
from dialogs.reply import Card
from participation.process import Process, TopicBlock
from storage.unit_of_work import UnitOfWork


def say(process: Process, block: TopicBlock, key: str, card: Card, uow: UnitOfWork) -> None:
    """Post a card in the block's channel, once for each key."""
    uow.outbox.post(key, uow.teams.channel(process.team_id, block.channel_id), card)


def show_block(process: Process, block: TopicBlock, key: str, uow: UnitOfWork) -> None:
    """Let the block's card say how things stand now."""
    count = uow.processes.shown_count(block)
    card = block_card.build(process, block, count, words(process.language))
    uow.outbox.update(key, post_key(block), card)


def started_key(process_id: str) -> str:
    """Return the outbox key of the card that announced a process."""
    return f"process:{process_id}"


def post_key(block: TopicBlock) -> str:
    """Return the outbox key of the card that invites to a block."""
    return f"open:{block.block_id}"


def reminder_key(block: TopicBlock) -> str:
    """Return what the outbox keys of a block's reminders begin with; the day follows."""
    return f"remind:{block.block_id}:"
