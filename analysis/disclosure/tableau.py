"""A simplex tableau of whole numbers over one common denominator.

Each pivot divides by the denominator before, which leaves no remainder (Edmonds 1967), so nothing
is ever rounded. Every row reads Σ entries × variables = last entry, over the denominator; the
variable that a row stands for has no weight in any other row.
"""

from dataclasses import dataclass
from fractions import Fraction

PIVOTS_IN_A_HURRY = 200
"""So many pivots take the steepest way; then Bland's rule (1977), which cannot go in circles."""


@dataclass(slots=True)
class Tableau:
    """Rows, the variable that each stands for, the denominator > 0, and an objective.

    The objective has the negative gain of each variable, and last the value reached.
    """

    rows: list[list[int]]
    basis: list[int]
    denominator: int
    objective: list[int]

    def copy(self) -> "Tableau":
        """Return a tableau that shares nothing with this one that changes."""
        return Tableau(list(self.rows), list(self.basis), self.denominator, self.objective)

    def climb(self, columns: int) -> None:
        """Raise the objective as far as it goes with the first `columns` variables.

        Needs last entries ≥ 0. Raises ValueError if nothing bounds the objective.
        """
        pivots = 0
        while (entering := self._gaining(columns, pivots)) is not None:
            self.pivot(self._limiting(entering), entering)
            pivots += 1

    def restore(self) -> bool:
        """Make negative last entries ≥ 0 again, the objective staying as high as can be.

        Needs an objective that had been raised as far as it goes. Returns False if nothing fits.
        """
        while (leaving := self._negative()) is not None:
            entering = self._cheapest(leaving)
            if entering is None:
                return False
            self.pivot(leaving, entering)
        return True

    def pivot(self, leaving: int, entering: int) -> None:
        """Let a row stand for another variable, which has a weight ≠ 0 in it."""
        pivot_row = self.rows[leaving]
        if pivot_row[entering] < 0:
            pivot_row = [-one for one in pivot_row]
        before = self.denominator
        self.rows = [
            pivot_row if number == leaving else _cleared(row, pivot_row, entering, before)
            for number, row in enumerate(self.rows)
        ]
        self.objective = _cleared(self.objective, pivot_row, entering, before)
        self.basis[leaving] = entering
        self.denominator = pivot_row[entering]

    def corner(self, size: int) -> tuple[Fraction, ...]:
        """Return the values of the first `size` variables."""
        values = [Fraction(0)] * size
        for row, variable in zip(self.rows, self.basis, strict=True):
            if variable < size:
                values[variable] = Fraction(row[-1], self.denominator)
        return tuple(values)

    def _gaining(self, columns: int, pivots: int) -> int | None:
        gains = self.objective
        if pivots >= PIVOTS_IN_A_HURRY:
            return next((one for one in range(columns) if gains[one] < 0), None)
        best = min(range(columns), key=gains.__getitem__)
        return best if gains[best] < 0 else None

    def _limiting(self, entering: int) -> int:
        limiting = [number for number, row in enumerate(self.rows) if row[entering] > 0]
        if not limiting:
            raise ValueError("nothing bounds the objective")
        best = limiting[0]
        for number in limiting[1:]:
            row, least = self.rows[number], self.rows[best]
            # Compares last entry / weight without dividing; ties by the variable's number.
            here, there = row[-1] * least[entering], least[-1] * row[entering]
            if (here, self.basis[number]) < (there, self.basis[best]):
                best = number
        return best

    def _negative(self) -> int | None:
        negative = [number for number, row in enumerate(self.rows) if row[-1] < 0]
        return min(negative, key=lambda number: self.basis[number], default=None)

    def _cheapest(self, leaving: int) -> int | None:
        row, best = self.rows[leaving], None
        for one in range(len(row) - 1):
            if row[one] < 0 and (
                best is None or self.objective[one] * row[best] > self.objective[best] * row[one]
            ):
                best = one
        return best


def _cleared(row: list[int], pivot_row: list[int], entering: int, before: int) -> list[int]:
    """Return `row` × pivot − its entering weight × pivot row, over the old denominator."""
    pivot, factor = pivot_row[entering], row[entering]
    if factor:
        return [(a * pivot - factor * b) // before for a, b in zip(row, pivot_row, strict=True)]
    return row if pivot == before else [a * pivot // before for a in row]
