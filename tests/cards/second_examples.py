"""Examples of everything that two people decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cards.elements.parts import Card
from cards.running import (
    confirm_second_card,
    destroy_early_card,
    pending_card,
    publish_early_card,
)
from cards.running.act_pages import ActView
from cards.running.confirm_second_card import SecondView
from content.words import Words
from participation.forms import Problem
from participation.process import BlockState, Process, TopicBlock
from participation.running.cancelling import cancelled
from participation.running.seconds import PendingAct
from participation.running.standing import Standing

REASON = "Sitzung vorgezogen, {drei} Fraktionen *bitten* (erfunden)"


def second_cards(
    process: Process, block: TopicBlock, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    """Yield the pages that ask, the message, and what the second person sees."""
    sealed = replace(block, state=BlockState.SEALED)
    before = Standing(process=process, blocks=(sealed,))
    asked = ActView(before=before, nonce=nonce, form={}, block_key=block.key)
    sure = replace(asked, form={"reason": REASON, "what": "text"}, after=before)
    yield "publish_early", publish_early_card.build(asked, words)
    yield "publish_early_confirm", publish_early_card.build(sure, words)
    problems = (Problem("what", "what_missing"), Problem("wording", "no_single_text"))
    yield "destroy_early", destroy_early_card.build(replace(asked, problems=problems), words)
    for what in ("text", "texts", "votes"):
        page = replace(sure, form={"reason": REASON, "what": what})
        yield f"destroy_early_confirm_{what}", destroy_early_card.build(page, words)
    pending = pending_act(block, nonce)
    yield "pending", pending_card.build(process, pending, words)
    view = SecondView(pending=pending, act=sure, nonce=nonce, part="deputy", is_own=False)
    shown = replace(view, shown_text="Der eine Text, *um den* es geht.", has_changed=True)
    yield "confirm_second", confirm_second_card.build(shown, words)
    yield "confirm_second_own", confirm_second_card.build(replace(view, is_own=True), words)
    open_before = Standing(process=process, blocks=(block,))
    cancelling = replace(asked, before=open_before, block_key="", after=cancelled(open_before))
    cancel = replace(
        view,
        pending=replace(pending, act="cancel_process", block_key=""),
        act=cancelling,
        part=None,
    )
    yield "confirm_second_cancelling", confirm_second_card.build(cancel, words)


def pending_act(block: TopicBlock, nonce: str) -> PendingAct:
    """A request that waits."""
    return PendingAct(
        process_id=block.process_id,
        request_id=nonce,
        act="destroy_early",
        block_key=block.key,
        form={"reason": REASON, "what": "text", "row": "aa" * 16},
        asked_by="anna",
        asked_at=block.closes_at + timedelta(days=1),
    )
