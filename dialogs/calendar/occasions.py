"""What happens to a block on each occasion, and what is said about it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from cards import (
    announcement_card,
    block_card,
    decision_card,
    published_card,
    reminder_card,
    thanks_card,
)
from content.words import words
from dialogs.calendar.posts import (
    announcement_key,
    post_key,
    reminder_key,
    say,
    show_block,
    started_key,
)
from dialogs.published import publish_summary, published_summary
from participation.process import BlockState, Process, TopicBlock
from participation.templates.schedule import local_day, next_midnight
from storage.unit_of_work import UnitOfWork

PUBLISHED = "publish_block"
"""What the audit trail calls a publication; what is told of it names the trail's head."""


def _announce(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    template = process.template
    # On the day itself the invitation says everything.
    is_near = local_day(now, template) >= local_day(block.opens_at, template)
    if block.state is not BlockState.PLANNED or is_near:
        return False
    card = announcement_card.build(process, block, words(process.language))
    say(process, block, announcement_key(block), card, uow, block.opens_at)
    return True


def _open(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.PLANNED:
        return False
    opened = block.advanced(now)
    uow.keys.create(block.block_id)
    uow.processes.set_state(opened)
    # After an outage that lasted longer than the block an invitation would only mislead.
    if now < block.closes_at:
        card = block_card.build(process, opened, 0, words(process.language))
        say(process, block, post_key(block), card, uow, block.closes_at)
    return True


def _remind(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.OPEN or now >= block.closes_at:
        return False
    # A block that has lost its keys takes no answers: nobody is asked in vain.
    if uow.keys.load(block.block_id) is None:
        return False
    card = reminder_card.build(process, block, words(process.language))
    tomorrow = next_midnight(now, process.template)
    key = f"{reminder_key(block)}{now.date()}"
    say(process, block, key, card, uow, min(tomorrow, block.closes_at))
    return True


def _close(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.OPEN:
        return False
    closed = block.advanced(now)
    uow.processes.set_state(closed)
    uow.drafts.forget(block.block_id)
    show_block(process, closed, f"closed:{block.block_id}", uow)
    over = reminder_card.build(process, closed, words(process.language))
    for key in uow.outbox.keys_of(reminder_key(block)):
        uow.outbox.update(f"over:{key}", key, over)
    return True


def _thank(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    is_closed = block.state in (BlockState.CLOSED, BlockState.SEALED)
    # Where nothing could be said while the block was open, nobody could take part.
    was_invited = process.is_rehearsal or uow.outbox.is_sent(post_key(block))
    if not is_closed or not was_invited or now >= block.publishes_at:
        return False
    shown = uow.processes.shown_count(block)
    card = thanks_card.build(process, block, shown, words(process.language))
    say(process, block, f"thanks:{block.block_id}", card, uow, block.publishes_at)
    return True


def _publish(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.SEALED:
        return False
    publish_now(process, block, now, uow)
    return True


def publish_now(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> None:
    """Publish a sealed block that is due: everybody gets the same figures at that moment."""
    published = block.advanced(now)
    uow.processes.set_state(published)
    publish_summary(process, published, now, uow)
    uow.audit.write(process.process_id, PUBLISHED, {"block": block.key}, at=now)
    say_results(process, published, uow)
    show_block(process, published, f"card_published:{block.block_id}", uow)


def say_results(process: Process, published: TopicBlock, uow: UnitOfWork) -> None:
    """Post the results of a published block in its channel."""
    summary = published_summary(process, published, uow)
    head = uow.audit.head_at(process.process_id, PUBLISHED, published.key)
    card = published_card.build(process, published, summary, words(process.language), head=head)
    say(process, published, f"published:{published.block_id}", card, uow)


def _purge(_process: Process, block: TopicBlock, _now: datetime, uow: UnitOfWork) -> bool:
    uow.sealed.forget_rows(block.block_id)
    return True


def _purge_texts(_process: Process, block: TopicBlock, _now: datetime, uow: UnitOfWork) -> bool:
    uow.sealed.forget_texts(block.block_id)
    return True


def decide(process: Process, now: datetime, uow: UnitOfWork) -> None:
    """Say where the process was announced that today is the day of the decision."""
    place = uow.outbox.place_of(started_key(process.process_id))
    if place is not None:
        card = decision_card.build(process, words(process.language))
        uow.outbox.post(
            f"decides:{process.process_id}",
            place,
            card,
            process_id=process.process_id,
            useful_until=next_midnight(now, process.template),
        )


Occasion = Callable[[Process, TopicBlock, datetime, UnitOfWork], bool]

OCCASIONS: Mapping[str, Occasion] = {
    "announces": _announce,
    "opens": _open,
    "reminds": _remind,
    "closes": _close,
    "thanks": _thank,
    "publishes": _publish,
    "purges": _purge,
    "purges_texts": _purge_texts,
}
"""What is done about a block by the kind of the entry; False if it was not to be done any more."""
