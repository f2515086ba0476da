"""Whether majorities would hold if all who did not answer thought otherwise.

Told from what is shown and nothing else, so it tells nothing more. Not about how likely that is.
"""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.statistics.turnout_bounds import share_bounds
from analysis.summary import ItemResult, Summary


class Majorities(NamedTuple):
    """How many majorities are shown over all, and how many of them hold in the worst case."""

    holding: int
    total: int


def majorities(summary: Summary) -> Majorities | None:
    """Return the majorities of items with an option that more than half have chosen.

    None if there are none, or if more have answered than were invited: then nobody knows who has
    not answered. Multiple choices count: each of their options for itself.
    """
    if summary.turnout.rate is None:
        return None
    invited = summary.turnout.invited_count
    found = [one for item in summary.items for one in _held(item, invited)]
    return Majorities(sum(found), len(found)) if found else None


def _held(item: ItemResult, invited: int) -> Iterable[bool]:
    """Yield of each majority of an item whether it holds."""
    if item.answered_count is None:
        return
    for option in item.options:
        if option.count is not None and 2 * option.count > item.answered_count:
            bounds = share_bounds(option.count, item.answered_count, invited)
            yield bounds is not None and not bounds.could_turn
