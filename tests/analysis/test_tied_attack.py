"""Multiple choices and rankings in small offices: every possible office, and the attacker."""

from collections import defaultdict

import pytest

from analysis.multiple_choice import Choices, leading_option
from tests.analysis.attacker import rows_of
from tests.analysis.examples import ranking, several
from tests.analysis.tied_attacker import (
    Tied,
    added,
    by_sight,
    fewest,
    insiders,
    is_counted,
    kinds_of,
    offices,
    orders_of_four,
    sight_of,
)

K = 5
ABC = ("a", "b", "c")
ABCD = ("a", "b", "c", "d")

CASES: list[tuple[Tied, int]] = [
    (several(*ABC, least=1, most=2), 15),
    (several(*ABC, least=1, most=2), 21),
    (several(*ABC, least=2, most=2), 15),
    (several(*ABC, least=2, most=2), 21),
    (several(*ABC, least=1, most=3), 15),
    (several(*ABC, least=2, most=3), 15),
    (several(*ABC, least=2, most=3), 21),
    (several(*ABC, least=2, most=2, is_optional=True), 15),
    (several(*ABC, least=2, most=3, is_optional=True), 15),
    (several(*ABC, least=2, most=2, is_optional=True), 19),
    (several(*ABCD, least=3, most=3), 15),
    (several(*ABCD, least=3, most=3), 24),
    (ranking(*ABC), 10),
    (ranking(*ABC), 11),
    (ranking(*ABC, is_optional=True), 10),
    (ranking(*ABC, is_optional=True), 11),
]


@pytest.mark.parametrize(("prompt", "size"), CASES)
def test_everybody_keeps_k_values_and_an_insider_two_less(prompt: Tied, size: int) -> None:
    kinds, seen = kinds_of(prompt), sight_of(prompt, size)
    assert fewest(by_sight(seen, offices(kinds, size))) >= K
    assert min(fewest(by_sight(seen, left)) for left in insiders(kinds, size)) >= K - 2


@pytest.mark.parametrize("sizes", [(5, 10), (8, 8), (10, 11)])
@pytest.mark.parametrize(("least", "most"), [(2, 2), (2, 3)])
def test_no_department_can_be_narrowed_from_what_is_shown_over_all(
    least: int, most: int, sizes: tuple[int, int]
) -> None:
    prompt = several(*ABC, least=least, most=most)
    kinds, seen = kinds_of(prompt), sight_of(prompt, sum(sizes))
    values = defaultdict(set)
    first, second = (offices(kinds, size) for size in sizes)
    for one in first:
        for other in second:
            sight = seen(added(one, other))
            for place, count in enumerate(one):
                values[sight, place].add(count)
    assert min(map(len, values.values())) >= K


@pytest.mark.parametrize(
    ("least", "most", "size"), [(1, 2, 15), (1, 2, 20), (2, 3, 21), (2, 2, 21), (1, 3, 14)]
)
def test_shown_counts_do_not_tell_how_few_chose_the_same_options(
    least: int, most: int, size: int
) -> None:
    prompt = several(*ABC, least=least, most=most)
    kinds, seen = kinds_of(prompt), sight_of(prompt, size)
    groups = defaultdict(list)
    for people in rows_of(size, len(kinds)):
        office = tuple(
            sum(many * kind[place] for many, kind in zip(people, kinds, strict=True))
            for place in range(len(ABC))
        )
        if min(office) > K and max(office) < size - K and is_counted(seen(office)):
            groups[office].append(people)
    for office, ways in groups.items():
        for column in zip(*ways, strict=True):
            assert max(column) >= K or len(set(column)) >= K - 2, office


@pytest.mark.parametrize("size", [10, 11])
def test_an_order_of_four_options_leaves_k_values_for_every_rank(size: int) -> None:
    everybody = orders_of_four(size)
    assert min(len(values) for values in everybody.values()) >= K


def test_an_insider_is_left_with_three_values_in_an_order_of_four() -> None:
    for known in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2)):
        left = orders_of_four(2 * K, known, known)
        assert min(len(values) for values in left.values()) >= K - 2, known


@pytest.mark.parametrize(("k", "size"), [(5, 23), (7, 31)])
def test_no_leader_is_named_whose_count_would_be_nearly_known(k: int, size: int) -> None:
    # Three of four had to be chosen, so that whatever leads was chosen by nearly all.
    chosen = (size, size - size // 3, size - size // 3, size - (size - 2 * (size // 3)))
    choices = Choices(
        chosen=chosen, answered=size, size=size, least=3, most=3, may_be_skipped=False
    )
    has_room = size - choices.least_of_a_leader + 1 >= k
    assert leading_option(choices, k=k) == (0 if has_room else None)
