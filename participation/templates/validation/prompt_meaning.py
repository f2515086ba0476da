"""Mistakes of meaning inside one prompt: bounds, limits and keys that cannot be."""

from collections.abc import Callable
from itertools import chain

from participation.templates.prompts import STATUS_QUO
from participation.templates.validation.mistake import finding
from participation.templates.validation.node import Node
from participation.templates.validation.order import dates_in_order
from participation.templates.validation.repeats import Found, keys_twice, texts_twice

LISTS = ("statements", "options")


def prompt_findings(prompt: Node) -> Found:
    """Find everything that contradicts itself in a prompt of any kind."""
    yield from keys_twice(prompt, *LISTS)
    yield from texts_twice(prompt, *LISTS)
    yield from chain(*(check(prompt) for check in _OF_KIND.get(prompt.text("kind") or "", ())))


def _limits(prompt: Node) -> Found:
    count = len(prompt.each("options"))
    most, least = prompt.number("most_choices"), prompt.number("least_choices")
    if most and count and most > count:
        path = (*prompt.path, "most_choices")
        yield finding(path, "number_too_large", given=most, limit=count)
    # Who had to choose everything would say nothing.
    limit = min(most or count, count - 1)
    if least and count and least > limit:
        path = (*prompt.path, "least_choices")
        yield finding(path, "number_too_large", given=least, limit=limit)


def _reserved_key(prompt: Node) -> Found:
    for option in prompt.each("options"):
        if option.text("key") == STATUS_QUO:
            yield finding((*option.path, "key"), "key_reserved", key=STATUS_QUO)


def _bounds(prompt: Node) -> Found:
    minimum, maximum = prompt.figure("minimum"), prompt.figure("maximum")
    if minimum is not None and maximum is not None and maximum <= minimum:
        path = (*prompt.path, "maximum")
        yield finding(path, "bounds_order", minimum=minimum, maximum=maximum)


def _decimals(prompt: Node) -> Found:
    decimals = prompt.number("decimals") or 0
    for name in ("minimum", "maximum"):
        figure = prompt.figure(name)
        if figure is not None and -int(figure.normalize().as_tuple().exponent) > decimals:
            path = (*prompt.path, name)
            yield finding(path, "too_many_decimals", given=figure, decimals=decimals)


def _days(prompt: Node) -> Found:
    yield from dates_in_order(prompt, "earliest", "latest")


_OF_KIND: dict[str, tuple[Callable[[Node], Found], ...]] = {
    "multiple_choice": (_limits,),
    "resistance": (_reserved_key,),
    "number": (_bounds, _decimals),
    "date": (_days,),
}
