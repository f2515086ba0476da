"""The lead calls a process off; the answers of its open block are destroyed."""

from datetime import datetime

from cards.running import cancel_process_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.calendar.plan import take_off
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.process import BlockState
from participation.running.act import ActInput, check_reason
from participation.running.cancelling import cancelled
from participation.running.standing import Standing
from storage.processes import DESTROYED
from storage.unit_of_work import UnitOfWork


def open_cancel_process(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask for the reason."""
    return open_act(CANCEL, given, turn, uow)


def cancel_process(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what ends, what is destroyed and what goes on, then cancel."""
    return perform(CANCEL, given, turn, uow)


def _begin(given: ActInput, before: Standing, _now: datetime) -> ActView:
    cancelled(before)
    return ActView(before=before, nonce=given.nonce, form=given.form)


def _check(view: ActView, _now: datetime) -> tuple[Problem, ...]:
    return tuple(check_reason(view.form))


def _outcome(view: ActView, _now: datetime) -> Standing:
    return cancelled(view.before)


def _settle(before: Standing, after: Standing, _now: datetime, uow: UnitOfWork) -> None:
    # Keys and pages follow at the calendar's next look, which comes by itself within seconds.
    for block in before.in_state(BlockState.OPEN):
        uow.responses.forget(block.block_id)
    for block in before.in_state(BlockState.PLANNED):
        uow.processes.set_sealing_step(block, DESTROYED)
    take_off(after, uow)


def _has_open_block(standing: Standing) -> bool:
    return bool(standing.in_state(BlockState.OPEN))


def _build(view: ActView, _now: datetime, words: Words) -> Card:
    return cancel_process_card.build(view, words)


CANCEL = Act(
    name="cancel_process",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
    # Answers of an open block are destroyed, and that is not one person's to do.
    needs_second=_has_open_block,
)
