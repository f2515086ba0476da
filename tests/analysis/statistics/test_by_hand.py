"""Orders, medians, bounds and limits, worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.consensing import group_resistance, least_resistance_first
from analysis.statistics.orders import borda, pairs_of, schulze
from analysis.statistics.ordinal import (
    agreement,
    consensus,
    dispersion,
    median,
    polarisation,
    quantile,
)
from analysis.statistics.raters import fleiss_kappa, kendall_w, krippendorff_alpha, mid_ranks
from analysis.statistics.turnout_bounds import share_bounds

scales = st.lists(st.integers(0, 40), min_size=3, max_size=7).filter(any)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(scales)
def test_agreement_keeps_its_bounds_and_does_not_care_which_end_is_which(counts: list[int]) -> None:
    found = agreement(counts)
    assert -1 <= found <= 1
    assert found == agreement(counts[::-1])
    assert found == agreement([3 * count for count in counts])
    assert polarisation(counts) == (1 - found) / 2
    assert 0 <= consensus(counts) <= 1 + 1e-12
    assert -1e-12 <= dispersion(counts) <= 1 + 1e-12


@pytest.mark.parametrize("function", [agreement, polarisation, consensus, dispersion, median])
def test_nothing_is_made_of_nothing(function: object) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match="nobody"):
        function([0, 0, 0])


def test_scales_that_are_too_short_or_impossible_are_refused() -> None:
    with pytest.raises(ValueError, match="3 points"):
        agreement([3, 4])
    with pytest.raises(ValueError, match="negative"):
        consensus([3, -1])


def test_medians_and_quartiles() -> None:
    assert median([1, 1, 1]) == 1
    assert median([2, 0, 2]) == 1
    assert median([2, 2]) == Fraction(1, 2)
    assert [quantile([1, 1, 1, 1], Fraction(share, 4)) for share in (1, 2, 3)] == [0, 1, 2]
    assert quantile([0, 0, 5], Fraction(0)) == 2


def test_least_resistance_comes_first_and_abstentions_are_told() -> None:
    found = least_resistance_first(
        {"a": [9, 9, 1], "b": [2, None, 3], "c": [None, None, None], "d": [2, 3, None]}
    )
    assert [one.option for one in found] == ["b", "d", "a", "c"]
    assert [one.abstained_count for one in found] == [1, 1, 0, 3]
    assert found[0].percent == 25
    assert found[2].strong_count == 2
    assert found[3].percent is None
    with pytest.raises(ValueError, match="0 to 10"):
        group_resistance("a", [11])


def test_whoever_beats_everybody_is_first() -> None:
    # Schulze 2011, example 1: 45 voters, order E > A > C > B > D.
    votes = (
        ("ACBED", 5), ("ADECB", 5), ("BEDAC", 8), ("CABED", 3),
        ("CAEBD", 7), ("CBADE", 2), ("DCEBA", 7), ("EBADC", 8),
    )  # fmt: skip
    orders = [tuple(order) for order, count in votes for _ in range(count)]
    assert schulze("ABCDE", pairs_of(orders)) == (("E",), ("A",), ("C",), ("B",), ("D",))


def test_ties_share_a_place() -> None:
    assert schulze("ab", {}) == (("a", "b"),)
    assert borda("abc", pairs_of(["abc", "bac"])) == (("a", "b"), ("c",))


def test_borda_counts_who_is_behind() -> None:
    assert borda("abc", pairs_of(["abc", "abc", "cba", "bca"])) == (("b",), ("a",), ("c",))


def test_ranks_are_shared_by_equal_values() -> None:
    assert mid_ranks([5, 1, 5, 9]) == [2.5, 1, 2.5, 4]
    assert kendall_w([[1, 2, 3], [1, 2, 3]]) == 1
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == 0


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="tied"):
        kendall_w([[1, 1], [2, 2]])
    with pytest.raises(ValueError, match="two units"):
        kendall_w([[1], [2]])
    with pytest.raises(ValueError, match="compared"):
        krippendorff_alpha([[1, None], [None, 1]], "nominal")
    with pytest.raises(ValueError, match="same number"):
        fleiss_kappa([["a", "b"], ["a"]])
    with pytest.raises(ValueError, match="all judgements"):
        fleiss_kappa([["a", "a"], ["a", "a"]])


def test_who_did_not_answer_could_turn_a_narrow_result() -> None:
    narrow = share_bounds(12, 20, 30)
    assert narrow == (Fraction(12, 30), Fraction(22, 30))
    assert narrow is not None
    assert narrow.could_turn
    clear = share_bounds(19, 20, 30)
    assert clear is not None
    assert not clear.could_turn


def test_no_rate_where_more_answered_than_were_invited() -> None:
    assert share_bounds(5, 12, 10) is None
    assert share_bounds(0, 0, 0) is None
    with pytest.raises(ValueError, match="part"):
        share_bounds(5, 4, 10)
