"""The dialog in which a moderator enters a paper form, around the dialog that everybody has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import StringConstraints

from cards import answer_card, withdraw_card
from cards.elements.card_data import CardData, Nonce, understood
from cards.elements.inputs import Question, choice_input, text_input
from cards.elements.parts import (
    Card,
    bullets,
    caution,
    finish,
    heading,
    opens_dialog,
    paragraph,
    small_print,
    submits,
)
from cards.withdraw_card import WithdrawInput
from content.words import Words
from participation.paper import SLIP_LENGTH, shown
from participation.steps import AnswerInput

VERB = "enter_paper"
LONGEST_TYPED = 40
SEPARATOR = ":"

READERS: Mapping[str, Callable[[Mapping[str, object]], AnswerInput | WithdrawInput]] = {
    answer_card.VERB: answer_card.read,
    withdraw_card.VERB: withdraw_card.read,
}
"""Whose buttons can come back with a form's number, and how they are read."""

Typed = Annotated[str, StringConstraints(max_length=LONGEST_TYPED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInput:
    """Which form of which block is entered; `sent` is what its answer dialog sent, if it did.

    `slip` is the form's number, as it was typed while `sent` is None; then "" asks for a new one.
    """

    process_id: str
    block_key: str
    nonce: str
    slip: str
    sent: AnswerInput | WithdrawInput | None = None


class ChoiceData(CardData):
    """The first page's data as it arrives."""

    nonce: Nonce
    chosen: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}:.{1,40}$")]
    slip: Typed | None = None


class SlipData(CardData):
    """What a button of the answer dialog carries in addition."""

    nonce: Nonce
    slip: Typed
    inner: Annotated[str, StringConstraints(max_length=40)]


def build_offer(words: Words) -> Card:
    """Return one sentence and the button that opens the dialog."""
    title = words.text("paper.title")
    button = opens_dialog(VERB, words.text("paper.open"), {})
    body = [heading(title), paragraph(words.text("paper.offer"))]
    return finish(body, [button], title=title, words=words)


def build(blocks: Sequence[tuple[str, str, str]], nonce: str, words: Words) -> Card:
    """Return the first page; `blocks` are (process id, block key, title) of what is open."""
    title = words.text("paper.title")
    if not blocks:
        body = [heading(title), paragraph(words.text("paper.nothing_open"))]
        return finish(body, title=title, words=words)
    choices = [(f"{process}{SEPARATOR}{block}", name) for process, block, name in blocks]
    only = choices[0][0] if len(choices) == 1 else ""
    body = [
        heading(title),
        bullets(words.list("paper.rules")),
        choice_input(_question("chosen", only, words), choices),
        text_input(_question("slip", "", words, is_required=False), max_length=LONGEST_TYPED),
        small_print(words.text("paper.slip_hint", length=SLIP_LENGTH)),
    ]
    enter = submits(VERB, words.text("paper.enter"), {"nonce": nonce}, style="positive")
    return finish(body, [enter], title=title, words=words)


def read(data: Mapping[str, object]) -> PaperInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    if "inner" not in data:
        sent = understood(ChoiceData, data)
        process, _, block = sent.chosen.partition(SEPARATOR)
        slip = sent.slip or ""
        return PaperInput(process_id=process, block_key=block, nonce=sent.nonce, slip=slip)
    named = understood(SlipData, data)
    inner = READERS.get(named.inner, answer_card.read)(data)
    return PaperInput(
        process_id=inner.process_id,
        block_key=inner.block_key,
        nonce=named.nonce,
        slip=named.slip,
        sent=inner,
    )


def as_paper(card: Card, slip: str, words: Words) -> Card:
    """Return a card of the answer dialog for a form: marked, with only buttons that can name it."""
    mark = caution(words.text("paper.mark", slip=shown(slip)))
    body = card["body"]
    line = mark.model_dump(mode="json", exclude_none=True)
    marked = {**card, "body": [line, *(body if isinstance(body, list) else [])]}
    named = _named(marked, slip)
    return named if isinstance(named, dict) else marked


def _named(node: Any, slip: str) -> Any:
    if isinstance(node, list):
        return [_named(one, slip) for one in node if not _is_for_accounts(one)]
    if not isinstance(node, dict):
        return node
    data = node.get("data")
    if isinstance(data, dict) and data.get("verb") in READERS:
        return {**node, "data": {**data, "verb": VERB, "inner": data["verb"], "slip": slip}}
    return {key: _named(value, slip) for key, value in node.items()}


def _is_for_accounts(node: Any) -> bool:
    """Say whether this is a button of a dialog that knows people by their accounts only."""
    data = node.get("data") if isinstance(node, dict) else None
    return isinstance(data, dict) and data.get("verb") not in READERS


def _question(field: str, value: str, words: Words, *, is_required: bool = True) -> Question:
    return Question(
        id=field,
        label=words.text(f"paper.labels.{field}"),
        error=words.text(f"paper.required.{field}"),
        value=value,
        is_required=is_required,
    )
