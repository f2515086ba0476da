"""One order out of many people's orders."""

from collections.abc import Mapping, Sequence
from itertools import groupby, permutations

Pairs = Mapping[tuple[str, str], int]
"""(one, other) → how many put one before the other."""

Order = tuple[tuple[str, ...], ...]
"""Places from the best down; options that share one stand together, in the order given."""


def pairs_of(orders: Sequence[Sequence[str]]) -> dict[tuple[str, str], int]:
    """Return how many put each option before each other; options left out are behind none."""
    pairs: dict[tuple[str, str], int] = {}
    for order in orders:
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                pairs[one, other] = pairs.get((one, other), 0) + 1
    return pairs


def schulze(options: Sequence[str], pairs: Pairs) -> Order:
    """Return the order by Schulze's beatpaths: who beats whom directly or through others.

    An option that beats every other head to head is always first (Condorcet); ties share a place
    (Schulze 2011, Social Choice and Welfare 36:267–303).
    """
    paths = {
        (one, other): pairs.get((one, other), 0)
        if pairs.get((one, other), 0) > pairs.get((other, one), 0)
        else 0
        for one, other in permutations(options, 2)
    }
    for through in options:
        for one, other in permutations(options, 2):
            if through not in (one, other):
                over = min(paths[one, through], paths[through, other])
                paths[one, other] = max(paths[one, other], over)
    wins = {
        one: sum(paths[one, other] > paths[other, one] for other in options if other != one)
        for one in options
    }
    return _places(options, {one: -count for one, count in wins.items()})


def borda(options: Sequence[str], pairs: Pairs) -> Order:
    """Return the order by Borda's points: one for each option that somebody puts behind."""
    points = {
        one: -sum(pairs.get((one, other), 0) for other in options if other != one)
        for one in options
    }
    return _places(options, points)


def _places(options: Sequence[str], keys: Mapping[str, int]) -> Order:
    ordered = sorted(options, key=keys.__getitem__)
    return tuple(tuple(tied) for _, tied in groupby(ordered, keys.__getitem__))
