"""Least and greatest values, against every table of small counts."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.exact_simplex import Constraint, Polyhedron
from analysis.disclosure.whole_numbers import Programme

VARIABLES = 4
MOST = 4

weights = st.dictionaries(st.integers(0, VARIABLES - 1), st.integers(-3, 3), max_size=VARIABLES)
constraints = st.lists(
    st.builds(Constraint, weights, st.sampled_from(["=", "<=", ">="]), st.integers(-6, 10)),
    max_size=4,
)
BOX = [Constraint({variable: 1}, "<=", MOST) for variable in range(VARIABLES)]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(constraints, weights, st.dictionaries(st.integers(0, VARIABLES - 1), st.integers(1, 2)))
def test_extremes_are_those_of_all_tables(
    rows: list[Constraint], asked: dict[int, int], known: dict[int, int]
) -> None:
    fitting = [
        table
        for table in product(range(MOST + 1), repeat=VARIABLES)
        if all(row.holds(table) for row in rows)
        and all(table[variable] >= least for variable, least in known.items())
    ]
    values = [sum(w * table[v] for v, w in asked.items()) for table in fitting]
    programme = Programme(VARIABLES, [*BOX, *rows])
    greatest, least = programme.greatest(asked, known=known), programme.least(asked, known=known)
    if not fitting:
        assert greatest is None
        assert least is None
        return
    assert greatest is not None
    assert least is not None
    assert (least.value, greatest.value) == (min(values), max(values))
    assert programme.fits(greatest.table)
    assert programme.fits(least.table)


def test_a_corner_between_whole_numbers_is_exact() -> None:
    # 3x + 3y ≤ 10: the corner lies at ten thirds, the greatest whole sum is three.
    rows = [Constraint({0: 3, 1: 3}, "<=", 10)]
    assert Polyhedron(2, rows).highest({0: 1, 1: 1}).optimum.value == Fraction(10, 3)
    found = Programme(2, rows).greatest({0: 1, 1: 1})
    assert found is not None
    assert found.value == 3


def test_what_nothing_bounds_is_an_error() -> None:
    with pytest.raises(ValueError, match="bounds"):
        Programme(2, [Constraint({0: 1, 1: -1}, "<=", 3)]).greatest({0: 1})
    with pytest.raises(ValueError, match="satisfies"):
        Polyhedron(1, [Constraint({0: 1}, ">=", 2), Constraint({0: 1}, "<=", 1)]).highest({0: 1})
