"""The dialog that lists what waits for somebody, and leads on to each of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from microsoft_teams.cards import CardElement

from cards.block_card import ref_data
from cards.elements.outlook import outlook
from cards.elements.parts import (
    Card,
    buttons,
    finish,
    heading,
    label,
    paragraph,
    section,
    submits,
)
from content.words import Words
from participation.process import Process, TopicBlock

VERB = "what_waits"
CHOOSE = "choose_block"
MOST_SHOWN = 20
WaitingState = Literal["open", "begun", "answered", "changing", "over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One open block, and what its reader has done in it so far.

    "over" stands for a block whose key is lost: it takes no more answers.
    """

    process: Process
    block: TopicBlock
    state: WaitingState


def build(
    waiting: Sequence[Waiting],
    next_block: tuple[Process, TopicBlock] | None,
    words: Words,
    *,
    has_unseen: bool,
) -> Card:
    """Return a row per block with the button that opens it in this window."""
    title = words.text("what_waits.title")
    text = words.text("what_waits.text" if waiting else "what_waits.nothing")
    body: list[CardElement] = [
        heading(title),
        paragraph(text),
        *(_row(one, words) for one in waiting[:MOST_SHOWN]),
        *outlook(next_block, words, has_unseen=has_unseen),
    ]
    return finish(body, title=title, words=words)


def _row(one: Waiting, words: Words) -> CardElement:
    closes = words.moment(one.block.closes_at, one.process.template.time_zone)
    said: list[CardElement] = [
        label(one.block.content.title.to(words.language)),
        paragraph(words.text(f"what_waits.states.{one.state}", closes=closes), spacing="None"),
    ]
    if one.state != "over":
        button = words.text(f"what_waits.buttons.{one.state}")
        said.append(buttons([submits(CHOOSE, button, ref_data(one.process, one.block))]))
    return section(*said)
