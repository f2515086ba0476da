"""The greatest and least value of a sum of counts, where counts are whole numbers.

Branch and bound on exact linear programmes: where the optimum of a programme is no whole number,
one fractional count is rounded down in one branch and up in the other (Land and Doig 1960).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from analysis.disclosure.exact_simplex import Constraint, Optimum, Peak, Polyhedron, Weights

MOST_BRANCHES = 2000
"""Above this many branches the audit gives up and says so, instead of guessing."""

Table = tuple[int, ...]
Branch = tuple[Constraint, ...]

NOTHING: Weights = {}


class TooHardError(Exception):
    """The programme has no answer within MOST_BRANCHES branches."""


class Extreme(NamedTuple):
    """The greatest (or least) value of an objective, and a table of counts that has it."""

    value: int
    table: Table


class Programme:
    """Counts (whole numbers ≥ 0) that satisfy constraints; all of them must be bounded."""

    def __init__(self, size: int, constraints: Sequence[Constraint]) -> None:
        self._size = size
        self._constraints = tuple(constraints)
        self._polyhedron = Polyhedron(size, self._constraints)
        self._peaks: dict[tuple[tuple[int, int], ...], Peak] = {}

    def greatest(self, weights: Weights, *, known: Weights = NOTHING) -> Extreme | None:
        """Return the greatest value of Σ weights × counts, or None if no table fits.

        Counts in `known` are at least what it says (≥ 0). Raises TooHardError, and ValueError for
        an objective that nothing bounds.
        """
        best: Extreme | None = None
        branches: list[Branch] = [()]
        for _ in range(MOST_BRANCHES):
            if not branches:
                return best
            branch = branches.pop()
            optimum = self._optimum(weights, known, branch)
            if optimum is None or (best and floor(optimum.value) <= best.value):
                continue
            broken = _fractional(optimum.corner)
            if broken is None:
                best = Extreme(int(optimum.value), tuple(map(int, optimum.corner)))
            else:
                low = floor(optimum.corner[broken])
                branches.append((*branch, Constraint({broken: 1}, "<=", low)))
                branches.append((*branch, Constraint({broken: 1}, ">=", low + 1)))
        raise TooHardError

    def least(self, weights: Weights, *, known: Weights = NOTHING) -> Extreme | None:
        """Return the least value, as `greatest` returns the greatest."""
        found = self.greatest({one: -weight for one, weight in weights.items()}, known=known)
        return Extreme(-found.value, found.table) if found else None

    def fits(self, table: Sequence[int]) -> bool:
        """Say whether a table of counts satisfies every constraint."""
        return min(table, default=0) >= 0 and all(one.holds(table) for one in self._constraints)

    def _optimum(self, weights: Weights, known: Weights, branch: Branch) -> Optimum | None:
        if branch:
            bounds = (Constraint({one: 1}, ">=", least) for one, least in known.items())
            polyhedron = Polyhedron(self._size, (*self._constraints, *bounds, *branch))
            return None if polyhedron.is_empty else polyhedron.highest(weights).optimum
        if self._polyhedron.is_empty:
            return None
        peak = self._peak(weights)
        return peak.with_at_least(known) if known else peak.optimum

    def _peak(self, weights: Weights) -> Peak:
        """Return the peak of an objective, which many questions share."""
        key = tuple(sorted(weights.items()))
        if key not in self._peaks:
            self._peaks[key] = self._polyhedron.highest(weights)
        return self._peaks[key]


def _fractional(corner: Sequence[Fraction]) -> int | None:
    fractional = (number for number, value in enumerate(corner) if value.denominator != 1)
    return next(fractional, None)
