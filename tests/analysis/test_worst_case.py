"""Majorities that hold, or could turn, if all who did not answer thought otherwise."""

from dataclasses import replace

import pytest

from analysis.worst_case import Majorities, majorities
from tests.analysis.examples import statement, summary_of


def invited(count: int, rows: tuple[tuple[int, ...], ...]) -> Majorities | None:
    summary = summary_of(statement(), rows)
    return majorities(replace(summary, turnout=replace(summary.turnout, invited_count=count)))


ROWS = ((15, 3, 2), (15, 5, 5))
"""30 of 45 agree, 8 disagree, 7 do not know."""


@pytest.mark.parametrize(
    ("count", "found"), [(45, (1, 1)), (59, (1, 1)), (60, (0, 1)), (200, (0, 1))]
)
def test_a_majority_holds_while_it_is_more_than_half_of_all_invited(
    count: int, found: tuple[int, int]
) -> None:
    assert invited(count, ROWS) == found


def test_without_a_majority_there_is_nothing_to_turn() -> None:
    assert invited(60, ((9, 8, 8), (8, 9, 8))) is None


def test_where_more_answered_than_were_invited_nobody_can_say() -> None:
    summary = summary_of(statement(), ROWS)
    turnout = replace(summary.turnout, invited_count=30, is_more_than_invited=True)
    assert majorities(replace(summary, turnout=turnout)) is None


def test_what_is_withheld_is_not_told_this_way() -> None:
    summary = summary_of(statement(), ((6, 0, 0), (7, 0, 0)))
    assert summary.items[0].options[0].count is None
    assert majorities(summary) is None
