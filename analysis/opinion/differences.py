"""Where groups differ, told only as far as chance and the number of comparisons allow."""

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np

from analysis.opinion.tallies import Tally, two_proportions_z
from analysis.opinion.votes import Floats, Mask

FALSE_DISCOVERIES = 0.05
"""At most this share of the differences that are told is chance (Benjamini and Hochberg 1995)."""


class Difference(NamedTuple):
    """One group agrees (or disagrees) more often than everybody else does.

    `z` compares shares with every count + 1; `p` is two-sided; `is_sure` after correction.
    """

    statement: int
    group: int
    direction: str
    z: float
    p: float
    is_sure: bool


def differences(groups: Sequence[Tally]) -> tuple[Difference, ...]:
    """Return every group's differences from all others together, the clearest first."""
    if len(groups) < 2:
        return ()
    total = Tally(
        agree=_sum([one.agree for one in groups]),
        disagree=_sum([one.disagree for one in groups]),
        voted=_sum([one.voted for one in groups]),
    )
    found = []
    for number, inside in enumerate(groups):
        outside = total.less(inside)
        for direction in ("agree", "disagree"):
            here, there = getattr(inside, direction), getattr(outside, direction)
            zs = two_proportions_z(here, inside.voted, there, outside.voted)
            found += [(one, number, direction, float(z)) for one, z in enumerate(zs)]
    ps = np.array([two_sided_p(z) for *_, z in found])
    sure = benjamini_hochberg(ps, FALSE_DISCOVERIES)
    told = [
        Difference(*one, p=float(p), is_sure=bool(is_sure))
        for one, p, is_sure in zip(found, ps, sure, strict=True)
    ]
    return tuple(sorted(told, key=lambda one: (-abs(one.z), one.statement, one.group)))


def two_sided_p(z: float) -> float:
    """Return how likely chance gives a z as far from 0 as this one (0 … 1)."""
    return erfc(abs(z) / sqrt(2))


def benjamini_hochberg(ps: Floats, share: float) -> Mask:
    """Return which p hold at a false discovery rate of `share`; shape as `ps`."""
    count = len(ps)
    if not count:
        return np.zeros(0, dtype=np.bool_)
    order = np.argsort(ps, kind="stable")
    holds = ps[order] <= share * np.arange(1, count + 1) / count
    last = np.flatnonzero(holds).max(initial=-1)
    found = np.zeros(count, dtype=np.bool_)
    found[order[: last + 1]] = True
    return found


def _sum(counts: Sequence[Floats]) -> Floats:
    return np.asarray(np.sum(counts, axis=0), dtype=np.float64)
