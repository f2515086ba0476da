"""The answer to the rehearsal command, and the dialog in which template and channel are chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from cards.elements.card_data import CardData, Nonce, understood
from cards.elements.inputs import Question, choice_input
from cards.elements.parts import (
    Card,
    bullets,
    finish,
    heading,
    opens_dialog,
    paragraph,
    submits,
)
from content.words import Words

VERB = "start_rehearsal"

Entry = Annotated[str, StringConstraints(max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalInput:
    """Which template is to be rehearsed in which channel."""

    nonce: str
    template: str
    channel_id: str


class RehearsalData(CardData):
    """The dialog's data as it arrives."""

    nonce: Nonce
    template: Entry = ""
    channel: Entry = ""


def build_offer(words: Words) -> Card:
    """Return one sentence and the button that opens the dialog."""
    title = words.text("rehearsal.title")
    body = [heading(title), paragraph(words.text("rehearsal.offer"))]
    button = opens_dialog(VERB, words.text("rehearsal.open"), {})
    return finish(body, [button], title=title, words=words)


def build(
    templates: Sequence[tuple[str, str]],
    channels: Sequence[tuple[str, str]],
    nonce: str,
    words: Words,
) -> Card:
    """Return the dialog; `templates` and `channels` are (value, title)."""
    title = words.text("rehearsal.title")
    only = templates[0][0] if len(templates) == 1 else ""
    template = _question("template", only, words)
    channel = _question("channel", "", words)
    body = [
        heading(title),
        paragraph(words.text("rehearsal.text")),
        bullets(words.list("rehearsal.rules")),
        choice_input(template, templates),
        choice_input(channel, channels, is_expanded=False),
    ]
    start = submits(VERB, words.text("rehearsal.start"), {"nonce": nonce}, style="positive")
    return finish(body, [start], title=title, words=words)


def read(data: Mapping[str, object]) -> RehearsalInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    sent = understood(RehearsalData, data)
    return RehearsalInput(nonce=sent.nonce, template=sent.template, channel_id=sent.channel)


def _question(field: str, value: str, words: Words) -> Question:
    return Question(
        id=field,
        label=words.text(f"rehearsal.labels.{field}"),
        error=words.text(f"rehearsal.required.{field}"),
        value=value,
    )
