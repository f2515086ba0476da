"""What is open for somebody, as a message: the same for all members of the same channels."""

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from cards.block_card import VERB, ref_data
from cards.chat import what_waits_card
from cards.elements.outlook import outlook
from cards.elements.parts import (
    Card,
    buttons,
    finish,
    heading,
    label,
    opens_dialog,
    paragraph,
    section,
)
from content.words import Words
from participation.process import Process, TopicBlock

MOST_SHOWN = 6
"""How many open blocks a message lists; the dialog behind its button lists more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartView:
    """What to show. `has_unseen` says that some channels could not be looked at in time."""

    open_blocks: Sequence[tuple[Process, TopicBlock]]
    next_block: tuple[Process, TopicBlock] | None
    takes_part: bool
    has_unseen: bool


def build(view: StartView, words: Words) -> Card:
    """Return the open blocks with a button each, and the button for everything of one's own."""
    situation = _situation(view)
    title = words.text(f"start.titles.{situation}")
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text(f"start.texts.{situation}")),
        *(_open_block(*one, words) for one in view.open_blocks[:MOST_SHOWN]),
        *outlook(view.next_block, words, has_unseen=view.has_unseen),
    ]
    look = opens_dialog(what_waits_card.VERB, words.text("what_waits.look"), {})
    return finish(body, [look] if view.takes_part else [], title=title, words=words)


def _situation(view: StartView) -> str:
    if view.open_blocks:
        return "open"
    if view.takes_part:
        return "nothing_open"
    return "not_seen" if view.has_unseen else "nobody"


def _open_block(process: Process, block: TopicBlock, words: Words) -> CardElement:
    closes = words.moment(block.closes_at, process.template.time_zone)
    answer = opens_dialog(VERB, words.text("block.answer"), ref_data(process, block))
    return section(
        label(block.content.title.to(words.language)),
        paragraph(words.text("start.until", closes=closes), spacing="None"),
        buttons([answer]),
    )
