"""Which counts of a row are withheld, by hand and for any row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.small_counts import INSIDERS, Table, release, withheld_positions
from analysis.tendencies import DIVIDED, sides

K = 5
LEAST = K + INSIDERS
VOTES = sides([[0], [1]], width=3)

rows = st.lists(st.integers(0, 60), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("row", "withheld"),
    [
        ((20, 8, 7), set()),
        ((20, 8, 6), {1, 2}),
        ((20, 14, 2), {1, 2}),
        ((20, 20, 2), {0, 1, 2}),
        ((28, 9, 3), {1, 2}),
        ((28, 12, 0), {1, 2}),
        ((40, 0, 0), {0, 1, 2}),
        ((39, 1, 0), {0, 1, 2}),
        ((34, 5, 1), {0, 1, 2}),
        ((33, 6, 1), {1, 2}),
        ((3, 30, 1, 4), {0, 2, 3}),
        ((12, 2, 30, 5), {1, 3}),
        ((7, 7), set()),
        ((8, 6), {0, 1}),
    ],
)
def test_the_smallest_counts_are_withheld_until_nothing_can_be_inferred(
    row: tuple[int, ...], withheld: set[int]
) -> None:
    assert withheld_positions(row, k=K, least=LEAST) == withheld


@given(rows)
def test_never_exactly_one_count_is_withheld(row: list[int]) -> None:
    assert len(withheld_positions(row, k=K, least=LEAST)) != 1


@given(rows)
def test_no_small_count_is_ever_shown(row: list[int]) -> None:
    shown = set(range(len(row))) - withheld_positions(row, k=K, least=LEAST)
    assert all(row[position] >= LEAST for position in shown)


@given(rows)
def test_withheld_counts_beside_shown_ones_hide_two_insiders_and_k_values(row: list[int]) -> None:
    withheld = withheld_positions(row, k=K, least=LEAST)
    assert len(withheld) in (0, len(row)) or sum(row[place] for place in withheld) >= LEAST


@given(rows, st.integers(K, 20))
def test_a_larger_smallest_group_never_shows_more(row: list[int], k: int) -> None:
    usual = withheld_positions(row, k=K, least=LEAST)
    assert usual <= withheld_positions(row, k=k, least=k + INSIDERS)


def test_counts_give_way_where_tendencies_would_pin_them_down() -> None:
    # The second group has at least 8 against; of 12 in all not for, that leaves the first one bare.
    rows = ((16, 1, 1), (4, 9, 1))
    shown = release(Table(rows=rows, unsized=frozenset(), sides=VOTES), k=K)
    assert shown.withheld == {0, 1, 2}
    assert shown.leaders == (0, 1)
    assert shown.leader is None


def test_counts_stay_where_tendencies_leave_them_room() -> None:
    rows = ((10, 3, 1), (10, 3, 1), (10, 3, 2))
    shown = release(Table(rows=rows, unsized=frozenset(), sides=VOTES), k=K)
    assert shown.withheld == {1, 2}
    assert shown.leaders == (0, 0, 0)


def test_a_department_of_unknown_size_gets_no_tendency() -> None:
    rows = ((9, 5, 6), (16, 2, 2), (14, 4, 2))
    shown = release(Table(rows=rows, unsized=frozenset({0}), sides=VOTES), k=K)
    assert shown.leaders == (None, 0, 0)


def test_one_department_alone_gets_no_tendency_and_costs_no_counts() -> None:
    rows = ((9, 5, 6), (2, 1, 0), (14, 4, 2))
    shown = release(Table(rows=rows, unsized=frozenset({0, 1}), sides=VOTES), k=K)
    assert shown.leaders == (None, None, None)
    assert shown.withheld == frozenset()


def test_nine_people_are_too_few_for_a_tendency_and_ten_are_enough() -> None:
    rows = ((9, 0, 0), (4, 4, 2), (10, 0, 0))
    shown = release(Table(rows=rows, unsized=frozenset(), sides=VOTES), k=K)
    assert shown.leaders == (None, DIVIDED, 0)
