"""How every act of a lead goes: ask, show exactly what will happen, do it once, tell everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cards import notice_card
from cards.running.act_pages import ActView
from cards.running.news_card import Act as ActName
from cards.running.news_card import News
from content.words import Words, words
from dialogs.look_over import asking, looked_over
from dialogs.reply import Card, Reply
from dialogs.running.leading import require_leads
from dialogs.running.telling import show, tell
from dialogs.turn import Turn
from participation.forms import Problem
from participation.notice import entries_of
from participation.refusals import CardNotUnderstoodError
from participation.running.act import ActInput, reason_of
from participation.running.standing import Standing, fingerprint, moved_dates
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is particular about one act.

    `begin` returns its page as it is opened, or refuses what cannot be done as things stand;
    `check` and `outcome` read its form; `settle` does what the change needs beyond being kept.
    """

    name: ActName
    begin: Callable[[ActInput, Standing, datetime], ActView]
    check: Callable[[ActView, datetime], tuple[Problem, ...]]
    outcome: Callable[[ActView, datetime], Standing]
    settle: Callable[[Standing, Standing, datetime, UnitOfWork], None]
    build: Callable[[ActView, datetime, Words], Card]


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
        return _done(act, turn)
    view = replace(act.begin(given, before, turn.now), confirmed=given.confirmed)
    if given.action in ("open", "back"):
        return _page(act, view, turn)
    if problems := act.check(view, turn.now):
        return _page(act, replace(view, problems=problems), turn)
    stood = entries_of(before.process.gate, {})
    if concerns := looked_over(act.name, view.form, stood, given.confirmed):
        return asking(_page(act, view, turn), concerns, "channel", turn, action="check")
    after = act.outcome(view, turn.now)
    if given.action == "check" or given.seen != fingerprint(before, after):
        shown = replace(view, after=after, has_changed=given.action == "do")
        return _page(act, shown, turn)
    _do(act, replace(view, after=after), after, turn, uow)
    return _done(act, turn)


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
    news = News(act=act.name, before=before, after=after, reason=reason, block_key=view.block_key)
    tell(news, view.nonce, uow)
    show(before, after, view.nonce, uow)


def _page(act: Act, view: ActView, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    return Reply(act.build(view, turn.now, spoken), _title(act, spoken))


def _done(act: Act, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    return Reply(notice_card.build(act.name, spoken), _title(act, spoken))


def _title(act: Act, spoken: Words) -> str:
    return spoken.text(f"dialogs.{act.name}.title")
