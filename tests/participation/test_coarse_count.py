"""The count on a channel's card moves rarely."""

from itertools import pairwise

import pytest

from participation.coarse_count import COARSE_STEPS, coarse_count


@pytest.mark.parametrize(
    ("answered", "shown"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (49, 20), (999, 500), (10_000, 1000)],
)
def test_the_largest_step_reached_is_shown(answered: int, shown: int) -> None:
    assert coarse_count(answered) == shown


def test_no_step_is_nearer_than_five_answers_to_the_one_before() -> None:
    steps = pairwise((0, *COARSE_STEPS))
    assert all(later - earlier >= 5 for earlier, later in steps)
