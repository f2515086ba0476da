"""The entries of the calendar that a process asks for, at its start and whenever dates move."""

from collections.abc import Iterator
from datetime import date, datetime

from participation.process import NOT_CLOSED, BlockState, Process, TopicBlock
from participation.running.standing import Standing
from participation.templates.schedule import at_local, months_later, occasions
from participation.templates.template import TopicBlockTemplate
from storage.calendar_entries import CalendarEntry
from storage.unit_of_work import UnitOfWork

DECISION = ""
"""Stands where a block's key would in what belongs to no block."""

COME_ANEW = frozenset({"reminds"})
"""What is planned again even if all of it was done: people are reminded of a new last day, too."""


def entries_of(process: Process, started_on: date | None = None) -> tuple[CalendarEntry, ...]:
    """Return everything that happens by itself in a process that was started on a day."""
    planned = tuple(
        CalendarEntry(
            process_id=process.process_id,
            kind=occasion.kind,
            block_key=occasion.block_key,
            due_on=occasion.due_on,
            due_at=occasion.due_at,
        )
        for occasion in occasions(process.template, started_on)
    )
    blocks = process.template.topic_blocks
    return planned + tuple(entry for block in blocks for entry in _purging(process, block))


def plan_anew(standing: Standing, now: datetime, uow: UnitOfWork) -> None:
    """Let what is still to come wait for its new time; what was done is not done again.

    What would have been due by now is left out: nobody needs an announcement after the event.
    """
    entries = entries_of(standing.process)
    keys = [*(block.key for block in standing.in_state(*NOT_CLOSED)), DECISION]
    for key in keys:
        kinds = uow.calendar.take_out(standing.process.process_id, key)
        for entry in entries:
            is_wanted = entry.kind in kinds or (kinds and entry.kind in COME_ANEW)
            if entry.block_key == key and is_wanted and entry.due_at > now:
                uow.calendar.put(entry)


def plan_announcement(
    before: TopicBlock, standing: Standing, now: datetime, uow: UnitOfWork
) -> None:
    """Let a block be announced that was not to be announced at all before it was edited."""
    if before.content.announce_days_before_open:
        return
    for entry in entries_of(standing.process):
        is_wanted = entry.block_key == before.key and entry.kind == "announces"
        if is_wanted and entry.due_at > now:
            uow.calendar.put(entry)


def take_off(standing: Standing, uow: UnitOfWork) -> None:
    """Take out everything that was to come for blocks that are called off, and the decision."""
    called_off = standing.in_state(BlockState.CANCELLED)
    for key in [*(block.key for block in called_off), DECISION]:
        uow.calendar.take_out(standing.process.process_id, key)


def _purging(process: Process, block: TopicBlockTemplate) -> Iterator[CalendarEntry]:
    """Yield when single answers are deleted: texts first, where they are not kept as long."""
    template, gate = process.template, process.gate
    months = {"purges_texts": gate.texts_kept_months, "purges": gate.sealed_rows_months}
    if months["purges_texts"] == months["purges"]:
        del months["purges_texts"]
    for kind, count in months.items():
        due_on = months_later(block.closes_on, count)
        yield CalendarEntry(
            process_id=process.process_id,
            kind=kind,
            block_key=block.key,
            due_on=due_on,
            due_at=at_local(due_on, template.daily_times.closes, template.time_zone),
        )
