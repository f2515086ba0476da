"""Small departments that are told together, and every office that can lie behind what is told."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest

from analysis.summarise import summarise
from analysis.told_groups import ToldGroup, told_groups
from tests.analysis.attacker import Row, Rows, all_tables, fewest_by_department, insiders, rows_of
from tests.analysis.examples import block, choice, counts, process, statement, summary_of

K = 5


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ((12, 9, 7), [(0,), (1,), (2,)]),
        ((30, 3, 9), [(0,), (1, 2)]),
        ((30, 0, 3, 4), [(0,), (1, 2, 3)]),
        ((40, 25, 4, 2), [(0,), (1, 2, 3)]),
    ],
)
def test_small_departments_are_told_together(
    sizes: Sequence[int], told: Sequence[tuple[int, ...]]
) -> None:
    groups = told_groups(sizes, k=K)
    assert [group.positions for group in groups] == told
    assert all(group.is_sized for group in groups)


@pytest.mark.parametrize("sizes", [(4,), (3, 1), (10, 3), (9, 9, 4), (30, 25, 4, 2)])
def test_where_nobody_is_large_enough_nobody_is_told(sizes: Sequence[int]) -> None:
    assert told_groups(sizes, k=K) == tuple(
        ToldGroup((position,), is_sized=False) for position in range(len(sizes))
    )


def test_what_is_told_together_has_one_name_and_one_tendency() -> None:
    summary = summary_of(statement(), ((20, 3, 1), (4, 0, 0), (5, 2, 1)))
    together = summary.turnout.departments[1]
    assert (together.department, together.name.en, together.name.de) == (
        "d1+d2",
        "Department 1 and Department 2 together",
        "Department 1 (de) und Department 2 (de) zusammen",
    )
    assert (together.invited_count, together.answered_count) == (12, 12)
    assert [one.department for one in summary.items[0].departments] == ["d0", "d1+d2"]
    assert [one.tendency for one in summary.items[0].departments] == ["mostly_for", "mostly_for"]


def splits(row: Row, sizes: Sequence[int]) -> Iterator[tuple[Row, Row]]:
    """Yield every way to share out a row between two departments with one of these sizes."""
    for size in sizes:
        for first in rows_of(size, len(row)):
            second = tuple(both - one for both, one in zip(row, first, strict=True))
            if min(second) >= 0:
                yield first, second


def test_nobody_narrows_an_answer_of_a_department_that_is_told_with_another() -> None:
    # 11 answers in one department, 10 in two others of which one has fewer than five.
    possible = [one for one in range(11) if len(told_groups((11, one, 10 - one), k=K)) == 2]
    assert possible == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]
    for seen, tables in all_tables(statement(), (11, 10), 3).items():
        shared: dict[Row, list[Row]] = defaultdict(list)
        for first, together in tables:
            shared[together].append(first)
        split: list[Rows] = [
            (rows[0], *parts) for row, rows in shared.items() for parts in splits(row, possible)
        ]
        assert fewest_by_department([(one[1], one[2]) for one in split]) >= K, seen
        for left in insiders([(one[1], one[2]) for one in split]):
            assert fewest_by_department(left) >= K - 2, seen


def test_a_choice_of_two_is_told_together_as_well() -> None:
    rows = ((20, 10), (3, 1), (12, 6))
    asked = block(choice("a", "b"))
    running = process(asked, (30, 4, 18))
    told = summarise(running, asked, counts(choice("a", "b"), rows))
    assert [one.department for one in told.items[0].departments] == ["d0", "d1+d2"]
    apart = summarise(running, asked, counts(choice("a", "b"), rows), is_merging=False)
    assert [one.department for one in apart.items[0].departments] == ["d0", "d1", "d2"]
    assert [one.answered_count for one in apart.turnout.departments] == [30, None, None]
