"""The lead lets a paused process go on, with all dates moved by the working days lost."""

from datetime import datetime

from cards.running import resume_process_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.calendar.plan import plan_anew
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.running.act import ActInput, check_reason
from participation.running.pausing import resumed, working_days_lost
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def open_resume_process(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask for the reason."""
    return open_act(RESUME, given, turn, uow)


def resume_process(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show every new date, then go on."""
    return perform(RESUME, given, turn, uow)


def _begin(given: ActInput, before: Standing, now: datetime) -> ActView:
    before.require_unfinished()
    lost = working_days_lost(before, now)
    return ActView(before=before, nonce=given.nonce, form=given.form, days_lost=lost)


def _check(view: ActView, _now: datetime) -> tuple[Problem, ...]:
    return tuple(check_reason(view.form))


def _outcome(view: ActView, now: datetime) -> Standing:
    return resumed(view.before, now)


def _settle(_before: Standing, after: Standing, now: datetime, uow: UnitOfWork) -> None:
    plan_anew(after, now, uow)


def _build(view: ActView, _now: datetime, words: Words) -> Card:
    return resume_process_card.build(view, words)


RESUME = Act(
    name="resume_process",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
)
