"""The card that tells a team that a process has started: what, when, and what is settled."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from cards.elements.parts import (
    Card,
    bullets,
    caution,
    finish,
    heading,
    paragraph,
    section,
    small_print,
)
from cards.elements.privacy_notice import privacy_notice
from content.words import Words
from participation.process import BlockState, Process, ProcessState, TopicBlock


def build(process: Process, blocks: Sequence[TopicBlock], words: Words) -> Card:
    """Return the announcement with all dates and the privacy notice."""
    template = process.template
    title = words.text("process.title", title=template.title.to(words.language))
    decision = template.decision
    decides = words.text(
        "process.decides",
        title=decision.title.to(words.language),
        day=words.date(decision.decides_on),
    )
    body: list[CardElement] = [
        heading(title),
        *_standstill(process, words),
        paragraph(template.summary.to(words.language)),
        small_print(template.source.to(words.language)),
        heading(words.text("process.blocks"), size="Medium"),
        bullets([_dates(block, words) for block in blocks]),
        heading(words.text("process.decision"), size="Medium"),
        paragraph(decides, spacing="Small"),
        privacy_notice(process, words),
        section(small_print(template.texts.limits.to(words.language))),
    ]
    return finish(body, title=title, words=words)


def _standstill(process: Process, words: Words) -> list[CardElement]:
    if process.state is ProcessState.RUNNING:
        return []
    return [caution(words.text(f"process.states.{process.state}"))]


def _dates(block: TopicBlock, words: Words) -> str:
    content = block.content
    if block.state is BlockState.CANCELLED:
        return words.text("process.called_off", title=content.title.to(words.language))
    return words.text(
        "process.dates",
        title=content.title.to(words.language),
        opens=words.date(content.opens_on),
        closes=words.date(content.closes_on),
        publishes=words.date(content.publishes_on),
    )
