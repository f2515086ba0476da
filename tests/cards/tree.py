"""Walking a card's tree."""

from collections.abc import Iterator
from typing import Any


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Return every typed element and action of a card, from the outside in."""
    if isinstance(part, dict):
        if "type" in part:
            yield part
        for key, value in part.items():
            if key != "data":
                yield from nodes(value)
    elif isinstance(part, list):
        for one in part:
            yield from nodes(one)


def inputs(card: Any) -> list[dict[str, Any]]:
    return [node for node in nodes(card) if node["type"].startswith("Input.")]


def submits(card: Any) -> list[dict[str, Any]]:
    return [node for node in nodes(card) if node["type"] == "Action.Submit"]


def button(card: Any, title: str) -> dict[str, Any]:
    """Return the data of the one button with this title."""
    (found,) = [action["data"] for action in submits(card) if action["title"] == title]
    assert isinstance(found, dict)
    return found


def shown(card: Any) -> str:
    """Return all text that a reader sees, one piece a line."""
    lines: list[str] = []
    for node in nodes(card):
        lines += [node[key] for key in ("text", "title", "label", "errorMessage") if key in node]
        lines += [inline for inline in node.get("inlines", []) if isinstance(inline, str)]
        lines += [f"{fact['title']} {fact['value']}" for fact in node.get("facts", [])]
        lines += [choice["title"] for choice in node.get("choices", [])]
    return "\n".join(lines)
