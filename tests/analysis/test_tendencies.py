"""Which side leads a group, and what its tendency says about the counts behind it."""

import pytest

from analysis.tendencies import DIVIDED, sides

VOTES = sides([[0], [1]], width=3)
PAIR = sides([[0], [1]], width=2)


@pytest.mark.parametrize(
    ("row", "leader"),
    [((6, 3, 1), 0), ((5, 5, 0), DIVIDED), ((2, 6, 2), 1), ((1, 1, 8), DIVIDED)],
)
def test_a_side_leads_with_more_than_half(row: tuple[int, ...], leader: int) -> None:
    assert VOTES.leader(row) == leader


@pytest.mark.parametrize(("row", "leader"), [((15, 6), 0), ((14, 7), DIVIDED), ((3, 18), 1)])
def test_of_just_two_sides_one_leads_with_more_than_two_thirds(
    row: tuple[int, ...], leader: int
) -> None:
    assert PAIR.leader(row) == leader


def test_the_points_of_a_side_count_together() -> None:
    assert sides([[0, 1], [3, 4]], width=5).leader((1, 2, 3, 4, 3)) == 1


@pytest.mark.parametrize(("leader", "bounds"), [(0, (6, 10)), (1, (0, 4)), (DIVIDED, (0, 5))])
def test_a_tendency_bounds_how_many_are_on_a_side(leader: int, bounds: tuple[int, int]) -> None:
    assert VOTES.least([0], size=10, leader=leader) == bounds[0]
    assert VOTES.most([0], size=10, leader=leader) == bounds[1]


def test_an_odd_group_without_leader_has_somebody_on_no_side() -> None:
    assert VOTES.most([0, 1], size=11, leader=DIVIDED) == 10
