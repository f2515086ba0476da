"""Numbers, days and degrees of resistance in a few bands that the template alone decides.

Single values would be counts of one or two people. Bands that follow the answers would tell where
these lie, so the bounds of the prompt are cut into at most five bands of equal size, and the eleven
degrees of resistance into low, middle and high. As every answer lies in one band, and the bands of
an item are tied to no other, `small_counts` treats them like the points of a scale.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from analysis.labels import day_label, degree_label, number_label
from participation.templates.local_text import LocalText
from participation.templates.prompts import DatePrompt, NumberPrompt, ResistancePrompt

MOST_BANDS = 5
LAST_DEGREES = {"low": 3, "middle": 6, "high": 10}
"""Three degrees in the middle, four at each end: nobody who is undecided is put on a side."""


class Bands(NamedTuple):
    """The bands of a prompt: their keys and labels, and the place of an answer among them."""

    keys: tuple[str, ...]
    labels: tuple[LocalText, ...]
    place: Callable[[str], int]


def bands_of(prompt: NumberPrompt | DatePrompt | ResistancePrompt) -> Bands:
    """Return the bands in which the answers to a prompt are told, from low to high."""
    match prompt:
        case NumberPrompt():
            return _of_numbers(prompt)
        case DatePrompt():
            return _of_days(prompt)
        case ResistancePrompt():
            lasts = tuple(LAST_DEGREES.values())
            labels = tuple(degree_label(band) for band in LAST_DEGREES)
            return Bands(tuple(LAST_DEGREES), labels, lambda given: bisect_left(lasts, int(given)))


def cut(count: int) -> tuple[tuple[int, int], ...]:
    """Return the first and last of each band when values 0 … count − 1 are cut evenly."""
    many = min(MOST_BANDS, count)
    edges = [number * count // many for number in range(many + 1)]
    return tuple((edges[number], edges[number + 1] - 1) for number in range(many))


def _of_numbers(prompt: NumberPrompt) -> Bands:
    step = Decimal(1).scaleb(-prompt.decimals)
    places = cut(int((prompt.maximum - prompt.minimum) / step) + 1)
    ends = [(prompt.minimum + low * step, prompt.minimum + high * step) for low, high in places]
    lasts = tuple(high for _, high in ends)
    return Bands(
        tuple(str(number) for number in range(1, len(ends) + 1)),
        tuple(number_label(prompt, low, high) for low, high in ends),
        lambda given: bisect_left(lasts, Decimal(given)),
    )


def _of_days(prompt: DatePrompt) -> Bands:
    places = cut((prompt.latest - prompt.earliest).days + 1)
    ends = [
        (prompt.earliest + timedelta(low), prompt.earliest + timedelta(high))
        for low, high in places
    ]
    lasts = tuple(last for _, last in ends)
    return Bands(
        tuple(first.isoformat() for first, _ in ends),
        tuple(day_label(first, last) for first, last in ends),
        lambda given: bisect_left(lasts, date.fromisoformat(given)),
    )
