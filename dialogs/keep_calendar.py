"""The calendar: blocks open, remind, close, are sealed and published by themselves.

Every call does the one thing that is due first, in a transaction of its own together with what is
to be said about it. Called again and again it works off everything that is due; stopped at any
point it goes on where it was.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from analysis.summarise import summarise

from cards import block_card, published_card, reminder_card
from content.words import words
from dialogs.seal_block import seal_block
from participation.coarse_count import coarse_count
from participation.process import BlockState, Process, TopicBlock
from storage.calendar_entries import CalendarEntry
from storage.database import Database
from storage.unit_of_work import UnitOfWork

REMINDER_WINDOW = timedelta(hours=12)


def keep_calendar(now: datetime, database: Database) -> bool:
    """Do what is due first at `now`; return False if nothing was."""
    with database.read() as uow:
        unsealed = uow.processes.blocks_in(BlockState.CLOSED)
    for process, block in unsealed:
        seal_block(process, block, database)
    with database.write() as uow:
        entry = uow.calendar.next_waiting()
        if entry is None or entry.due_at > now:
            return bool(unsealed)
        _work_off(entry, now, uow)
    return True


def refresh_counts(now: datetime, database: Database) -> None:
    """Raise the coarse counts on the cards of open blocks; called at full hours only."""
    with database.write() as uow:
        for process, block in uow.processes.blocks_in(BlockState.OPEN):
            count = coarse_count(uow.responses.answered_count(block.block_id))
            if count > uow.processes.shown_count(block):
                uow.processes.raise_shown_count(block, count)
                _show_block(process, block, f"count:{block.block_id}:{count}", now, uow)


def next_due_at(now: datetime, database: Database) -> datetime | None:
    """Return when the calendar has to be kept next: an entry, or the next full hour of a count."""
    with database.read() as uow:
        entry = uow.calendar.next_waiting()
        has_higher_count = any(
            coarse_count(uow.responses.answered_count(block.block_id))
            > uow.processes.shown_count(block)
            for _, block in uow.processes.blocks_in(BlockState.OPEN)
        )
    moments = [entry.due_at] if entry else []
    if has_higher_count:
        moments.append(now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
    return min(moments, default=None)


def _work_off(entry: CalendarEntry, now: datetime, uow: UnitOfWork) -> None:
    process = uow.processes.process(entry.process_id)
    is_dropped = entry.kind == "reminds" and now - entry.due_at > REMINDER_WINDOW
    if entry.kind in OCCASIONS and not is_dropped:
        block = uow.processes.block(process, entry.block_key)
        is_dropped = not OCCASIONS[entry.kind](process, block, now, uow)
    uow.calendar.finish(entry, is_dropped=is_dropped)


def _open(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.PLANNED:
        return False
    opened = block.advanced(now)
    uow.keys.create(block.block_id)
    uow.processes.set_state(opened)
    # After an outage that lasted longer than the block an invitation would only mislead.
    if now < block.closes_at:
        place = uow.teams.channel(process.team_id, block.channel_id)
        card = block_card.build(process, opened, 0, words(process.language))
        uow.outbox.post(_post_key(block), place, card)
    return True


def _remind(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.OPEN or now >= block.closes_at:
        return False
    place = uow.teams.channel(process.team_id, block.channel_id)
    card = reminder_card.build(process, block, words(process.language))
    uow.outbox.post(f"remind:{block.block_id}:{now.date()}", place, card)
    return True


def _close(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.OPEN:
        return False
    closed = block.advanced(now)
    uow.processes.set_state(closed)
    _show_block(process, closed, f"closed:{block.block_id}", now, uow)
    return True


def _publish(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.SEALED:
        return False
    published = block.advanced(now)
    uow.processes.set_state(published)
    summary = summarise(process, published, uow.sealed.counts(block.block_id))
    spoken = words(process.language)
    place = uow.teams.channel(process.team_id, block.channel_id)
    card = published_card.build(process, published, summary, spoken)
    uow.outbox.post(f"published:{block.block_id}", place, card)
    _show_block(process, published, f"card_published:{block.block_id}", now, uow)
    return True


Occasion = Callable[[Process, TopicBlock, datetime, UnitOfWork], bool]

OCCASIONS: Mapping[str, Occasion] = {
    "opens": _open,
    "reminds": _remind,
    "closes": _close,
    "publishes": _publish,
}


def _show_block(
    process: Process, block: TopicBlock, key: str, now: datetime, uow: UnitOfWork
) -> None:
    count = uow.processes.shown_count(block)
    card = block_card.build(process, block, count, words(process.language))
    uow.outbox.update(key, _post_key(block), card)


def _post_key(block: TopicBlock) -> str:
    return f"open:{block.block_id}"
