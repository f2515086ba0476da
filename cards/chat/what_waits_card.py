"""The dialog that lists what waits for somebody, and leads on to each of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from microsoft_teams.cards import CardElement, SubmitAction

from cards.block_card import CHOOSE, ref_data
from cards.chat import show_my_data_card
from cards.elements.outlook import outlook
from cards.elements.parts import (
    Card,
    buttons,
    finish,
    heading,
    label,
    leaves,
    paragraph,
    section,
    submits,
)
from cards.proposals import propose_statement_card
from content.words import Words
from participation.process import Process, TopicBlock

VERB = "what_waits"
MOST_SHOWN = 20
WaitingState = Literal["open", "begun", "answered", "new", "changing", "over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One open block, and what its reader has done in it so far.

    "new" stands for an answer that does not know `new_count` statements yet; "over" for a block
    whose key is lost: it takes no more answers.
    """

    process: Process
    block: TopicBlock
    state: WaitingState
    new_count: int = 0


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
    my_data = leaves(show_my_data_card.VERB, words.text("my_data.title"), {"part": 0})
    return finish(body, [my_data], title=title, words=words)


def _row(one: Waiting, words: Words) -> CardElement:
    said: list[CardElement] = [
        label(one.block.content.title.to(words.language)),
        paragraph(_state(one, words), spacing="None"),
    ]
    if one.state != "over":
        proposes = propose_statement_card.opens(one.process, one.block, words)
        said.append(buttons([*_opens(one, words), *proposes]))
    return section(*said)


def _state(one: Waiting, words: Words) -> str:
    closes = words.moment(one.block.closes_at, one.process.template.time_zone)
    if one.state == "new":
        return words.counted("what_waits.new", one.new_count, closes=closes)
    return words.text(f"what_waits.states.{one.state}", closes=closes)


def _opens(one: Waiting, words: Words) -> list[SubmitAction]:
    data = ref_data(one.process, one.block)
    if one.state != "new":
        return [submits(CHOOSE, words.text(f"what_waits.buttons.{one.state}"), data)]
    second_round = {**data, "second_round": True}
    return [
        submits(CHOOSE, words.text("own_answer.extend"), second_round, style="positive"),
        submits(CHOOSE, words.text("what_waits.buttons.answered"), data),
    ]
