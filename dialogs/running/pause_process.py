"""The lead lets a process stand still."""

from datetime import datetime

from cards.running import pause_process_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.running.act import ActInput, check_reason
from participation.running.pausing import paused
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def open_pause_process(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask for the reason."""
    return open_act(PAUSE, given, turn, uow)


def pause_process(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what will stand still, then pause."""
    return perform(PAUSE, given, turn, uow)


def _begin(given: ActInput, before: Standing, now: datetime) -> ActView:
    paused(before, now)
    return ActView(before=before, nonce=given.nonce, form=given.form)


def _check(view: ActView, _now: datetime) -> tuple[Problem, ...]:
    return tuple(check_reason(view.form))


def _outcome(view: ActView, now: datetime) -> Standing:
    return paused(view.before, now)


def _settle(_before: Standing, _after: Standing, _now: datetime, _uow: UnitOfWork) -> None:
    """Nothing: what waits is held by the process's state."""


def _build(view: ActView, _now: datetime, words: Words) -> Card:
    return pause_process_card.build(view, words)


PAUSE = Act(
    name="pause_process",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
)
