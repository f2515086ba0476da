"""The lead gives an open block a later last day."""

from datetime import date, datetime

from cards.running import extend_block_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.calendar.plan import plan_anew
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.running.act import ActInput
from participation.running.extending import (
    check_extension,
    earliest_closing,
    extended,
    latest_closing,
    require_extendable,
)
from participation.running.standing import Standing
from storage.unit_of_work import UnitOfWork


def open_extend_block(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask for the new last day."""
    return open_act(EXTEND, given, turn, uow)


def extend_block(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what the new day would move, then move it."""
    return perform(EXTEND, given, turn, uow)


def _begin(given: ActInput, before: Standing, now: datetime) -> ActView:
    block = require_extendable(before, given.block_key, now)
    return ActView(before=before, nonce=given.nonce, form=given.form, block_key=block.key)


def _check(view: ActView, now: datetime) -> tuple[Problem, ...]:
    return check_extension(view.form, view.before, view.before.block(view.block_key), now)


def _outcome(view: ActView, _now: datetime) -> Standing:
    closes_on = date.fromisoformat(view.form["closes_on"].strip())
    return extended(view.before, view.before.block(view.block_key), closes_on)


def _settle(_before: Standing, after: Standing, now: datetime, uow: UnitOfWork) -> None:
    plan_anew(after, now, uow)


def _build(view: ActView, now: datetime, words: Words) -> Card:
    block = view.before.block(view.block_key)
    first = earliest_closing(view.before, block, now)
    return extend_block_card.build(view, (first, latest_closing(view.before, block)), words)


EXTEND = Act(
    name="extend_block",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
)
