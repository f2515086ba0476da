"""The lead of a rehearsal lets the next thing happen."""

from cards import notice_card
from cards.rehearsal import step_rehearsal_card
from cards.rehearsal.step_rehearsal_card import StepInput
from content.words import words
from dialogs.reply import Reply
from dialogs.running.leading import person_in
from dialogs.turn import Turn
from participation.process import Process, TopicBlock
from participation.refusals import BlockUnknownError, NotRehearsingError
from participation.rehearsal import closing, next_step, opening
from participation.roles import may_change
from participation.templates.schedule import local_day
from storage.calendar_entries import CalendarEntry
from storage.unit_of_work import UnitOfWork


def open_step(given: StepInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Say what the next step does."""
    process = require_rehearsal(given.process_id, turn, uow)
    step = next_step(uow.processes.blocks(process))
    spoken = words(turn.person.language)
    return Reply(step_rehearsal_card.build(process, step, spoken), spoken.text("rehearsal.step"))


def step_rehearsal(given: StepInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Let the calendar do the step now; a step that was asked for before is not done again."""
    process = require_rehearsal(given.process_id, turn, uow)
    step = next_step(uow.processes.blocks(process))
    spoken = words(turn.person.language)
    if step.block and (step.block.key, step.kind) == (given.block_key, given.kind):
        _do(process, step.block, given.kind, turn, uow)
    return Reply(notice_card.build("rehearsal_step", spoken), spoken.text("rehearsal.step"))


def require_rehearsal(process_id: str, turn: Turn, uow: UnitOfWork) -> Process:
    """Return the rehearsal that a card names, or refuse whoever does not lead it."""
    process = uow.processes.process(process_id)
    if process.tenant_id != turn.person.tenant_id or not process.is_rehearsal:
        raise BlockUnknownError
    if not may_change(person_in(process_id, turn, uow), process):
        raise NotRehearsingError
    return process


def _do(process: Process, block: TopicBlock, kind: str, turn: Turn, uow: UnitOfWork) -> None:
    timed = opening(block, turn.now) if kind == "opens" else closing(block, turn.now)
    uow.processes.change(process, (timed,))
    kinds = ("opens",) if kind == "opens" else ("closes", "publishes")
    uow.calendar.add(
        tuple(
            CalendarEntry(
                process_id=process.process_id,
                kind=one,
                block_key=block.key,
                due_on=local_day(turn.now, process.template),
                due_at=turn.now,
            )
            for one in kinds
            if not uow.calendar.has(process.process_id, one, block.key)
        )
    )
