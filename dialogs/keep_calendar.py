"""The calendar: blocks open, remind, close, are sealed and published by themselves.

What is due is a list of tasks. Each is done in a transaction of its own together with what is to be
said about it, so the program may stop at any point and goes on where it was. A task that fails
holds up the later tasks of its own block, and nothing else.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from analysis.summarise import summarise
from cards import block_card, decision_card, published_card, reminder_card
from content.words import words
from dialogs.reply import Card
from dialogs.seal_block import seal_block
from participation.coarse_count import coarse_count
from participation.process import BlockState, Process, TopicBlock
from storage.calendar_entries import CalendarEntry
from storage.database import Database, RewriteBlockedError
from storage.unit_of_work import UnitOfWork

REMINDER_WINDOW = timedelta(hours=12)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is due: an entry of the calendar, or the sealing of a closed block."""

    process_id: str
    block_key: str
    entry: CalendarEntry | None = None


def due_tasks(now: datetime, database: Database) -> tuple[Task, ...]:
    """Return what is due at `now`, in the order in which it is to be done."""
    with database.read() as uow:
        closed = uow.processes.blocks_in(BlockState.CLOSED)
        entries = uow.calendar.waiting_until(now)
    sealing = tuple(Task(process.process_id, block.key) for process, block in closed)
    return sealing + tuple(Task(entry.process_id, entry.block_key, entry) for entry in entries)


def do_task(task: Task, now: datetime, database: Database) -> None:
    """Do one thing that is due. What was done meanwhile is not done again."""
    if task.entry is None:
        with database.read() as uow:
            process = uow.processes.process(task.process_id)
            block = uow.processes.block(process, task.block_key)
        seal_block(process, block, database)
        return
    with database.write() as uow:
        if uow.calendar.is_waiting(task.entry):
            _work_off(task.entry, now, uow)


def keep_hour(now: datetime, database: Database) -> None:
    """Do what belongs to full hours: coarse counts on cards, and order out of the file.

    Between two full hours neither a card nor the file's pages are changed by anything but answers
    themselves; rewriting the file puts them in an order that tells nothing of time.
    """
    with database.write() as uow:
        for process, block in uow.processes.blocks_in(BlockState.OPEN):
            count = coarse_count(uow.responses.answered_count(block.block_id))
            if count > uow.processes.shown_count(block):
                uow.processes.raise_shown_count(block, count)
                _show_block(process, block, f"count:{block.block_id}:{count}", uow)
    # Somebody is reading for long; the next full hour will do.
    with suppress(RewriteBlockedError):
        database.rewrite()


def next_due_at(after: datetime, database: Database) -> datetime | None:
    """Return when the calendar has to be kept next after `after`.

    That is an entry's time, or the next full hour if answers have come since the last.
    """
    with database.read() as uow:
        moments = [uow.calendar.next_waiting_at(after)]
    if database.tells_order:
        moments.append(after.replace(minute=0, second=0, microsecond=0) + HOUR)
    return min((moment for moment in moments if moment), default=None)


def _work_off(entry: CalendarEntry, now: datetime, uow: UnitOfWork) -> None:
    process = uow.processes.process(entry.process_id)
    is_dropped = entry.kind == "reminds" and now - entry.due_at > REMINDER_WINDOW
    if entry.kind == "decides":
        _decide(process, uow)
    elif not is_dropped:
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
        card = block_card.build(process, opened, 0, words(process.language))
        _say(process, block, _post_key(block), card, uow)
    return True


def _remind(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.OPEN or now >= block.closes_at:
        return False
    card = reminder_card.build(process, block, words(process.language))
    _say(process, block, f"{_reminder_key(block)}{now.date()}", card, uow)
    return True


def _close(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.OPEN:
        return False
    closed = block.advanced(now)
    uow.processes.set_state(closed)
    _show_block(process, closed, f"closed:{block.block_id}", uow)
    over = reminder_card.build(process, closed, words(process.language))
    for key in uow.outbox.keys_of(_reminder_key(block)):
        uow.outbox.update(f"over:{key}", key, over)
    return True


def _publish(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.SEALED:
        return False
    published = block.advanced(now)
    uow.processes.set_state(published)
    summary = summarise(process, published, uow.sealed.counts(block.block_id))
    card = published_card.build(process, published, summary, words(process.language))
    _say(process, block, f"published:{block.block_id}", card, uow)
    _show_block(process, published, f"card_published:{block.block_id}", uow)
    return True


def _purge(_process: Process, block: TopicBlock, _now: datetime, uow: UnitOfWork) -> bool:
    uow.sealed.forget_rows(block.block_id)
    return True


def _decide(process: Process, uow: UnitOfWork) -> None:
    place = uow.outbox.place_of(started_key(process.process_id))
    if place is not None:
        card = decision_card.build(process, words(process.language))
        uow.outbox.post(f"decides:{process.process_id}", place, card)


Occasion = Callable[[Process, TopicBlock, datetime, UnitOfWork], bool]

OCCASIONS: Mapping[str, Occasion] = {
    "opens": _open,
    "reminds": _remind,
    "closes": _close,
    "publishes": _publish,
    "purges": _purge,
}


def _say(process: Process, block: TopicBlock, key: str, card: Card, uow: UnitOfWork) -> None:
    uow.outbox.post(key, uow.teams.channel(process.team_id, block.channel_id), card)


def _show_block(process: Process, block: TopicBlock, key: str, uow: UnitOfWork) -> None:
    count = uow.processes.shown_count(block)
    card = block_card.build(process, block, count, words(process.language))
    uow.outbox.update(key, _post_key(block), card)


def started_key(process_id: str) -> str:
    """Return the outbox key of the card that announced a process."""
    return f"process:{process_id}"


def _reminder_key(block: TopicBlock) -> str:
    return f"remind:{block.block_id}:"


def _post_key(block: TopicBlock) -> str:
    return f"open:{block.block_id}"
