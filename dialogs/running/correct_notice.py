"""The lead corrects what the notice says of papers and people; that makes a new version of it."""

from dataclasses import replace
from datetime import datetime

from cards.running import correct_notice_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.notice import NoticeVersion, changed_fields, check_correction, corrected
from participation.running.act import ActInput, check_reason
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def open_correct_notice(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask what is to be corrected."""
    return open_act(CORRECT, given, turn, uow)


def correct_notice(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what will be new in the notice, then make it count."""
    return perform(CORRECT, given, turn, uow)


def _begin(given: ActInput, before: Standing, _now: datetime) -> ActView:
    return ActView(before=before, nonce=given.nonce, form=given.form)


def _check(view: ActView, _now: datetime) -> tuple[Problem, ...]:
    gate = view.before.process.gate
    return (*check_correction(gate, view.form), *check_reason(view.form))


def _outcome(view: ActView, now: datetime) -> Standing:
    process = view.before.process
    gate = corrected(process.gate, view.form)
    notice = NoticeVersion(
        number=process.notice.number + 1, since=now, changed=changed_fields(process.gate, gate)
    )
    return replace(view.before, process=replace(process, gate=gate, notice=notice))


def _settle(before: Standing, after: Standing, now: datetime, uow: UnitOfWork) -> None:
    uow.versions.renew_notice(before.process, after.process, now)


def _build(view: ActView, _now: datetime, words: Words) -> Card:
    return correct_notice_card.build(view, words)


CORRECT = Act(
    name="correct_notice",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
)
