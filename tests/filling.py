"""What somebody can enter on a page, read from its inputs alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sandbox.people.card_parts import fields_alike, numbers_offered, told_limits, told_numbers
from tests.seen import Json

Pick = Callable[[int], int]
"""Of so many possibilities the place of one."""


def always(place: int) -> Pick:
    """Take the same place everywhere, beginning anew where there are fewer possibilities."""
    return lambda count: place % count


def filled(fields: Sequence[Json], pick: Pick, text: str = "") -> dict[str, Any]:
    """An entry for every input of a page that no rule of a prompt refuses.

    As many are ticked as may be, or fewer; every rank is given once; numbers and days begin at
    their lower bound. With `always(0)` it is the first of everything.
    """
    entries = {field["id"]: _entry(field, pick, text) for field in fields}
    for alike in fields_alike(list(fields)):
        numbers, left = numbers_offered(alike[0]), [field["id"] for field in alike]
        if len(numbers) == len(left):
            entries |= {left.pop(pick(len(left))): rank for rank in numbers}
        else:
            entries |= {name: numbers[pick(len(numbers))] for name in left}
    return entries


def _entry(field: Json, pick: Pick, text: str) -> Any:
    match field["type"]:
        case "Input.ChoiceSet":
            return _choice(field, pick)
        case "Input.Number":
            low = int(field.get("min", 0))
            return low + pick(max(0, int(field.get("max", low + 10)) - low) + 1)
        case "Input.Date":
            return _day(field, pick)
        case "Input.Toggle":
            return field.get("valueOn", "true")
        case _:
            return _decimal(field, pick) if field.get("regex") else text


def _choice(field: Json, pick: Pick) -> str:
    values = [str(choice["value"]) for choice in field.get("choices", [])]
    first = pick(len(values))
    if not field.get("isMultiSelect"):
        return values[first]
    least, most = told_limits(field, len(values))
    ticked = [*values[first:], *values[:first]][: most - pick(most - least + 1)]
    return ",".join(value for value in values if value in ticked)


def _day(field: Json, pick: Pick) -> str:
    first = date.fromisoformat(field.get("min") or "2027-06-01")
    last = date.fromisoformat(field["max"]) if field.get("max") else first
    return (first + timedelta(days=pick((last - first).days + 1))).isoformat()


def _decimal(field: Json, pick: Pick) -> str:
    """A number between the bounds that a field names, with a comma."""
    low, high = told_numbers(field.get("placeholder", ""))
    return f"{low + pick(int(high - low) + 1):.1f}".replace(".", ",")
