"""How somebody fills in a page: something plausible everywhere, and their mark in every text."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.office import Json, Seen

SENTENCES = (
    "mehr zeit vor ort wäre gut, stichwort {mark}",
    "kurze wege zwischen den bereichen, stichwort {mark}",
    "was gut läuft, soll bleiben, stichwort {mark}",
)


def fill(seen: Seen, dice: random.Random, department: str, mark: str) -> dict[str, Any]:
    """A value for every input of a page."""
    taken: set[str] = set()
    return {field["id"]: _value(field, dice, department, mark, taken) for field in seen.fields}


def new_mark(dice: random.Random) -> str:
    """A word that nobody else uses, without capitals and digits, so that it names nobody."""
    return f"zq{''.join(dice.choices('abcdefghijklmnop', k=12))}zq"


def _value(field: Json, dice: random.Random, department: str, mark: str, taken: set[str]) -> Any:
    kind = field["type"]
    if kind == "Input.ChoiceSet":
        return _choice(field, dice, department, taken)
    if kind == "Input.Number":
        low = int(field.get("min", 0))
        return dice.randint(low, max(low, int(field.get("max", low + 10))))
    if kind == "Input.Date":
        first = date.fromisoformat(field.get("min") or "2027-06-01")
        last = date.fromisoformat(field["max"]) if field.get("max") else first
        return (first + timedelta(days=dice.randint(0, (last - first).days))).isoformat()
    if kind == "Input.Toggle":
        return field.get("valueOn", "true")
    return dice.choice(SENTENCES).format(mark=mark)


def _choice(field: Json, dice: random.Random, department: str, taken: set[str]) -> str:
    values = [str(choice["value"]) for choice in field.get("choices", [])]
    if department in values and field["id"] == "department":
        return department
    # Several fields with the same choices are places in an order: nothing stands twice in it.
    free = [value for value in values if value not in taken] or values
    chosen = dice.choice(free)
    taken.add(chosen)
    return chosen
