"""The calendar: blocks open, remind, close, are sealed and published by themselves.

What is due is a list of tasks. Each is done in a transaction of its own together with what is to be
said about it, so the program may stop at any point and goes on where it was. A task that fails
holds up the later tasks of its own block, and nothing else.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.calendar.occasions import OCCASIONS, decide
from dialogs.calendar.posts import show_block
from dialogs.destroy_answers import destroy_answers
from dialogs.seal_block import seal_block
from participation.coarse_count import coarse_count
from participation.process import BlockState
from storage.calendar_entries import CalendarEntry
from storage.database import Database, RewriteBlockedError
from storage.unit_of_work import UnitOfWork

REMINDER_WINDOW = timedelta(hours=12)
HOUR = timedelta(hours=1)
UNFINISHED_FORMS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is due: an entry of the calendar, or what has to become of answers.

    Without an entry a closed block is sealed, and the answers of a cancelled one are destroyed.
    """

    process_id: str
    block_key: str
    entry: CalendarEntry | None = None


def due_tasks(now: datetime, database: Database) -> tuple[Task, ...]:
    """Return what is due at `now`, in the order in which it is to be done."""
    with database.read() as uow:
        over = uow.processes.blocks_in(BlockState.CLOSED)
        over += uow.processes.with_answers_to_destroy()
        entries = uow.calendar.waiting_until(now)
    first = tuple(Task(process.process_id, block.key) for process, block in over)
    return first + tuple(Task(entry.process_id, entry.block_key, entry) for entry in entries)


def do_task(task: Task, now: datetime, database: Database) -> None:
    """Do one thing that is due. What was done meanwhile is not done again."""
    if task.entry is None:
        with database.read() as uow:
            process = uow.processes.process(task.process_id)
            block = uow.processes.block(process, task.block_key)
        if block.state is BlockState.CANCELLED:
            destroy_answers(block, database)
        else:
            seal_block(process, block, database)
        return
    with database.write() as uow:
        if uow.calendar.is_waiting(task.entry):
            _work_off(task.entry, now, uow)


def keep_hour(now: datetime, database: Database) -> None:
    """Do what belongs to full hours: coarse counts, forms given up, order out of the file.

    Between two full hours neither a card nor the file's pages are changed by anything but answers
    themselves; rewriting the file puts them in an order that tells nothing of time.
    """
    with database.write() as uow:
        uow.unfinished_forms.forget_unchanged_since(now - UNFINISHED_FORMS_KEPT)
        for process, block in uow.processes.blocks_in(BlockState.OPEN):
            count = coarse_count(uow.responses.answered_count(block.block_id))
            if count > uow.processes.shown_count(block):
                uow.processes.raise_shown_count(block, count)
                show_block(process, block, f"count:{block.block_id}:{count}", uow)
    # Somebody is reading for long; the next full hour will do.
    with suppress(RewriteBlockedError):
        database.rewrite()


def next_due_at(after: datetime, database: Database) -> datetime | None:
    """Return when the calendar has to be kept next after `after`.

    That is an entry's time, or the next full hour if answers have come since the last or a form
    has rested for too long.
    """
    with database.read() as uow:
        moments = [uow.calendar.next_waiting_at(after)]
        resting_since = uow.unfinished_forms.unchanged_longest_since()
    if resting_since:
        moments.append(_next_hour(max(after, resting_since + UNFINISHED_FORMS_KEPT)))
    if database.tells_order:
        moments.append(_next_hour(after))
    return min((moment for moment in moments if moment), default=None)


def _next_hour(after: datetime) -> datetime:
    return after.replace(minute=0, second=0, microsecond=0) + HOUR


def _work_off(entry: CalendarEntry, now: datetime, uow: UnitOfWork) -> None:
    process = uow.processes.process(entry.process_id)
    is_dropped = entry.kind == "reminds" and now - entry.due_at > REMINDER_WINDOW
    if entry.kind == "decides":
        decide(process, uow)
    elif not is_dropped:
        block = uow.processes.block(process, entry.block_key)
        is_dropped = not OCCASIONS[entry.kind](process, block, now, uow)
    uow.calendar.finish(entry, is_dropped=is_dropped)
