"""The dialog in which a lead chooses another channel for blocks whose channel is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from microsoft_teams.cards import CardElement
from pydantic import Field

from cards.elements.card_data import CardData, Name, ProcessId, understood
from cards.elements.inputs import Question, choice_input
from cards.elements.parts import (
    Card,
    bullets,
    complaint,
    finish,
    heading,
    paragraph,
    small_print,
    submits,
)
from content.words import Words
from participation.process import Process, TopicBlock

VERB = "move_block"
MOST_CHANNELS = 100
"""A drop-down with more would be too large for a message, and for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveInput:
    """Which block is meant, and which channel was chosen; empty before one is."""

    process_id: str
    block_key: str
    channel_id: str = ""


class MoveData(CardData):
    """The dialog's data as it arrives."""

    process: ProcessId
    block: Name
    channel: Annotated[str, Field(max_length=200)] = ""


def build(
    process: Process,
    blocks: Sequence[TopicBlock],
    channels: Sequence[tuple[str, str]],
    words: Words,
    *,
    is_wrong: bool = False,
) -> Card:
    """Return the choice among the team's `channels` (id, name) for all `blocks` at once."""
    title = words.text("move_block.title")
    offered = sorted(channels, key=lambda one: one[1].casefold())[:MOST_CHANNELS]
    question = Question(
        id="channel", label=words.text("move_block.channel"), error=words.text("move_block.missing")
    )
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("move_block.text")),
        bullets([block.content.title.to(words.language) for block in blocks]),
        choice_input(question, offered, is_expanded=False),
    ]
    if is_wrong:
        body.append(complaint(words.text("set_up.problems.channel_unknown")))
    if len(channels) > len(offered):
        body.append(small_print(words.text("move_block.more", count=words.number(len(offered)))))
    body.append(small_print(words.text("move_block.kept")))
    data = {"process": process.process_id, "block": blocks[0].key}
    button = submits(VERB, words.text("move_block.submit"), data, style="positive")
    return finish(body, [button], title=title, words=words)


def read(data: Mapping[str, object]) -> MoveInput:
    """Return what was chosen, or refuse data that no card of ours can have sent."""
    sent = understood(MoveData, data)
    return MoveInput(process_id=sent.process, block_key=sent.block, channel_id=sent.channel)
