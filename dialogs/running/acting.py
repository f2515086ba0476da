"""How every act of a lead goes: ask, show exactly what will happen, do it once, tell everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from cards import notice_card
from cards.running.act_pages import ActView
from cards.running.news_card import Act as ActName
from cards.running.news_card import News
from content.words import Words, words
from dialogs.look_over import asking, looked_over
from dialogs.reply import Card, Reply
from dialogs.running.leading import require_leads
from dialogs.running.seconds import ask_second
from dialogs.running.telling import show, tell
from dialogs.turn import Turn
from participation.forms import Problem
from participation.notice import entries_of
from participation.refusals import CardNotUnderstoodError
from participation.running.act import ActInput, reason_of
from participation.running.seconds import PendingAct, SecondAct
from participation.running.standing import Standing, fingerprint, moved_dates
from storage.unit_of_work import UnitOfWork

FOUND = "row"
"""A random name that the database gave; nobody has typed it, and it may look like a number."""

KEPT = ("what", "row")
"""What of a form is kept beside the reason while it waits for a second person."""


def always(_standing: Standing) -> bool:
    """Say that an act always needs a second person."""
    return True


def never(_standing: Standing) -> bool:
    """Say that an act never needs a second person."""
    return False


def nothing_more(_view: ActView, _turn: Turn, _uow: UnitOfWork) -> None:
    """Do nothing beyond what is kept."""


def as_it_is(view: ActView, _uow: UnitOfWork) -> ActView:
    """Look nothing up."""
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is particular about one act.

    `begin` returns its page as it is opened, or refuses what cannot be done as things stand;
    `check` and `outcome` read its form, `looked_up` what of it only the database knows; `settle`
    does what the change needs beyond being kept, `confirmed` what it needs of the form as well.
    `needs_second` says whether another person has to confirm it; `is_told` whether channels are
    told of it.
    """

    name: ActName | SecondAct
    begin: Callable[[ActInput, Standing, datetime], ActView]
    check: Callable[[ActView, datetime], tuple[Problem, ...]]
    outcome: Callable[[ActView, datetime], Standing]
    settle: Callable[[Standing, Standing, datetime, UnitOfWork], None]
    build: Callable[[ActView, datetime, Words], Card]
    needs_second: Callable[[Standing], bool] = never
    confirmed: Callable[[ActView, Turn, UnitOfWork], None] = nothing_more
    looked_up: Callable[[ActView, UnitOfWork], ActView] = as_it_is
    is_told: bool = True


def open_act(act: Act, given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the page that asks, or refuse."""
    before = require_leads(given.process_id, turn, uow)
    view = act.begin(replace(given, nonce=turn.nonce), before, turn.now)
    return _page(act, view, turn)


def perform(act: Act, given: ActInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Ask again, show what would happen, or do what was confirmed if it is still the same."""
    before = require_leads(given.process_id, turn, uow)
    if not given.nonce:
        raise CardNotUnderstoodError
    if uow.audit.has(given.process_id, given.nonce):
        return _done(act, turn, is_asked=uow.pending_acts.has(given.process_id, given.nonce))
    view = replace(act.begin(given, before, turn.now), confirmed=given.confirmed)
    if given.action in ("open", "back"):
        return _page(act, view, turn)
    view = _checked(act, view, turn, uow)
    if view.problems:
        return _page(act, view, turn)
    stood = entries_of(before.process.gate, {})
    typed = {name: entry for name, entry in view.form.items() if name != FOUND}
    if concerns := looked_over(act.name, typed, stood, given.confirmed):
        return asking(_page(act, view, turn), concerns, "channel", turn, action="check")
    after = act.outcome(view, turn.now)
    if given.action == "check" or given.seen != fingerprint(before, after):
        shown = replace(view, after=after, has_changed=given.action == "do")
        return _page(act, shown, turn)
    if act.needs_second(before):
        _ask_second(act, view, turn, uow)
        return _done(act, turn, is_asked=True)
    _do(act, replace(view, after=after), after, turn, uow)
    return _done(act, turn)


def _checked(act: Act, view: ActView, turn: Turn, uow: UnitOfWork) -> ActView:
    """Return the page with what is wrong with it, or with what the database knows of it."""
    if problems := act.check(view, turn.now):
        return replace(view, problems=problems)
    return act.looked_up(view, uow)


def do_confirmed(act: Act, view: ActView, turn: Turn, uow: UnitOfWork) -> None:
    """Do what a second person has confirmed; `view.after` is how it will stand."""
    if view.after is None:
        raise CardNotUnderstoodError
    _do(act, view, view.after, turn, uow)
    act.confirmed(view, turn, uow)


def _ask_second(act: Act, view: ActView, turn: Turn, uow: UnitOfWork) -> None:
    """Let it wait for a second person. Of a text that is meant only its row's name is kept."""
    form = {name: entry for name, entry in view.form.items() if name in KEPT and entry}
    process = view.before.process
    pending = PendingAct(
        process_id=process.process_id,
        request_id=view.nonce,
        act=cast(SecondAct, act.name),
        block_key=view.block_key,
        form={**form, "reason": reason_of(view.form)},
        asked_by=turn.person.object_id,
        asked_at=turn.now,
    )
    ask_second(process, pending, turn, uow)


def kept_details(
    reason: str, block_key: str, before: Standing, after: Standing
) -> Mapping[str, str]:
    """Return what the audit trail says about an act: block, reason, and every date that moved."""
    moved = {
        f"{one.kind} {one.block.key if one.block else ''}".strip(): (
            f"{one.before:%Y-%m-%dT%H:%MZ} > {one.after:%Y-%m-%dT%H:%MZ}"
        )
        for one in moved_dates(before, after)
    }
    named = {"block": block_key} if block_key else {}
    return {**named, **_new_notice(before, after), "reason": reason, **moved}


def _new_notice(before: Standing, after: Standing) -> Mapping[str, str]:
    """Return which version of the notice counts now and what is new in it, without its words."""
    notice = after.process.notice
    if notice == before.process.notice:
        return {}
    return {"notice": str(notice.number), "changed": ", ".join(notice.changed)}


def _do(act: Act, view: ActView, after: Standing, turn: Turn, uow: UnitOfWork) -> None:
    before, reason = view.before, reason_of(view.form)
    uow.processes.change(after.process, after.blocks)
    act.settle(before, after, turn.now, uow)
    uow.audit.write(
        after.process.process_id,
        act.name,
        kept_details(reason, view.block_key, before, after),
        at=turn.now,
        actor=turn.person.object_id,
        dialog=view.nonce,
    )
    if not act.is_told:
        return
    news = News(
        act=cast(ActName, act.name),
        before=before,
        after=after,
        reason=reason,
        block_key=view.block_key,
    )
    tell(news, view.nonce, uow)
    show(before, after, view.nonce, uow)


def _page(act: Act, view: ActView, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    return Reply(act.build(view, turn.now, spoken), _title(act, spoken))


def _done(act: Act, turn: Turn, *, is_asked: bool = False) -> Reply:
    spoken = words(turn.person.language)
    notice = "second_asked" if is_asked else act.name
    return Reply(notice_card.build(notice, spoken), _title(act, spoken))


def _title(act: Act, spoken: Words) -> str:
    return spoken.text(f"dialogs.{act.name}.title")
