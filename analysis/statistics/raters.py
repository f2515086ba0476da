"""How far people agree who judge the same things."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import permutations
from typing import Literal

Ratings = Sequence[Sequence[float | None]]
"""One row per rater, one entry per unit, None where a rater did not judge."""

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def kendall_w(ratings: Sequence[Sequence[float]]) -> float:
    """Return Kendall's W, 0 (no agreement) … 1 (the same order), corrected for ties.

    One row per rater, each with a value for every unit; only their order counts. Two units or more
    are needed, and one rater who does not tie all of them; else ValueError (Kendall 1948).
    """
    raters, units = len(ratings), len(ratings[0]) if ratings else 0
    if units < 2:
        raise ValueError("two units or more are needed")
    ranks = [mid_ranks(row) for row in ratings]
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    mean = sum(sums) / units
    spread = sum((one - mean) ** 2 for one in sums)
    ties = sum(n**3 - n for row in ratings for n in Counter(row).values())
    most = raters**2 * (units**3 - units) - raters * ties
    if not most:
        raise ValueError("everything is tied")
    return float(12 * spread / most)


def mid_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1 on; equal values share the mean of their ranks."""
    below = {value: sum(other < value for other in values) for value in set(values)}
    alike = Counter(values)
    return [below[value] + (alike[value] + 1) / 2 for value in values]


def krippendorff_alpha(ratings: Ratings, level: Level) -> float:
    """Return Krippendorff's α: 1 full agreement, 0 as by chance, below 0 worse.

    Units that fewer than two judged are left out. ValueError if nothing can be compared
    (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).
    """
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    pairs: dict[tuple[float, float], float] = {}
    for unit in units:
        for pair in permutations(unit, 2):
            pairs[pair] = pairs.get(pair, 0.0) + 1 / (len(unit) - 1)
    totals: dict[float, float] = {}
    for (value, _), count in pairs.items():
        totals[value] = totals.get(value, 0.0) + count
    everything = sum(totals.values())
    distance = _distance(level, totals)
    observed = sum(count * distance(*pair) for pair, count in pairs.items())
    expected = sum(
        totals[one] * totals[other] * distance(one, other) for one in totals for other in totals
    )
    if not expected:
        raise ValueError("nothing can be compared")
    return 1 - (everything - 1) * observed / expected


def fleiss_kappa(judgements: Sequence[Sequence[Hashable]]) -> float:
    """Return Fleiss' κ: 1 full agreement, 0 as by chance.

    One row per subject with as many judgements each; ValueError otherwise, and if all judgements
    are the same (Fleiss 1971).
    """
    many = {len(row) for row in judgements}
    if len(many) != 1 or min(many) < 2:
        raise ValueError("every subject needs the same number of judgements, two or more")
    (raters,) = many
    counts = [Counter(row) for row in judgements]
    observed = sum(
        (sum(n * n for n in row.values()) - raters) / (raters * (raters - 1)) for row in counts
    ) / len(counts)
    everything = Counter[Hashable]()
    for row in counts:
        everything.update(row)
    expected = sum((n / (raters * len(counts))) ** 2 for n in everything.values())
    if expected == 1:
        raise ValueError("all judgements are the same")
    return (observed - expected) / (1 - expected)


def _distance(level: Level, totals: dict[float, float]) -> Callable[[float, float], float]:
    match level:
        case "nominal":
            return lambda one, other: float(one != other)
        case "interval":
            return lambda one, other: (one - other) ** 2
        case "ratio":
            return lambda one, other: ((one - other) / (one + other)) ** 2 if one != other else 0.0
        case _:
            return lambda one, other: _ordinal(one, other, totals)


def _ordinal(one: float, other: float, totals: dict[float, float]) -> float:
    low, high = sorted((one, other))
    between = sum(count for value, count in totals.items() if low <= value <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2 if low != high else 0.0
