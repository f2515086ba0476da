"""Two people delete single answers of a sealed block before their day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from cards.running import destroy_early_card
from cards.running.act_pages import ActView
from content.words import Words
from dialogs.duties.purge_process import purge_now, told_rows
from dialogs.reply import Card, Reply
from dialogs.running.acting import Act, always, open_act, perform
from dialogs.turn import Turn
from participation.forms import Problem
from participation.retention import Deadline, Kind
from participation.running.act import ActInput, check_reason
from participation.running.destroying import check_destroying, require_sealed, rows_saying
from participation.running.standing import Standing
from participation.templates.schedule import local_day
from storage.unit_of_work import UnitOfWork

WHOLE: Mapping[str, Kind] = {"texts": "texts", "votes": "votes"}


def open_destroy_early(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask what is to go, and why."""
    return open_act(DESTROY, given, turn, uow)


def destroy_early(given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what would go, then ask for a second person."""
    return perform(DESTROY, given, turn, uow)


def _begin(given: ActInput, before: Standing, _now: datetime) -> ActView:
    block = before.block(given.block_key)
    require_sealed(block)
    return ActView(before=before, nonce=given.nonce, form=given.form, block_key=block.key)


def _check(view: ActView, _now: datetime) -> tuple[Problem, ...]:
    return (*check_destroying(view.form), *check_reason(view.form))


def _looked_up(view: ActView, uow: UnitOfWork) -> ActView:
    """Put the name of the one text that is meant in the place of its wording."""
    if view.form["what"] != "text" or view.form.get("row"):
        return view
    block = view.before.block(view.block_key)
    found = rows_saying(view.form["wording"], uow.sealed.texts(block.block_id))
    if len(found) != 1:
        return replace(view, problems=(Problem("wording", "no_single_text"),))
    return replace(view, form={**view.form, "row": found[0]})


def _outcome(view: ActView, _now: datetime) -> Standing:
    return view.before


def _settle(_before: Standing, _after: Standing, _now: datetime, _uow: UnitOfWork) -> None:
    """Nothing: no card says anything about single answers."""


def _confirmed(view: ActView, turn: Turn, uow: UnitOfWork) -> None:
    standing, block = view.before, view.before.block(view.block_key)
    what = view.form["what"]
    if what == "text":
        uow.sealed.forget_text(block.block_id, view.form["row"])
        return
    today = local_day(turn.now, standing.process.template)
    deadline = Deadline(kind=WHOLE[what], due_on=today, block_key=block.key)
    rows = told_rows(standing.process.process_id, deadline, uow)
    purge_now(standing, deadline, rows, (turn.person.object_id, turn.now), uow)


def _build(view: ActView, _now: datetime, words: Words) -> Card:
    return destroy_early_card.build(view, words)


DESTROY = Act(
    name="destroy_early",
    begin=_begin,
    check=_check,
    outcome=_outcome,
    settle=_settle,
    build=_build,
    needs_second=always,
    confirmed=_confirmed,
    looked_up=_looked_up,
    is_told=False,
)
