"""One example of every card about running a process."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

from cards.elements.parts import Card
from cards.running import (
    cancel_process_card,
    correct_notice_card,
    edit_block_card,
    extend_block_card,
    name_deputy_card,
    news_card,
    pause_process_card,
    resume_process_card,
    status_card,
)
from cards.running.act_pages import ActView
from cards.running.edit_block_card import EditView
from cards.running.name_deputy_card import DeputyView
from cards.running.news_card import Act, News
from cards.running.status_card import Coming, StatusView, Trouble
from content.words import Words
from participation.forms import Problem
from participation.notice import NoticeVersion
from participation.people import Member
from participation.process import BlockState, Process, TopicBlock
from participation.running.cancelling import cancelled
from participation.running.deputies import MOST_OFFERED
from participation.running.edit_parts import TOML, WORDS, filled, parts_of
from participation.running.editing import check_toml, edited
from participation.running.extending import extended
from participation.running.pausing import paused, resumed
from participation.running.standing import Standing
from participation.templates.block_toml import block_toml
from participation.templates.local_text import LocalText
from participation.templates.template import TopicBlockTemplate
from participation.templates.validation import Mistake
from tests.cards.audit_examples import audit_cards
from tests.cards.second_examples import pending_act

ACTS: tuple[Act, ...] = get_args(Act)
PROCESS_NOTICES = (
    *("edit_block", "extend_block", "pause_process", "resume_process", "cancel_process"),
    "correct_notice",
    *("second_asked", "second_confirmed", "second_declined", "second_settled"),
    *("deputy_is_named", "deputy_is_removed", "deputy_named", "deputy_removed"),
    *("deputy_named_you", "deputy_removed_you"),
)
REASON = "Krankheitswelle, {drei} Teams *fehlen* (erfunden)"


def running_cards(
    process: Process, block: TopicBlock, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    """Yield every page of every act, the news in channels, and the status card."""
    before = Standing(process=process, blocks=(block,))
    yield from _act_pages(before, block, nonce, words)
    yield from _news(before, block, words)
    yield from _status(before, block, words)
    yield from _deputies(process, nonce, words)
    yield from audit_cards(process, block, words)
    yield from _editing(before, block, nonce, words)


def _act_pages(
    before: Standing, block: TopicBlock, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    asked = ActView(before=before, nonce=nonce, form={})
    confirmed = replace(asked, form={"reason": REASON, "closes_on": "2027-05-28"})
    held = paused(before, block.opens_at + timedelta(days=2))
    going_on = resumed(held, block.opens_at + timedelta(days=7))
    wrong = (Problem("reason", "reason_missing"),)
    yield "pause_process", pause_process_card.build(replace(asked, problems=wrong), words)
    yield (
        "pause_process_confirm",
        pause_process_card.build(replace(confirmed, after=held, has_changed=True), words),
    )
    yield "resume_process", resume_process_card.build(replace(asked, before=held), words)
    resuming = replace(confirmed, before=held, after=going_on, days_lost=3)
    yield "resume_process_confirm", resume_process_card.build(resuming, words)
    yield "cancel_process", cancel_process_card.build(asked, words)
    cancelling = replace(confirmed, after=cancelled(before))
    yield "cancel_process_confirm", cancel_process_card.build(cancelling, words)
    yield from _correcting(asked, confirmed, words)
    yield from _extending(replace(asked, block_key=block.key), confirmed, block, words)


def _extending(
    asked: ActView, confirmed: ActView, block: TopicBlock, words: Words
) -> Iterator[tuple[str, Card]]:
    window = (date(2027, 5, 24), date(2027, 7, 9))
    wrong = replace(asked, problems=(Problem("closes_on", "no_working_day"),))
    yield "extend_block", extend_block_card.build(wrong, window, words)
    after = extended(asked.before, block, date(2027, 5, 28))
    sure = replace(confirmed, block_key=block.key, after=after)
    yield "extend_block_confirm", extend_block_card.build(sure, window, words)


def with_new_notice(before: Standing) -> Standing:
    """A process whose notice has been corrected while its block was open."""
    gate = before.process.gate.model_copy(update={"contact": "neu@amt.example (erfunden)"})
    since = before.blocks[0].opens_at + timedelta(days=1)
    notice = NoticeVersion(number=2, since=since, changed=("contact",))
    return replace(before, process=replace(before.process, gate=gate, notice=notice))


def _correcting(asked: ActView, confirmed: ActView, words: Words) -> Iterator[tuple[str, Card]]:
    problems = (Problem("notice", "nothing_changed"), Problem("contact", "entry_too_short"))
    page = replace(asked, problems=problems, form={"contact": "x"})
    yield "correct_notice", correct_notice_card.build(page, words)
    sure = replace(confirmed, after=with_new_notice(confirmed.before))
    yield "correct_notice_confirm", correct_notice_card.build(sure, words)


def _news(before: Standing, block: TopicBlock, words: Words) -> Iterator[tuple[str, Card]]:
    sealed = Standing(process=before.process, blocks=(replace(block, state=BlockState.SEALED),))
    outcomes = {
        "edit_block": (before, edited(before, block, _revised(block, "words"))),
        "extend_block": (before, extended(before, block, date(2027, 5, 28))),
        "pause_process": (sealed, sealed),
        "resume_process": (before, extended(before, block, date(2027, 5, 25))),
        "cancel_process": (before, cancelled(before)),
        "correct_notice": (before, with_new_notice(before)),
    }
    for act in ACTS:
        was, is_now = outcomes[act]
        key = block.key if act in ("extend_block", "edit_block") else ""
        news = News(act=act, before=was, after=is_now, reason=REASON, block_key=key)
        yield f"news_{act}", news_card.build(news, words)


def _status(before: Standing, block: TopicBlock, words: Words) -> Iterator[tuple[str, Card]]:
    view = StatusView(
        standing=before,
        shown={block.key: 10},
        coming=(_coming("reminds", block.opens_at), _coming("closes", block.closes_at)),
        troubles=(),
        deputies=(),
        is_lead=True,
    )
    yield "status", status_card.build(view, words)
    waiting = replace(view, pending=(pending_act(block, "1b" * 16),))
    yield "status_pending", status_card.build(waiting, words)
    for state in BlockState:
        blocks = (replace(block, state=state),)
        shown = replace(view, standing=replace(before, blocks=blocks), is_lead=False)
        yield f"status_{state}", status_card.build(replace(shown, deputies=DEPUTIES), words)
    held = replace(view, standing=paused(before, block.opens_at), coming=())
    yield "status_paused", status_card.build(replace(held, troubles=TROUBLES), words)
    rehearsal = replace(before, process=replace(before.process, is_rehearsal=True))
    yield "status_rehearsal", status_card.build(replace(view, standing=rehearsal), words)


def _deputies(process: Process, nonce: str, words: Words) -> Iterator[tuple[str, Card]]:
    several = tuple(_member(number, f"Person {number} (erfunden)") for number in range(3))
    crowd = tuple(_member(number, "N" * 60) for number in range(MOST_OFFERED))
    view = DeputyView(process=process, nonce=nonce, deputies=(), offered=several)
    shown = {
        "name_deputy": replace(view, deputies=DEPUTIES, problem="named_already"),
        "name_deputy_alone": replace(view, offered=()),
        "name_deputy_crowd": replace(view, offered=crowd),
        "name_deputy_search": replace(view, offered=(*crowd, _member(99, "Neu"))),
        "name_deputy_found": replace(view, wanted="person"),
        "name_deputy_not_found": replace(view, wanted="xyz", offered=()),
        "name_deputy_confirm": replace(view, chosen=several[0], has_changed=True, seen="a" * 32),
        "remove_deputy_confirm": replace(view, chosen=DEPUTIES[1], is_removal=True),
    }
    for name, one in shown.items():
        yield name, name_deputy_card.build(one, words)


def _editing(
    before: Standing, block: TopicBlock, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    planned = replace(block, state=BlockState.PLANNED)
    before = replace(before, blocks=(planned,))
    view = EditView(before=before, block_key=block.key, nonce=nonce, version=2, form={})
    yield "edit_block", edit_block_card.build(replace(view, begun=WORDS), words)
    changed = replace(view, has_changed=True)
    yield "edit_block_gone_part", edit_block_card.build(changed, words)
    for part in parts_of(block.content):
        page = replace(view, part=part, form=filled(block.content, part))
        yield f"edit_block_{part}", edit_block_card.build(page, words)
    yield "edit_block_wrong", edit_block_card.build(_wrong_words(view, block), words)
    yield "edit_block_wrong_toml", edit_block_card.build(_wrong_toml(view, before, block), words)
    for about, known in (("words", True), ("words", False), ("dates", True), ("dates", False)):
        after = edited(before, planned, _revised(block, about))
        page = replace(view, part=about, form={"reason": REASON}, seen="a" * 32, after=after)
        sure = replace(page, is_announced=known, has_changed=known)
        yield f"edit_block_confirm_{about}_{known}", edit_block_card.build(sure, words)


def _wrong_words(view: EditView, block: TopicBlock) -> EditView:
    problems = (Problem("reason", "reason_missing"), Problem("intro_fixed_en", "lines_uneven"))
    order = {"earlier": "x", "earlier_on": date(2027, 5, 3), "later_on": date(2027, 5, 1)}
    mistakes = (
        ("title_de", Mistake(file="x", path="title.de", code="text_empty", values={})),
        ("", Mistake(file="x.toml", path="opens_on", code="date_order", values=order)),
    )
    page = replace(view, part=WORDS, form={**filled(block.content, WORDS), "title_de": ""})
    return replace(page, problems=problems, mistakes=mistakes, is_continued=True, has_changed=True)


def _wrong_toml(view: EditView, before: Standing, block: TopicBlock) -> EditView:
    source = block_toml(block.content).replace("key = ", "kay = ")
    found = check_toml(before, block, source, block.opens_at)
    mistakes = tuple(("", one) for one in found.mistakes("planning_areas.toml"))
    return replace(view, part=TOML, form={"toml": source, "reason": REASON}, mistakes=mistakes)


def _revised(block: TopicBlock, about: str) -> TopicBlockTemplate:
    content, title = block.content, LocalText(de="Räume *und* Zuschnitte", en="Areas")
    if about == "dates":
        return content.model_copy(update={"closes_on": date(2027, 5, 25)})
    question = content.prompts[0].model_copy(update={"question": title, "help": title})
    more = {"title": title, "prompts": (question, *content.prompts[2:])}
    return content.model_copy(update={**more, "announce_days_before_open": 0})


def _member(number: int, name: str) -> Member:
    return Member(object_id=f"{number:08d}-0000-4000-8000-000000000000", user_id="", name=name)


DEPUTIES = (_member(1, "Dora *Distel* (erfunden)"), _member(2, ""))


def _coming(kind: str, at: datetime) -> Coming:
    return Coming(kind=kind, title="Planungsräume", at=at)


TROUBLES = (
    Trouble(code="bot_removed", values={}),
    Trouble(code="channel_lost", values={"title": "Planungsräume"}),
    Trouble(code="not_sealed", values={"title": "Grundverständnis"}),
    Trouble(code="overdue", values={"title": "Koordinator*innen"}),
    Trouble(code="key_lost", values={"title": "Planungsräume"}),
    Trouble(
        code="not_delivered",
        values={"place": "im Kanal", "messages": "2 Nachrichten", "why": "Weil es so ist."},
    ),
    Trouble(
        code="not_delivered_yet",
        values={"place": "im Kanal", "messages": "1 Nachricht", "why": "Weil es so ist."},
    ),
    Trouble(code="more_than_invited", values={"title": "Planungsräume", "invited": "40"}),
    Trouble(code="small_department", values={"name": "Bereich 511", "smallest": "5"}),
)
