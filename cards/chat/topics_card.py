"""All topic blocks of everything that somebody takes part in, with dates, state and channel."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from microsoft_teams.cards import CardElement

from cards.block_card import VERB, ref_data
from cards.elements.outlook import outlook
from cards.elements.parts import (
    Card,
    buttons,
    finish,
    first_fitting,
    heading,
    label,
    opens_dialog,
    paragraph,
    section,
    small_print,
)
from content.words import Words
from participation.process import Process, TopicBlock

Mine = tuple[Process, TopicBlock]


def build(mine: Sequence[Mine], now: datetime, words: Words, *, has_unseen: bool) -> Card:
    """Return the blocks process by process, the newest process first.

    Processes that began long ago are left out where all together would be too long.
    """
    processes = _by_process(mine)
    forms = [
        partial(_card, processes, shown, now, words, has_unseen=has_unseen)
        for shown in range(len(processes), 0, -1)
    ]
    if not forms:
        return _empty(words, has_unseen=has_unseen)
    return first_fitting(forms)


def _by_process(mine: Sequence[Mine]) -> list[list[Mine]]:
    ordered = sorted(mine, key=lambda pair: pair[0].process_id)
    groups = [list(group) for _, group in groupby(ordered, key=lambda pair: pair[0].process_id)]
    return sorted(groups, key=lambda group: group[-1][1].opens_at, reverse=True)


def _empty(words: Words, *, has_unseen: bool) -> Card:
    situation = "not_seen" if has_unseen else "nobody"
    title = words.text(f"start.titles.{situation}")
    body = [heading(title), paragraph(words.text(f"start.texts.{situation}"))]
    return finish(body, title=title, words=words)


def _card(
    processes: list[list[Mine]], shown: int, now: datetime, words: Words, *, has_unseen: bool
) -> Card:
    title = words.text("topics.title")
    older = [small_print(words.text("topics.older"))] if shown < len(processes) else []
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("topics.text")),
        *(element for blocks in processes[:shown] for element in _process(blocks, now, words)),
        *older,
        *outlook(None, words, has_unseen=has_unseen),
    ]
    return finish(body, title=title, words=words)


def _process(blocks: Sequence[Mine], now: datetime, words: Words) -> list[CardElement]:
    template = blocks[0][0].template
    name = section(heading(template.title.to(words.language), size="Medium"))
    return [name, *(element for one in blocks for element in _block(*one, now, words))]


def _block(process: Process, block: TopicBlock, now: datetime, words: Words) -> list[CardElement]:
    zone = process.template.time_zone
    state = words.text(
        f"topics.states.{'paused' if block.is_paused else block.state}",
        opens=words.moment(block.opens_at, zone),
        closes=words.moment(block.closes_at, zone),
        publishes=words.moment(block.publishes_at, zone),
    )
    where = words.text("topics.where", channel=block.channel_name)
    found: list[CardElement] = [
        label(block.content.title.to(words.language)),
        paragraph(state, spacing="None"),
        *([small_print(where)] if block.channel_name else []),
    ]
    if block.is_open(now):
        answer = opens_dialog(VERB, words.text("block.answer"), ref_data(process, block))
        found.append(buttons([answer]))
    return found
