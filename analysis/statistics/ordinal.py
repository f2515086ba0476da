"""How far answers on an ordered scale agree: counts in, one number out.

`counts` are whole numbers ≥ 0, one per point of the scale from low to high. Counts and not shares:
subtracting shares leaves ghosts of layers behind. Functions raise ValueError for fewer points than
they are defined for, for negative counts, and where nobody has answered.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, combinations
from math import log2

Counts = Sequence[int]


def agreement(counts: Counts) -> Fraction:
    """Return van der Eijk's A, −1 (half at each end) … 0 (all alike) … 1 (all in one point).

    For three points or more. The counts are taken off layer by layer; each layer is a pattern of
    points that are used and points that are not (van der Eijk 2001, Quality & Quantity 35:325–341).
    """
    total = _required(counts, least=3)
    left, found = list(counts), Fraction(0)
    while any(left):
        used = [count > 0 for count in left]
        height = min(count for count in left if count)
        found += Fraction(height * sum(used), total) * pattern_agreement(used)
        left = [count - height if count else 0 for count in left]
    return found


def pattern_agreement(used: Sequence[bool]) -> Fraction:
    """Return A of one pattern: which points are used, of three or more."""
    points, many = len(used), sum(used)
    triples = [tuple(triple) for triple in combinations(used, 3)]
    one_peak = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
    two_peaks = sum(triple == (True, False, True) for triple in triples)
    unimodality = Fraction(1)
    if one_peak + two_peaks:
        unimodality = Fraction(
            (points - 2) * one_peak - (points - 1) * two_peaks,
            (points - 2) * (one_peak + two_peaks),
        )
    return unimodality * (1 - Fraction(many - 1, points - 1))


def polarisation(counts: Counts) -> Fraction:
    """Return (1 − A) / 2: 0 (all in one point) … 1 (half at each end)."""
    return (1 - agreement(counts)) / 2


def consensus(counts: Counts) -> float:
    """Return the consensus of Tastle and Wierman, 0 (half at each end) … 1 (all in one point).

    1 + Σ p · log₂(1 − |x − μ| / width), for two points or more (2007, IJAR 45:531–545).
    """
    total = _required(counts, least=2)
    mean = sum(point * count for point, count in enumerate(counts)) / total
    width = len(counts) - 1
    return 1 + sum(
        count / total * log2(1 - abs(point - mean) / width)
        for point, count in enumerate(counts)
        if count
    )


def dispersion(counts: Counts) -> float:
    """Return Leik's D, 0 (all in one point) … 1 (half at each end), for two points or more.

    2 Σ d / (points − 1), with d the smaller of the share up to a point and the rest (Leik 1966).
    """
    total = _required(counts, least=2)
    shares = [count / total for count in accumulate(counts)]
    return 2 * sum(min(share, 1 - share) for share in shares) / (len(counts) - 1)


def quantile(counts: Counts, share: Fraction) -> int:
    """Return the lowest point (0, 1, …) that `share` (0 … 1) of the answers do not exceed."""
    total = _required(counts, least=1)
    return next(
        point for point, count in enumerate(accumulate(counts)) if count >= share * total and count
    )


def median(counts: Counts) -> Fraction:
    """Return the median point (0, 1, …); between two points if the answers part there."""
    total = _required(counts, least=1)
    points = [point for point, count in enumerate(counts) for _ in range(count)]
    return Fraction(points[(total - 1) // 2] + points[total // 2], 2)


def _required(counts: Counts, *, least: int) -> int:
    if len(counts) < least:
        raise ValueError(f"a scale of {least} points or more is needed")
    if min(counts) < 0:
        raise ValueError("counts are not negative")
    if not sum(counts):
        raise ValueError("nobody has answered")
    return sum(counts)
