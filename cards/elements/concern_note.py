"""The note on a page whose texts look like personal data, and the button that sends them anyway.

It is laid over the page that somebody has sent, with everything in it as it was typed: whoever
changes the text goes on with the page's own button.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from microsoft_teams.cards import Container

from analysis.personal_data.concerns import Concerns, is_certain
from cards.elements.card_data import CONFIRMED_BETWEEN
from cards.elements.parts import Card, complaint, label, paragraph, small_print
from content.words import Words
from participation.refusals import CardNotUnderstoodError

Audience = Literal["answer", "proposal", "channel", "office"]
"""Who reads what is kept: nobody while a block is open, moderators, a channel, or all who are
asked."""

Presses = Callable[[Mapping[str, Any]], bool]


def asked(
    card: Card, concerns: Concerns, audience: Audience, presses: Presses, words: Words
) -> Card:
    """Return the page with the note on top, the kinds below their fields, and the other button.

    `presses` finds the button that was pressed by what it carries; its twin confirms the texts.
    Refuses what no button of this page can have sent.
    """
    body, actions = _list(card, "body"), _list(card, "actions")
    buttons = _of_type("Action.Submit", card)
    pressed = next((one for one in buttons if presses(one.get("data", {}))), None)
    if pressed is None:
        raise CardNotUnderstoodError
    confirmation = CONFIRMED_BETWEEN.join(sorted(concerns.confirmation))
    twin = {key: value for key, value in pressed.items() if key != "style"} | {
        "title": words.text("concerns.send_anyway"),
        "data": {**pressed["data"], "confirmed": confirmation},
    }
    place = actions.index(pressed) + 1 if pressed in actions else len(actions)
    return {
        **card,
        "body": [_note(concerns, audience, words), *_with_kinds(body, concerns, words)],
        "actions": [*actions[:place], twin, *actions[place:]],
    }


def looks_like(kinds: tuple[str, ...], words: Words) -> str:
    """Return kinds in words that follow on "looks like": a, b and c."""
    named = [words.text(f"concerns.kinds.{kind}") for kind in kinds]
    *first, last = named
    return words.text("concerns.and", first=", ".join(first), last=last) if first else last


def _note(concerns: Concerns, audience: Audience, words: Words) -> Any:
    level = "certain" if concerns.is_certain else "check"
    kinds = looks_like(concerns.kinds, words)
    note = Container(
        style="attention" if concerns.is_certain else "warning",
        items=[
            label(words.text(f"concerns.{level}", kinds=kinds)),
            paragraph(words.text(f"concerns.why.{audience}"), spacing="Small"),
            paragraph(words.text(f"concerns.choice.{level}"), spacing="Small"),
        ],
    )
    return note.model_dump(mode="json", exclude_none=True)


def _with_kinds(body: list[Any], concerns: Concerns, words: Words) -> list[Any]:
    """Say below each field what it looks like, where the page has several."""
    fields = _of_type("Input.Text", body)
    found: list[Any] = _below_fields(body, concerns, words) if len(fields) > 1 else body
    return found


def _below_fields(node: Any, concerns: Concerns, words: Words) -> Any:
    if isinstance(node, dict):
        return {key: _below_fields(value, concerns, words) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    found = []
    for one in node:
        found.append(_below_fields(one, concerns, words))
        is_text = isinstance(one, dict) and one.get("type") == "Input.Text"
        if is_text and (kinds := concerns.kinds_by_field.get(one["id"])):
            found.append(_below(kinds, words))
    return found


def _below(kinds: tuple[str, ...], words: Words) -> Any:
    level = "certain" if is_certain(kinds) else "check"
    text = words.text(f"concerns.field.{level}", kinds=looks_like(kinds, words))
    line = complaint(text) if level == "certain" else small_print(text)
    return line.model_dump(mode="json", exclude_none=True)


def _of_type(kind: str, node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for one in node for found in _of_type(kind, one)]
    if not isinstance(node, dict):
        return []
    if node.get("type") == kind:
        return [node]
    return [found for value in node.values() for found in _of_type(kind, value)]


def _list(card: Card, part: str) -> list[Any]:
    held = card.get(part)
    return list(held) if isinstance(held, list) else []
