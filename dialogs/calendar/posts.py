"""What is posted to a block's channel, and by which keys it is found again."""

from datetime import datetime

from cards import block_card
from cards.elements.rehearsal_mark import as_shown
from cards.rehearsal import rehearsal_card
from content.words import words
from dialogs.reply import Card
from participation.process import Process, TopicBlock
from participation.rehearsal import next_step
from storage.unit_of_work import UnitOfWork


def say(
    process: Process,
    block: TopicBlock,
    key: str,
    card: Card,
    uow: UnitOfWork,
    until: datetime | None = None,
) -> None:
    """Post a card in the block's channel, once for each key; after `until` it is of no use.

    It goes in speaking hours only. What a rehearsal says somebody has just asked for.
    """
    place = uow.teams.channel(process.team_id, block.channel_id)
    if process.is_rehearsal:
        uow.outbox.post(key, place, as_shown(card, process, words(process.language)))
    else:
        uow.outbox.post(key, place, card, process_id=process.process_id, useful_until=until)


def show_block(process: Process, block: TopicBlock, key: str, uow: UnitOfWork) -> None:
    """Let the block's card say how things stand now."""
    count = uow.processes.shown_count(block)
    card = block_card.build(process, block, count, words(process.language))
    uow.outbox.update(key, post_key(block), as_shown(card, process, words(process.language)))


def show_rehearsal(process: Process, uow: UnitOfWork) -> None:
    """Let the card that steers a rehearsal say how things stand now."""
    step = next_step(uow.processes.blocks(process))
    card = rehearsal_card.build(process, step, words(process.language))
    at = f"{step.block.key}:{step.kind}" if step.block else step.kind
    key = started_key(process.process_id)
    uow.outbox.update(f"rehearsal:{process.process_id}:{at}", key, card)


def started_key(process_id: str) -> str:
    """Return the outbox key of the card that announced a process."""
    return f"process:{process_id}"


def announcement_key(block: TopicBlock) -> str:
    """Return the outbox key of the card that says when a block will open."""
    return f"announce:{block.block_id}"


def post_key(block: TopicBlock) -> str:
    """Return the outbox key of the card that invites to a block."""
    return f"open:{block.block_id}"


def reminder_key(block: TopicBlock) -> str:
    """Return what the outbox keys of a block's reminders begin with; the day follows."""
    return f"remind:{block.block_id}:"
