"""How somebody fills in a page: something plausible everywhere, and their mark in every text."""

from __future__ import annotations

import random
from typing import Any

from tests.filling import filled
from tests.office import Seen

SENTENCES = (
    "mehr zeit vor ort wäre gut, stichwort {mark}",
    "kurze wege zwischen den bereichen, stichwort {mark}",
    "was gut läuft, soll bleiben, stichwort {mark}",
)


def fill(seen: Seen, dice: random.Random, department: str, mark: str) -> dict[str, Any]:
    """A value for every input of a page."""
    text = dice.choice(SENTENCES).format(mark=mark)
    entries = filled(seen.fields, dice.randrange, text)
    offered = [c["value"] for f in seen.fields if f["id"] == "department" for c in f["choices"]]
    return entries | ({"department": department} if department in offered else {})


def new_mark(dice: random.Random) -> str:
    """A word that nobody else uses, without capitals and digits, so that it names nobody."""
    return f"zq{''.join(dice.choices('abcdefghijklmnop', k=12))}zq"
