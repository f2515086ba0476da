"""Mistakes of meaning: dates that do not follow each other."""

from itertools import pairwise

from participation.templates.validation.mistake import finding, written
from participation.templates.validation.node import Node
from participation.templates.validation.repeats import Found


def dates_in_order(owner: Node, *names: str) -> Found:
    """Find those of the dates `names` that do not lie after the one before them."""
    for (earlier, earlier_on), (later, later_on) in pairwise(owner.days(*names)):
        if later_on <= earlier_on:
            yield finding(
                (*owner.path, later),
                "date_order",
                earlier=written((*owner.path, earlier)),
                earlier_on=earlier_on,
                later_on=later_on,
            )
