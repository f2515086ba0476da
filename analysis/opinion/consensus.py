"""What everybody shares, over all and across groups. After Small et al. 2021 (see `components`)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.opinion.tallies import SIGNIFICANT, Tally, one_proportion_z, smoothed_share
from analysis.opinion.votes import Floats

MOST_STATEMENTS = 5


class Shared(NamedTuple):
    """A statement (its position) that most agree with, or disagree with."""

    statement: int
    hits: int
    trials: int
    share: float
    share_z: float


class Consensus(NamedTuple):
    """Up to five statements each way, the clearest first."""

    agree: tuple[Shared, ...]
    disagree: tuple[Shared, ...]


def consensus_of_all(everybody: Tally, *, left_out: Sequence[bool]) -> Consensus:
    """Return what all agree or disagree with: p > ½ and z > 1.2816, ranked by p · z."""
    return Consensus(
        agree=_shared(everybody.agree, everybody.voted, left_out),
        disagree=_shared(everybody.disagree, everybody.voted, left_out),
    )


def group_informed_consensus(groups: Sequence[Tally]) -> Floats:
    """Return Π over groups of (agree + 1) / (voted + 2), per statement (0 … 1)."""
    shares = [smoothed_share(one.agree, one.voted) for one in groups]
    return np.asarray(np.prod(shares, axis=0), dtype=np.float64)


def mean_consensus(groups: Sequence[Tally]) -> Floats:
    """Return the geometric mean of what `group_informed_consensus` multiplies.

    The product shrinks with every further group; this does not.
    """
    return np.asarray(group_informed_consensus(groups) ** (1 / max(1, len(groups))))


def priorities(everybody: Tally, extremity: Floats, *, is_meta: Sequence[bool]) -> Floats:
    """Return how much a further vote on each statement would tell; meta statements have 49.

    [(1 − (P+1)/(S+2)) · (E+1) · (A+1)/(S+2) · (1 + 8 · 2^(−S/5))]², with passes P, votes S and
    agreements A. Not used while a block is open: it would tell what others have answered.
    """
    passed = 1 - smoothed_share(everybody.passed, everybody.voted)
    agreed = smoothed_share(everybody.agree, everybody.voted)
    fresh = 1 + 8 * 2 ** (-everybody.voted / 5)
    computed = (passed * (extremity + 1) * agreed * fresh) ** 2
    return np.asarray(np.where(np.asarray(is_meta), 49.0, computed), dtype=np.float64)


def _shared(hits: Floats, trials: Floats, left_out: Sequence[bool]) -> tuple[Shared, ...]:
    shares, zs = smoothed_share(hits, trials), one_proportion_z(hits, trials)
    found = [
        Shared(one, int(hits[one]), int(trials[one]), float(shares[one]), float(zs[one]))
        for one in range(len(hits))
        if not left_out[one] and shares[one] > 0.5 and zs[one] > SIGNIFICANT
    ]
    return tuple(sorted(found, key=lambda one: -one.share * one.share_z)[:MOST_STATEMENTS])
