"""The dialog in which somebody sees what is kept about them; the message only offers it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field

from cards.block_card import CHOOSE, ref_data
from cards.chat.my_data_json import MOST_IN_PART, parts_of
from cards.elements.card_data import CardData, understood
from cards.elements.inputs import Question, text_input
from cards.elements.parts import (
    Card,
    bullets,
    buttons,
    facts,
    finish,
    heading,
    label,
    leaves,
    opens_dialog,
    paragraph,
    section,
    submits,
)
from content.words import Words
from participation.my_data import KeptInBlock, KeptUnderAccount, MyData
from participation.process import Process, TopicBlock
from participation.templates.schedule import months_later

VERB = "show_my_data"
MOST_SHOWN = 12
"""How many open blocks, and how many closed ones, the dialog lists; the JSON has all."""


class MyDataData(CardData):
    """The button's data as it arrives: which part of the JSON is asked for, 0 for the overview."""

    part: Annotated[int, Field(ge=0, le=10_000)] = 0


def read(data: Mapping[str, object]) -> int:
    """Return which part is asked for, or refuse data that no card of ours can have sent."""
    return understood(MyDataData, data).part


def build_offer(words: Words) -> Card:
    """Return the message, which says nothing about anybody."""
    title = words.text("my_data.title")
    body = [heading(title), paragraph(words.text("my_data.offer"))]
    look = opens_dialog(VERB, words.text("my_data.look"), {})
    return finish(body, [look], title=title, words=words)


def build(data: MyData, part: int, words: Words) -> Card:
    """Return the overview, or one part of everything as JSON in a field to copy from.

    A part that is not there any more, since something was withdrawn meanwhile, is the last one.
    """
    if not part:
        return _overview(data, words)
    parts = parts_of(data, words)
    return _json(parts, min(part, len(parts)), words)


def _overview(data: MyData, words: Words) -> Card:
    title = words.text("my_data.title")
    nothing = [paragraph(words.text("my_data.nothing_open"))] if not data.open else []
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("my_data.text")),
        section(heading(words.text("my_data.open_title"), size="Medium"), *nothing),
        *(_open_block(one, words) for one in data.open[:MOST_SHOWN]),
        *_closed(data.closed, words),
        _account(data, words),
    ]
    take = leaves(VERB, words.text("my_data.take"), {"part": 1})
    return finish(body, [take], title=title, words=words)


def _open_block(kept: KeptInBlock, words: Words) -> CardElement:
    title = kept.block.content.title.to(words.language)
    said: list[CardElement] = [label(title), *_states(kept, words)]
    if kept.is_member and not kept.is_key_lost:
        said.append(buttons([_opens(kept, words)]))
    return section(*said)


def _states(kept: KeptInBlock, words: Words) -> list[CardElement]:
    if kept.is_key_lost:
        return [paragraph(words.text("my_data.states.key_lost"), spacing="None")]
    if kept.is_empty:
        return [paragraph(words.text("my_data.states.nothing"), spacing="None")]
    lines = [
        *([words.text("my_data.states.stored")] if kept.stored else []),
        *([words.counted("my_data.drafts", len(kept.drafts))] if kept.drafts else []),
        *([words.counted("my_data.proposals", len(kept.proposals))] if kept.proposals else []),
        *([] if kept.is_member else [words.text("my_data.states.left")]),
    ]
    return [bullets(lines)]


def _opens(kept: KeptInBlock, words: Words) -> SubmitAction:
    name = words.text("my_data.answer" if kept.is_empty else "my_data.change")
    return submits(CHOOSE, name, ref_data(kept.process, kept.block))


def _closed(closed: Sequence[tuple[Process, TopicBlock]], words: Words) -> list[CardElement]:
    if not closed:
        return []
    contacts = sorted({process.gate.contact for process, _ in closed})
    latest = sorted(closed, key=lambda one: one[1].closes_at)[-MOST_SHOWN:]
    return [
        section(
            heading(words.text("my_data.closed_title"), size="Medium"),
            paragraph(words.text("my_data.closed_note")),
            bullets([_closed_line(*one, words=words) for one in latest]),
            paragraph(words.text("my_data.closed_contact", contact=", ".join(contacts))),
        )
    ]


def _closed_line(process: Process, block: TopicBlock, *, words: Words) -> str:
    day = months_later(block.closes_at.date(), process.gate.sealed_rows_months)
    title = block.content.title.to(words.language)
    return words.text("my_data.closed_block", title=title, day=words.date(day))


def _account(data: MyData, words: Words) -> CardElement:
    rows = [*_account_rows(data.account, words)]
    kept = facts(rows) if rows else paragraph(words.text("my_data.account.nothing"))
    return section(heading(words.text("my_data.account.title"), size="Medium"), kept)


def _account_rows(kept: KeptUnderAccount, words: Words) -> list[tuple[str, str]]:
    roles = ", ".join(words.text(f"my_data.roles.{role}") for role in kept.roles)
    parts = ", ".join(words.text(f"my_data.parts.{part}") for _, part in kept.parts)
    chat = words.text("my_data.account.chat_known") if kept.chat else ""
    counts = (
        ("forms", len(kept.forms)),
        ("messages", kept.message_count),
        ("acts", kept.act_count),
        ("outcomes", kept.outcome_count),
    )
    rows = [("roles", roles), ("parts", parts), ("chat", chat)]
    rows += [(name, words.number(count)) for name, count in counts if count]
    return [(words.text(f"my_data.account.{name}"), value) for name, value in rows if value]


def _json(parts: Sequence[str], part: int, words: Words) -> Card:
    title = words.text("my_data.json_title")
    name = words.text("my_data.json_part", part=part, count=len(parts))
    error = words.text("my_data.json_error")
    shown = Question(id="json", label=name, error=error, value=parts[part - 1], is_required=False)
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("my_data.json_text")),
        text_input(shown, max_length=MOST_IN_PART, is_multiline=True),
    ]
    # The field is to be copied from: no button sends back what stands in it.
    steps = [("next", part + 1)] if part < len(parts) else []
    steps += [("previous", part - 1)] if part > 1 else []
    actions = [
        leaves(VERB, words.text(f"my_data.json_{name}"), {"part": to})
        for name, to in [*steps, ("back", 0)]
    ]
    return finish(body, actions, title=title, words=words)
