"""Reads an adaptive card as a client does: its actions, its inputs, and what is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MistakenInput:
    """An input a client would not let pass, with the words it shows."""

    id: str
    text: str


def elements(node: Any) -> Iterator[Card]:
    """Every element and action of a card, in reading order."""
    if isinstance(node, list):
        for item in node:
            yield from elements(item)
        return
    if not isinstance(node, dict):
        return
    if isinstance(node.get("type"), str):
        yield node
    for name, value in node.items():
        # `data` is the bot's own and `fallback` is shown only by clients that know less.
        if name not in ("data", "fallback"):
            yield from elements(value)


def actions(card: Card) -> list[Card]:
    """The card's actions, those in the body first."""
    return [e for e in elements(_ordered(card)) if e["type"].startswith("Action.")]


def body_submits(card: Card) -> list[Card]:
    """The submitting actions that stand in action sets of the body."""
    sets = [e for e in elements(card.get("body")) if e["type"] == "ActionSet"]
    found = [a for s in sets for a in s.get("actions", []) if isinstance(a, dict)]
    return [action for action in found if is_submit(action)]


def ways_on(card: Card) -> list[Card]:
    """The actions that lead on: the one marked as positive, else every submit in the body."""
    submits = [action for action in actions(card) if is_submit(action)]
    positive = [action for action in submits if action.get("style") == "positive"]
    return positive[:1] or body_submits(card)


def is_end(card: Card) -> bool:
    """Whether a card asks for nothing more: no inputs, and no way on."""
    return not inputs(card) and not ways_on(card)


def is_submit(action: Card) -> bool:
    """Whether pressing it sends something to the bot."""
    return action.get("type") in ("Action.Submit", "Action.Execute")


def find_action(card: Card, key: str | int) -> Card | None:
    """An action by its place or by its title."""
    all_actions = actions(card)
    if isinstance(key, int):
        return all_actions[key] if 0 <= key < len(all_actions) else None
    return next((a for a in all_actions if a.get("title") == key), None)


def inputs(card: Card) -> list[Card]:
    """The card's visible inputs."""
    found = [e for e in elements(card) if e["type"].startswith("Input.")]
    return [e for e in found if e.get("isVisible", True)]


def numbers_offered(element: Card) -> list[str]:
    """The numbers among the values of a drop-down, in their order."""
    values = [str(choice["value"]) for choice in element.get("choices", [])]
    return [value for value in values if value.isdecimal()]


def fields_alike(fields: list[Card]) -> list[list[Card]]:
    """Drop-downs of one card that offer the same numbers: ranks, or degrees of something."""
    groups: dict[tuple[str, ...], list[Card]] = {}
    for field in fields:
        if numbers := numbers_offered(field):
            groups.setdefault(tuple(numbers), []).append(field)
    return [group for group in groups.values() if len(group) > 1]


def told_numbers(text: str) -> list[float]:
    """The numbers that a text names, with comma or point."""
    found = re.findall(r"-?[0-9]+(?:[.,][0-9]+)?", text)
    return [float(number.replace(",", ".")) for number in found]


def told_limits(element: Card, count: int) -> tuple[int, int]:
    """How many of `count` options may be ticked, as the label says in brackets at its end."""
    in_brackets = re.search(r"\(([^()]*)\)$", element.get("label", ""))
    limits = [int(number) for number in told_numbers(in_brackets[1] if in_brackets else "")]
    fewest = limits[0] if len(limits) > 1 else 1
    return min(fewest, count), min(limits[-1] if limits else fewest + 1, count)


def filled(card: Card, action: Card, given: dict[str, Any]) -> dict[str, Any]:
    """What a client sends: the action's data with the inputs, untouched ones by default."""
    data = action.get("data")
    merged = dict(data) if isinstance(data, dict) else {}
    if action.get("associatedInputs") == "none":
        return merged
    for element in elements(card):
        if element["type"].startswith("Input."):
            merged[element["id"]] = given.get(element["id"], _untouched(element))
    return merged


def mistakes(card: Card, action: Card, given: dict[str, Any]) -> list[MistakenInput]:
    """Where a client would refuse to send."""
    if action.get("associatedInputs") == "none" or not is_submit(action):
        return []
    values = filled(card, {"data": {}}, given)
    wrong = [e for e in inputs(card) if not _is_acceptable(e, values.get(e["id"]))]
    return [MistakenInput(e["id"], e.get("errorMessage", "")) for e in wrong]


def longest_text(card: Card) -> str:
    """The longest text of a card: most likely what it asks."""
    texts = [str(e.get("text", "")) for e in elements(card) if e["type"] == "TextBlock"]
    return max(texts, key=len, default="")


def text_of(card: Card) -> str:
    """All text of a card, one block a line."""
    texts = []
    for element in elements(card):
        texts += [str(element[n]) for n in ("text", "title", "label", "value") if n in element]
    return "\n".join(texts)


def _ordered(card: Card) -> list[Any]:
    return [card.get("body"), card.get("actions"), card.get("selectAction")]


def _untouched(element: Card) -> Any:
    if element["type"] == "Input.Toggle":
        return element.get("value", element.get("valueOff", "false"))
    return element.get("value", "")


def _is_acceptable(element: Card, value: Any) -> bool:
    text = "" if value is None else str(value)
    if not text:
        return not element.get("isRequired", False)
    kind = element["type"]
    if kind == "Input.Toggle":
        is_on = text == element.get("valueOn", "true")
        return is_on or not element.get("isRequired", False)
    if kind == "Input.Number":
        return _is_number_within(text, element)
    if kind == "Input.Date":
        return str(element.get("min") or text) <= text <= str(element.get("max") or text)
    if kind == "Input.Text" and element.get("regex"):
        return re.search(element["regex"], text) is not None
    return True


def _is_number_within(text: str, element: Card) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    low, high = element.get("min", float("-inf")), element.get("max", float("inf"))
    return bool(float(low) <= number <= float(high))
