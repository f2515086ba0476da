"""Two summaries of the same block, number by number."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from analysis.summary import Summary


class Deviation(NamedTuple):
    """A place in a summary where two differ; "–" stands for what one of them does not have."""

    place: str
    published: str
    recomputed: str


MISSING = "–"


def deviations(published: Summary, recomputed: Summary) -> tuple[Deviation, ...]:
    """Return every place where two summaries differ, in the order in which they tell it."""
    before, now = dict(_told("", published)), dict(_told("", recomputed))
    return tuple(
        Deviation(place, before.get(place, MISSING), now.get(place, MISSING))
        for place in dict.fromkeys([*before, *now])
        if before.get(place, MISSING) != now.get(place, MISSING)
    )


def number_count(summary: Summary) -> int:
    """Return how many numbers and words for numbers a summary tells, those withheld included."""
    return sum(1 for _ in _told("", summary))


def _told(place: str, part: object) -> Iterator[tuple[str, str]]:
    """Yield every single value with its place; parts of a list are named by what they are about."""
    if is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _told(_below(place, field.name), getattr(part, field.name))
    elif isinstance(part, tuple) and hasattr(part, "_fields"):
        for name in part._fields:
            yield from _told(_below(place, name), getattr(part, name))
    elif isinstance(part, tuple):
        for number, one in enumerate(part):
            yield from _told(f"{place}[{_name(one, number)}]", one)
    else:
        yield place, str(part)


def _name(part: object, number: int) -> str:
    for name in ("item", "department", "key", "prompt"):
        if (value := getattr(part, name, None)) is not None:
            return str(value)
    return str(number)


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
