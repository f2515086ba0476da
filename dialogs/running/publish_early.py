"""Two people let results appear before the day that everybody was told."""

from dataclasses import replace
from datetime import datetime

from cards.running import publish_early_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.calendar.occasions import publish_now
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, always, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.process import BlockState
from participation.refusals import NotSealedError
from participation.running.act import ActInput, check_reason
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def open_publish_early(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask for the reason."""
    return open_act(PUBLISH, given, turn, uow)


def publish_early(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what would appear for whom, then ask for a second person."""
    return perform(PUBLISH, given, turn, uow)


def _begin(given: ActInput, before: Standing, _now: datetime) -> ActView:
    block = before.block(given.block_key)
    if block.state is not BlockState.SEALED:
        raise NotSealedError(title=block.content.title)
    return ActView(before=before, nonce=given.nonce, form=given.form, block_key=block.key)


def _check(view: ActView, _now: datetime) -> tuple[Problem, ...]:
    return tuple(check_reason(view.form))


def _outcome(view: ActView, _now: datetime) -> Standing:
    return view.before


def _settle(_before: Standing, _after: Standing, _now: datetime, _uow: UnitOfWork) -> None:
    """Nothing: what is published is told in its own way."""


def _confirmed(view: ActView, turn: Turn, uow: UnitOfWork) -> None:
    process, block = view.before.process, view.before.block(view.block_key)
    at_once = replace(block, publishes_at=turn.now)
    uow.processes.change(process, (at_once,))
    publish_now(process, at_once, turn.now, uow)


def _build(view: ActView, _now: datetime, words: Words) -> Card:
    return publish_early_card.build(view, words)


PUBLISH = Act(
    name="publish_early",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
    needs_second=always,
    confirmed=_confirmed,
    is_told=False,
)
