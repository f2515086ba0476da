"""A block has come to another channel: what still makes sense of what was said is said there."""

from datetime import datetime

from cards import announcement_card, block_card
from content.words import words
from dialogs.calendar.occasions import say_results
from dialogs.calendar.posts import announcement_key, post_key, say
from participation.process import BlockState, Process, TopicBlock
from participation.templates.schedule import local_day
from storage.unit_of_work import UnitOfWork


def was_announced(block: TopicBlock, uow: UnitOfWork) -> bool:
    """Say whether a block has been announced in the channel that it still has."""
    return uow.outbox.place_of(announcement_key(block)) is not None


def restate(
    process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork, *, is_announced: bool
) -> None:
    """Say where a block stands now: coming up, open, being evaluated, or its results.

    Reminders and thanks are of their own day and are not repeated.
    """
    spoken = words(process.language)
    if block.state is BlockState.PUBLISHED:
        say_results(process, block, uow)
    elif block.state is BlockState.PLANNED:
        template = process.template
        is_early = local_day(now, template) < local_day(block.opens_at, template)
        if is_announced and is_early:
            card = announcement_card.build(process, block, spoken)
            say(process, block, announcement_key(block), card, uow, block.opens_at)
    elif block.state is not BlockState.CANCELLED:
        card = block_card.build(process, block, uow.processes.shown_count(block), spoken)
        until = block.closes_at if block.state is BlockState.OPEN else block.publishes_at
        say(process, block, post_key(block), card, uow, until)
