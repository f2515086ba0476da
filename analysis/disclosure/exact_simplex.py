"""Linear programmes over whole-numbered weights, solved exactly by the simplex method.

No rounding can make a withheld count look safe. Meant for some dozens of variables and rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from analysis.disclosure.tableau import Tableau

Weights = Mapping[int, int]
"""Variable (0, 1, …) → whole-numbered weight; variables that are not named have 0."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One row: Σ weights × variables, compared with `bound`."""

    weights: Weights
    relation: Literal["=", "<=", ">="]
    bound: int

    def holds(self, values: Sequence[int]) -> bool:
        """Say whether `values` (one per variable) satisfy the row."""
        total = sum(weight * values[variable] for variable, weight in self.weights.items())
        if self.relation == "=":
            return total == self.bound
        return total <= self.bound if self.relation == "<=" else total >= self.bound


@dataclass(frozen=True, slots=True)
class Optimum:
    """The greatest value of an objective and a corner where it is reached."""

    value: Fraction
    corner: tuple[Fraction, ...]


class Polyhedron:
    """All x ≥ 0 that satisfy every constraint; a first corner is found once, for all objectives."""

    def __init__(self, size: int, constraints: Iterable[Constraint]) -> None:
        self._size = size
        self._width = size
        self._tableau = self._set_up([_ready(constraint, size) for constraint in constraints])
        self.is_empty = not self._find_corner()

    def highest(self, weights: Weights) -> "Peak":
        """Return where Σ weights × variables is greatest.

        Raises ValueError if there is no such place: the polyhedron is empty, or has no end.
        """
        if self.is_empty:
            raise ValueError("nothing satisfies all constraints")
        tableau = self._tableau.copy()
        objective = [0] * (self._width + 1)
        for variable, weight in weights.items():
            objective[variable] = -weight * tableau.denominator
        # Priced out: a variable that a row stands for costs nothing.
        for row, variable in zip(tableau.rows, tableau.basis, strict=True):
            if cost := objective[variable]:
                factor = cost // tableau.denominator
                objective = [a - factor * b for a, b in zip(objective, row, strict=True)]
        tableau.objective = objective
        tableau.climb(self._width)
        return Peak(tableau, weights, self._size)

    def _set_up(self, rows: list[tuple[list[int], int, int]]) -> Tableau:
        """Return variables, slacks, artificial variables where a row needs one, right-hand side."""
        signs = [sign for _, sign, _ in rows if sign]
        self._width += len(signs)
        artificial = [number for number, (_, sign, _) in enumerate(rows) if sign <= 0]
        filled: list[list[int]] = []
        basis: list[int] = []
        slack = self._size
        for number, (weights, sign, bound) in enumerate(rows):
            entries = weights + [0] * (len(signs) + len(artificial))
            if sign:
                entries[slack] = sign
                slack += 1
            basis.append(slack - 1)
            if sign <= 0:
                basis[-1] = self._width + artificial.index(number)
                entries[basis[-1]] = 1
            filled.append([*entries, bound])
        return Tableau(filled, basis, 1, [])

    def _find_corner(self) -> bool:
        """Drive the artificial variables to zero and drop them; False if that cannot be."""
        tableau = self._tableau
        above = [
            row
            for row, variable in zip(tableau.rows, tableau.basis, strict=True)
            if variable >= self._width
        ]
        columns = len(tableau.rows[0]) if tableau.rows else self._width + 1
        objective = [-sum(row[column] for row in above) for column in range(columns)]
        objective[self._width : -1] = [0] * (columns - 1 - self._width)
        tableau.objective = objective
        tableau.climb(self._width)
        if tableau.objective[-1] != 0:
            return False
        self._leave_artificial()
        tableau.rows = [[*row[: self._width], row[-1]] for row in tableau.rows]
        return True

    def _leave_artificial(self) -> None:
        """Let no row stand for an artificial variable (at zero); drop rows that say nothing new."""
        tableau, number = self._tableau, 0
        while number < len(tableau.rows):
            row = tableau.rows[number]
            entering = next((one for one in range(self._width) if row[one]), None)
            if tableau.basis[number] < self._width:
                number += 1
            elif entering is None:
                del tableau.rows[number], tableau.basis[number]
            else:
                tableau.pivot(number, entering)


class Peak:
    """Where an objective is greatest, and where it is if some variables are known to be more."""

    def __init__(self, tableau: Tableau, weights: Weights, size: int) -> None:
        self._tableau = tableau
        self._weights = weights
        self._size = size

    @property
    def optimum(self) -> Optimum:
        """The greatest value and its corner."""
        tableau = self._tableau
        value = Fraction(tableau.objective[-1], tableau.denominator)
        return Optimum(value, tableau.corner(self._size))

    def with_at_least(self, known: Weights) -> Optimum | None:
        """Return the optimum where variables are at least what `known` says (≥ 0).

        None if nothing fits. The known parts are taken out of the right-hand sides and added again.
        """
        tableau = self._tableau.copy()
        tableau.rows = [_less(row, known) for row in tableau.rows]
        tableau.objective = _less(tableau.objective, known)
        if not tableau.restore():
            return None
        corner = [
            value + known.get(variable, 0)
            for variable, value in enumerate(tableau.corner(self._size))
        ]
        value = sum((weight * corner[one] for one, weight in self._weights.items()), Fraction(0))
        return Optimum(value, tuple(corner))


def _less(row: list[int], known: Weights) -> list[int]:
    return [*row[:-1], row[-1] - sum(least * row[one] for one, least in known.items())]


def _ready(constraint: Constraint, size: int) -> tuple[list[int], int, int]:
    """Return weights, sign of the slack (0 for an equation) and a right-hand side ≥ 0."""
    weights = [constraint.weights.get(variable, 0) for variable in range(size)]
    sign = {"=": 0, "<=": 1, ">=": -1}[constraint.relation]
    if constraint.bound < 0:
        return [-one for one in weights], -sign, -constraint.bound
    return weights, sign, constraint.bound
