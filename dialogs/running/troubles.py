"""What went wrong in a process, or will if nobody looks: found when its lead asks, kept nowhere."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from analysis.summarise import summarise
from cards.running.status_card import Trouble
from content.words import Words
from participation.process import NOT_CLOSED, BlockState, Process, ProcessState, TopicBlock
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork

OVERDUE = timedelta(minutes=15)
KNOWN_FAULTS = frozenset({"http_403", "http_404", "http_413", "no_answer"})


def troubles_of(
    standing: Standing, now: datetime, uow: UnitOfWork, spoken: Words
) -> tuple[Trouble, ...]:
    """Return everything that somebody should look at, the worst first."""
    return (
        *_of_team(standing, uow),
        *_of_calendar(standing, now, uow, spoken),
        *_of_blocks(standing, uow, spoken),
        *_of_turnout(standing, uow, spoken),
        *_of_messages(standing, uow, spoken),
        *_of_departments(standing, spoken),
    )


def _of_team(standing: Standing, uow: UnitOfWork) -> Iterator[Trouble]:
    if not uow.teams.is_installed(standing.process.team_id):
        yield Trouble(code="bot_removed", values={})


def _of_calendar(
    standing: Standing, now: datetime, uow: UnitOfWork, spoken: Words
) -> Iterator[Trouble]:
    """Find what should long have happened; the calendar tries again, but somebody should look."""
    late = now - OVERDUE
    for block in standing.in_state(BlockState.CLOSED):
        if block.closes_at <= late:
            yield Trouble(code="not_sealed", values={"title": _title(block, spoken)})
    if standing.process.state is not ProcessState.RUNNING:
        return
    waiting = uow.calendar.waiting_of(standing.process.process_id)
    overdue = {entry.block_key for entry in waiting if entry.due_at <= late}
    for block in standing.blocks:
        if block.key in overdue and block.state is not BlockState.CLOSED:
            yield Trouble(code="overdue", values={"title": _title(block, spoken)})


def _title(block: TopicBlock, spoken: Words) -> str:
    return block.content.title.to(spoken.language)


def _of_blocks(standing: Standing, uow: UnitOfWork, spoken: Words) -> Iterator[Trouble]:
    for block in standing.in_state(*NOT_CLOSED):
        title = _title(block, spoken)
        if block.is_channel_lost:
            yield Trouble(code="channel_lost", values={"title": title})
        if block.state is BlockState.OPEN and uow.keys.load(block.block_id) is None:
            yield Trouble(code="key_lost", values={"title": title})


def _of_turnout(standing: Standing, uow: UnitOfWork, spoken: Words) -> Iterator[Trouble]:
    """Find blocks with more answers than people invited, as far as everybody may know it."""
    invited = sum(one.invited_count for one in standing.process.template.departments)
    for block in standing.blocks:
        if _is_more_than(invited, standing.process, block, uow):
            values = {
                "title": block.content.title.to(spoken.language),
                "invited": spoken.number(invited),
            }
            yield Trouble(code="more_than_invited", values=values)


def _is_more_than(invited: int, process: Process, block: TopicBlock, uow: UnitOfWork) -> bool:
    if block.state is not BlockState.PUBLISHED:
        return uow.processes.shown_count(block) > invited
    counts = uow.sealed.counts(block.block_id)
    return summarise(process, block, counts).turnout.is_more_than_invited


def _of_messages(standing: Standing, uow: UnitOfWork, spoken: Words) -> Iterator[Trouble]:
    places = {
        block.channel_id: spoken.text(
            "status.in_channel", title=block.content.title.to(spoken.language)
        )
        for block in standing.blocks
    }
    elsewhere, in_chat = spoken.text("status.elsewhere"), spoken.text("status.in_chat")
    found = Counter(
        (
            places.get(one.conversation_id, in_chat if one.is_in_chat else elsewhere),
            one.is_dead,
            _fault(one.fault),
        )
        for one in uow.outbox.troubled(standing.process.process_id)
    )
    for (place, is_dead, fault), count in found.items():
        messages = spoken.counted("status.messages", count)
        why = spoken.text(f"status.faults.{fault}")
        yield Trouble(
            code="not_delivered" if is_dead else "not_delivered_yet",
            values={"place": place, "messages": messages, "why": why},
        )


def _fault(fault: str) -> str:
    return fault if fault in KNOWN_FAULTS else "other"


def _of_departments(standing: Standing, spoken: Words) -> Iterator[Trouble]:
    k = standing.process.smallest_group
    for department in standing.process.template.departments:
        if 0 < department.invited_count < k:
            name = department.name.to(spoken.language)
            yield Trouble(
                code="small_department", values={"name": name, "smallest": spoken.number(k)}
            )
