"""The calendar: blocks are announced, open, remind, close, are sealed and published by themselves.

What is due is a list of tasks. Each is done in a transaction of its own together with what is to be
said about it, so the program may stop at any point and goes on where it was. A task that fails
holds up the later tasks of its own block, and nothing else.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.calendar.occasions import OCCASIONS, decide
from dialogs.calendar.posts import show_block, show_rehearsal
from dialogs.calendar.proposals import show_proposals
from dialogs.destroy_answers import destroy_answers
from dialogs.seal_block import seal_block
from participation.coarse_count import coarse_count
from participation.process import BlockState, Process
from participation.templates.schedule import (
    ONE_DAY,
    local_day,
    next_speaking_moment,
    next_working_day,
)
from storage.calendar_entries import CalendarEntry
from storage.database import Database
from storage.engines import RewriteBlockedError
from storage.unit_of_work import UnitOfWork

HOUR = timedelta(hours=1)
UNFINISHED_FORMS_KEPT = timedelta(days=30)

SPEAKING = frozenset({"announces", "reminds", "thanks", "publishes", "decides"})
"""What says something that nobody has to wait for: it keeps to speaking hours.

A block opens and closes on time even at night; its card then waits for the morning.
"""


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
            seal_block(process, block, now, database)
        return
    with database.write() as uow:
        if uow.calendar.is_waiting(task.entry):
            _work_off(task.entry, now, uow)


def keep_hour(now: datetime, database: Database) -> None:
    """Do what belongs to full hours: coarse counts, proposals, forms given up, order in the file.

    Between two full hours neither a card nor the file's pages are changed by anything but answers
    themselves; rewriting the file puts them in an order that tells nothing of time.
    """
    with database.write() as uow:
        uow.unfinished_forms.forget_unchanged_since(now - UNFINISHED_FORMS_KEPT)
        for process, block in uow.processes.blocks_in(BlockState.OPEN):
            show_proposals(process, block, now, uow)
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
    has rested for too long, or the hour at which what was held may be said.
    """
    with database.read() as uow:
        moments = [uow.calendar.next_waiting_at(after), *_speaking_again(after, uow)]
        resting_since = uow.unfinished_forms.unchanged_longest_since()
    if resting_since:
        moments.append(_next_hour(max(after, resting_since + UNFINISHED_FORMS_KEPT)))
    if database.tells_order:
        moments.append(_next_hour(after))
    return min((moment for moment in moments if moment), default=None)


def _speaking_again(after: datetime, uow: UnitOfWork) -> tuple[datetime, ...]:
    templates = [uow.processes.process(one).template for one in uow.outbox.waiting_processes()]
    begins = tuple(next_speaking_moment(after, template) for template in templates)
    return tuple(moment for moment in begins if moment > after)


def _next_hour(after: datetime) -> datetime:
    return after.replace(minute=0, second=0, microsecond=0) + HOUR


def _work_off(entry: CalendarEntry, now: datetime, uow: UnitOfWork) -> None:
    process = uow.processes.process(entry.process_id)
    if entry.kind in SPEAKING and not process.is_rehearsal:
        speaking_at = next_speaking_moment(now, process.template)
        if speaking_at > now:
            uow.calendar.put_off(entry, speaking_at)
            return
    is_dropped = _is_too_late(entry, process, now, uow)
    if entry.kind == "decides" and not is_dropped:
        decide(process, now, uow)
    elif not is_dropped:
        block = uow.processes.block(process, entry.block_key)
        is_dropped = not OCCASIONS[entry.kind](process, block, now, uow)
    if process.is_rehearsal:
        show_rehearsal(process, uow)
    uow.calendar.finish(entry, is_dropped=is_dropped)


def _is_too_late(entry: CalendarEntry, process: Process, now: datetime, uow: UnitOfWork) -> bool:
    """Say whether an outage has overtaken what would only puzzle people now."""
    today = local_day(now, process.template)
    if entry.kind == "decides":
        return today > entry.due_on
    if entry.kind == "reminds":
        region = process.template.holiday_region
        is_stale = today > next_working_day(entry.due_on + ONE_DAY, region)
        return is_stale or uow.calendar.has_waiting_after(entry, until=today)
    return False
