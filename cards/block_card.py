"""The card of a topic block in its channel: invitation, deadline and a coarse count."""

from collections.abc import Mapping
from dataclasses import dataclass

from microsoft_teams.cards import CardElement, SubmitAction

from cards.elements.card_data import BlockData, understood
from cards.elements.parts import (
    Card,
    Data,
    bullets,
    finish,
    heading,
    opens_dialog,
    paragraph,
    section,
    small_print,
)
from content.words import Words
from participation.process import BlockState, Process, TopicBlock

VERB = "answer_block"
CHOOSE = "choose_block"
"""The verb of buttons that open a block in the window of another dialog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRef:
    """Which block somebody pressed the button of, and in which version.

    `is_second_round` asks for the statements that came in after one's answer, without a detour.
    """

    process_id: str
    block_key: str
    revision: int
    is_second_round: bool = False


class OpenData(BlockData):
    """The button's data as it arrives."""

    second_round: bool = False


def build(process: Process, block: TopicBlock, answered: int, words: Words) -> Card:
    """Return the card for the block's state.

    `answered` is a coarse step as of the last full hour, 0 for fewer than five; it is told while
    the block is open. In a pause the button still leads to one's own answer.
    """
    title = block.content.title.to(words.language)
    body: list[CardElement] = [heading(title), paragraph(_state(process, block, words))]
    actions: list[SubmitAction] = []
    if block.is_paused:
        body.append(small_print(count_line(answered, words)))
        actions = [opens_dialog(VERB, words.text("block.own_answer"), ref_data(process, block))]
    elif block.state is BlockState.OPEN:
        body += [*_intro(block, words), _confidentiality(process, block, words)]
        body += [
            small_print(count_line(answered, words)),
            small_print(words.text("block.voluntary")),
        ]
        actions = [opens_dialog(VERB, words.text("block.answer"), ref_data(process, block))]
    return finish(body, actions, title=title, words=words)


def read(data: Mapping[str, object]) -> BlockRef:
    """Return the block that the button names, or refuse data that no card of ours can have sent."""
    sent = understood(OpenData, data)
    return BlockRef(
        process_id=sent.process,
        block_key=sent.block,
        revision=sent.revision,
        is_second_round=sent.second_round,
    )


def ref_data(process: Process, block: TopicBlock) -> Data:
    """Return what a button carries to name its block."""
    return {"process": process.process_id, "block": block.key, "revision": block.revision}


def _state(process: Process, block: TopicBlock, words: Words) -> str:
    zone = process.template.time_zone
    if block.is_paused and block.paused_at:
        return words.text("block.states.paused", paused=words.moment(block.paused_at, zone))
    return words.text(
        f"block.states.{block.state}",
        opens=words.moment(block.opens_at, zone),
        closes=words.moment(block.closes_at, zone),
        publishes=words.moment(block.publishes_at, zone),
    )


def _intro(block: TopicBlock, words: Words) -> list[CardElement]:
    intro = block.content.intro
    return [
        heading(words.text("block.fixed"), size="Medium"),
        bullets([point.to(words.language) for point in intro.fixed]),
        heading(words.text("block.open"), size="Medium"),
        bullets([point.to(words.language) for point in intro.open]),
        heading(words.text("block.decided_by"), size="Medium"),
        paragraph(intro.decided_by.to(words.language), spacing="Small"),
    ]


def _confidentiality(process: Process, block: TopicBlock, words: Words) -> CardElement:
    own = process.template.texts.confidentiality
    closes = words.moment(block.closes_at, process.template.time_zone)
    publishes = words.moment(block.publishes_at, process.template.time_zone)
    points = [
        words.text("block.confidential.open", closes=closes),
        words.text("block.confidential.draft"),
        words.text("block.confidential.sealed"),
        words.text("block.confidential.published", publishes=publishes),
        words.text("block.confidential.steering"),
        words.text("block.confidential.small_counts", smallest=process.smallest_group),
    ]
    return section(
        heading(words.text("block.confidential.title"), size="Medium"),
        *([paragraph(own.to(words.language), spacing="Small")] if own else []),
        bullets(points),
    )


def count_line(answered: int, words: Words) -> str:
    """Return how many have answered, as coarsely as everybody is told."""
    if answered == 0:
        return words.text("block.count.few")
    return words.text("block.count.at_least", count=words.number(answered))
