"""A small invented process and one example of every card, for the tests of the cards."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

from cards import (
    announcement_card,
    answer_card,
    block_card,
    channel_lost_card,
    conflict_card,
    decision_card,
    gone_card,
    help_card,
    move_block_card,
    notice_card,
    own_answer_card,
    process_card,
    published_card,
    refusal_card,
    reminder_card,
    set_up_process_card,
    start_set_up_card,
    summary_card,
    thanks_card,
    welcome_card,
    withdraw_card,
)
from cards.chat import start_card, topics_card, unknown_words_card, what_waits_card
from cards.chat.what_waits_card import Waiting, WaitingState
from cards.elements.parts import Card
from cards.set_up_process_card import PreviewRow, SetUpView
from content.words import Words
from participation.forms import Problem
from participation.process import BlockState, Process, TopicBlock
from participation.refusals import BlockClosedError
from participation.responses import Response
from participation.running.standing import Standing
from participation.set_up import SET_UP_STEPS
from participation.start_gate import StartGate
from participation.steps import steps_of
from participation.templates.local_text import LocalText
from participation.templates.template import ProcessTemplate
from tests.cards.concern_examples import concern_cards
from tests.cards.kinds import cards_of_kinds
from tests.cards.meetings import outcome_cards
from tests.cards.my_data_examples import my_data_cards
from tests.cards.notices import NOTICE_VALUES, NOTICES, TEAM_NOTICES
from tests.cards.paper_examples import paper_cards
from tests.cards.proposal_examples import proposal_cards
from tests.cards.rehearsal_examples import rehearsal_cards
from tests.cards.results import empty_office, small_office, whole_office
from tests.cards.running_examples import running_cards, with_new_notice
from tests.cards.second_examples import second_cards

PROCESS_ID = "0a" * 16
NONCE = "1b" * 16
STATE = "2c" * 16
SEEN = "3d" * 16
SOURCE = Path(__file__).with_name("example.toml").read_text("utf-8")
TEMPLATE = ProcessTemplate.model_validate(tomllib.loads(SOURCE))
GATE = StartGate.model_validate(
    {
        "legal_basis": "§ 15 LDSG mit {Dienstvereinbarung}",
        "dpia_decision": "durchgeführt am 3. März",
        "staff_council_agreed_on": date(2027, 3, 10),
        "staff_council_reference": "DV 12/2027",
        "sealed_rows_months": 12,
        "quote_rule": "internal",
        "contact": "planung@amt.example",
    }
)
PROCESS = Process(
    process_id=PROCESS_ID, tenant_id="t-1", team_id="19:team", template=TEMPLATE, gate=GATE
)
BLOCK = TopicBlock(
    process_id=PROCESS_ID,
    content=TEMPLATE.topic_blocks[0],
    channel_id="19:areas",
    opens_at=datetime(2027, 5, 3, 6, 0, tzinfo=UTC),
    closes_at=datetime(2027, 5, 21, 16, 0, tzinfo=UTC),
    publishes_at=datetime(2027, 5, 28, 8, 0, tzinfo=UTC),
    state=BlockState.OPEN,
)
PAUSED_BLOCK = replace(BLOCK, paused_at=datetime(2027, 5, 12, 9, 30, tzinfo=UTC))
HEAD = "12:0f1e2d3c4b5a6978"
ANSWERS = {
    "views.few": "agree",
    "views.own": "pass",
    "size": "5",
    "wish": "Mehr Zeit.\n\nUnd {Raum}, *viel* Raum.",
}
RESPONSE = Response(department="512", answers=ANSWERS)
STEPS = steps_of(BLOCK.content, NONCE)
VIEW = answer_card.AnswerView(
    process=PROCESS,
    block=BLOCK,
    steps=STEPS,
    step=0,
    nonce=NONCE,
    state=STATE,
    department="512",
    answers=ANSWERS,
)
CONFLICT = conflict_card.ConflictView(
    process=PROCESS,
    block=BLOCK,
    stored=Response(department="512", answers=ANSWERS),
    draft=Response(department="511", answers={**ANSWERS, "views.own": "agree", "size": "2"}),
    nonce=NONCE,
    state=STATE,
    seen=SEEN,
    is_complete=True,
)
FORM = {
    "template": "example",
    "first_day": "2027-05-03",
    "smallest_group": "5",
    "channel_areas": "19:areas",
    "invited_511": "14",
    "invited_512": "13",
    "invited_515": "13",
    "guests": "exclude",
    "legal_basis": GATE.legal_basis,
    "dpia_decision": GATE.dpia_decision,
    "staff_council_agreed_on": "2027-03-10",
    "staff_council_reference": GATE.staff_council_reference,
    "sealed_rows_months": "12",
    "sealed_texts_months": "6",
    "counts_months": "36",
    "outcomes_months": "24",
    "trail_months": "60",
    "quote_rule": "internal",
    "contact": GATE.contact,
}
SET_UP = SetUpView(
    step="basics",
    nonce=NONCE,
    form=FORM,
    templates=(TEMPLATE,),
    template=TEMPLATE,
    channels=(("19:general", "Allgemein"), ("19:areas", "Planungsräume")),
)
PREVIEW = (
    PreviewRow(title="Planungsräume", when="28. April", channel="Planungsräume", kind="announces"),
    PreviewRow(title="Planungsräume", when="3. Mai", channel="Planungsräume", kind="opens"),
    PreviewRow(title="Planungsräume", when="14. Mai", channel="Planungsräume", kind="reminds"),
    PreviewRow(title="Planungsräume", when="21. Mai", channel="Planungsräume", kind="closes"),
    PreviewRow(title="Planungsräume", when="28. Mai", channel="Planungsräume", kind="publishes"),
    PreviewRow(title="Sitzung", when="12. Juli", channel="", kind="decides"),
)
PROBLEMS = {
    "basics": (Problem("first_day", "date_past"), Problem("smallest_group", "group_too_small")),
    "channels": (Problem("channel_areas", "channel_missing"),),
    "invited": (Problem("invited_512", "invited_invalid"),),
}


def every_card(words: Words) -> dict[str, Card]:
    """Return one example of every card in every state, by a name that a snapshot can bear."""
    return {
        **dict(_cards(words)),
        **dict(_channel_cards(words)),
        **dict(rehearsal_cards(PROCESS, BLOCK, SET_UP.channels, NONCE, words)),
        **dict(paper_cards(PROCESS, BLOCK, RESPONSE, NONCE, words)),
        **dict(my_data_cards(PROCESS, BLOCK, RESPONSE, words)),
        **dict(second_cards(PROCESS, BLOCK, NONCE, words)),
        **dict(_team_cards(words)),
        **dict(running_cards(PROCESS, BLOCK, NONCE, words)),
        **dict(concern_cards(VIEW, PROCESS, words)),
    }


def _team_cards(words: Words) -> Iterator[tuple[str, Card]]:
    blocks = [replace(BLOCK, state=state) for state in BlockState]
    yield "channel_lost", channel_lost_card.build(PROCESS, blocks, words)
    yield "move_block", move_block_card.build(PROCESS, blocks[:1], SET_UP.channels, words)
    many = [(f"19:{number}", f"Kanal {number:03}") for number in range(400)]
    wrong = move_block_card.build(PROCESS, blocks[:1], many, words, is_wrong=True)
    yield "move_block_many_channels", wrong
    values = {"process": TEMPLATE.title.to(words.language), "channel": "Planungsräume"}
    for notice in TEAM_NOTICES:
        card = notice_card.build(notice, words, command="hilfe", **values)
        yield f"notice_{notice}", card


def _channel_cards(words: Words) -> Iterator[tuple[str, Card]]:
    states = {state: replace(BLOCK, state=state) for state in BlockState}
    for state, block in states.items():
        yield f"block_{state}", block_card.build(PROCESS, block, 10, words)
    yield "block_paused", block_card.build(PROCESS, PAUSED_BLOCK, 10, words)
    yield "reminder", reminder_card.build(PROCESS, BLOCK, words)
    yield "reminder_paused", reminder_card.build(PROCESS, PAUSED_BLOCK, words)
    for state in (BlockState.CLOSED, BlockState.CANCELLED):
        yield f"reminder_{state}", reminder_card.build(PROCESS, states[state], words)
    planned, closed = states[BlockState.PLANNED], states[BlockState.CLOSED]
    yield "announcement", announcement_card.build(PROCESS, planned, words)
    yield "thanks", thanks_card.build(PROCESS, closed, 20, words)
    yield "thanks_uncounted", thanks_card.build(PROCESS, closed, 0, words)


def _cards(words: Words) -> Iterator[tuple[str, Card]]:
    yield from _answering_cards(words)
    for notice in NOTICES:
        yield f"notice_{notice}", notice_card.build(notice, words, **NOTICE_VALUES)
    closed = BlockClosedError(
        title=LocalText(de="Planungsräume", en="Planning areas"), closes_at=BLOCK.closes_at
    )
    yield "refusal", refusal_card.build(closed, words)
    yield "refusal_internal", refusal_card.build_internal(words)
    yield "refusal_unsure", refusal_card.build_unsure(words)
    yield "welcome", welcome_card.build(words)
    yield "start_set_up", start_set_up_card.build(words)
    for step_name in SET_UP_STEPS:
        view = replace(
            SET_UP, step=step_name, preview=PREVIEW, problems=PROBLEMS.get(step_name, ())
        )
        yield f"set_up_{step_name}", set_up_process_card.build(view, words)
    continued = replace(SET_UP, step="gate", version=3, is_continued=True)
    yield "set_up_continued", set_up_process_card.build(continued, words)
    yield "process", process_card.build(PROCESS, (BLOCK,), words)
    yield "decision", decision_card.build(PROCESS, words)
    others = (("basics", "Grundverständnis"), ("coordinators", "Koordinator*innen"))
    yield "summary", summary_card.build(PROCESS, BLOCK, whole_office(), others, words, head=HEAD)
    yield "summary_withheld", summary_card.build(PROCESS, BLOCK, small_office(), (), words)
    yield "summary_nothing", summary_card.build(PROCESS, BLOCK, empty_office(), (), words)
    yield "published", published_card.build(PROCESS, BLOCK, whole_office(), words, head=HEAD)
    yield "published_withheld", published_card.build(PROCESS, BLOCK, small_office(), words)
    yield "published_nothing", published_card.build(PROCESS, BLOCK, empty_office(), words)
    yield "help", help_card.build(words)
    yield from _chat_cards(words)
    yield from outcome_cards(PROCESS, words)
    yield from cards_of_kinds(VIEW, NONCE, words)
    yield from proposal_cards(PROCESS, BLOCK, RESPONSE, NONCE, words)


def _answering_cards(words: Words) -> Iterator[tuple[str, Card]]:
    for step, page in enumerate(STEPS):
        name = page.item.replace(".", "_") or ("review" if page.is_review else "department")
        yield f"answer_{name}", answer_card.build(replace(VIEW, step=step), words)
    empty = replace(VIEW, step=1, answers={}, is_change=True, problem="Bitte ändern.")
    yield "answer_problem", answer_card.build(empty, words)
    resumed = replace(VIEW, step=3, is_resumed=True)
    yield "answer_resumed", answer_card.build(resumed, words)
    yield "answer_resumed_change", answer_card.build(replace(resumed, is_change=True), words)
    yield "conflict", conflict_card.build(CONFLICT, words)
    unfinished = replace(CONFLICT, is_complete=False)
    yield "conflict_unfinished", conflict_card.build(unfinished, words)
    yield "gone", gone_card.build(PROCESS, BLOCK, NONCE, words)
    response = Response(department="512", answers=ANSWERS)
    yield "own_answer", own_answer_card.build(PROCESS, BLOCK, response, NONCE, words)
    paused_own = own_answer_card.build(PROCESS, PAUSED_BLOCK, response, NONCE, words)
    yield "own_answer_paused", paused_own
    renewed = with_new_notice(Standing(process=PROCESS, blocks=(BLOCK,))).process
    yield "own_answer_new_notice", own_answer_card.build(renewed, BLOCK, response, NONCE, words)
    yield "answer_new_notice", answer_card.build(replace(VIEW, process=renewed), words)
    yield "withdraw", withdraw_card.build(PROCESS, BLOCK, NONCE, words)
    yield "withdraw_paused", withdraw_card.build(PROCESS, PAUSED_BLOCK, NONCE, words)


def _chat_cards(words: Words) -> Iterator[tuple[str, Card]]:
    here = (PROCESS, replace(BLOCK, channel_name="Planungsräume"))
    planned = (PROCESS, replace(here[1], state=BlockState.PLANNED))
    view = start_card.StartView(
        open_blocks=(here,), next_block=planned, takes_part=True, has_unseen=False
    )
    yield "start", start_card.build(view, words)
    nothing = replace(view, open_blocks=(), next_block=None, has_unseen=True)
    yield "start_nothing_open", start_card.build(nothing, words)
    nobody = replace(nothing, takes_part=False, has_unseen=False)
    yield "start_nobody", start_card.build(nobody, words)
    yield "start_not_seen", start_card.build(replace(nobody, has_unseen=True), words)
    states = get_args(WaitingState)
    waiting = [Waiting(process=PROCESS, block=BLOCK, state=state, new_count=2) for state in states]
    yield "what_waits", what_waits_card.build(waiting, planned, words, has_unseen=False)
    yield "what_waits_nothing", what_waits_card.build((), None, words, has_unseen=True)
    mine = [(PROCESS, replace(here[1], state=state)) for state in BlockState]
    now = BLOCK.opens_at
    yield "topics", topics_card.build(mine, now, words, has_unseen=True)
    yield "topics_nobody", topics_card.build((), now, words, has_unseen=False)
    yield "unknown_words", unknown_words_card.build("", words)
    meant = words.text("commands.show_topics")
    yield "unknown_words_meant", unknown_words_card.build(meant, words)
    yield "unknown_words_long", unknown_words_card.build_long(words, is_channel=False)
    yield "unknown_words_long_in_channel", unknown_words_card.build_long(words, is_channel=True)
