"""Small offices, every possible table, and an attacker who knows the rule."""

from collections import defaultdict
from math import comb, prod

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from analysis.summarise import summarise
from participation.sealing import FrozenCounts
from participation.templates.prompts import Prompt
from tests.analysis.attacker import (
    all_tables,
    fewest_by_department,
    fewest_over_all,
    insiders,
    rows_of,
)
from tests.analysis.examples import (
    block,
    choice,
    day,
    number,
    process,
    remark,
    scale,
    statement,
)

K = 5
MOST_TABLES = 6000

Office = tuple[Prompt, int, tuple[int, ...]]

prompts: st.SearchStrategy[tuple[Prompt, int]] = st.sampled_from(
    [
        (statement(), 3),
        (choice("a", "b", "c"), 3),
        (choice("a", "b"), 2),
        (scale(2), 2),
        (number(1, 3), 3),
        (day(2), 2),
    ]
)
sizes = st.lists(st.integers(K, 20), min_size=2, max_size=3)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    (prompt, width), people = draw(prompts), tuple(draw(sizes))
    assume(sum(people) <= 30)
    assume(prod(comb(size + width - 1, width - 1) for size in people) <= MOST_TABLES)
    return prompt, width, people


@settings(max_examples=12, deadline=None, derandomize=True)
@given(offices())
@example((statement(), 3, (10, 11)))
@example((choice("a", "b", "c"), 3, (10, 12)))
@example((choice("a", "b"), 2, (14, 14, 9)))
@example((choice("a", "b"), 2, (20, 30)))
def test_nobody_can_narrow_a_withheld_count_below_the_smallest_group(office: Office) -> None:
    for seen, tables in all_tables(office[0], office[2], office[1]).items():
        assert fewest_over_all(seen, tables) >= K, seen
        assert fewest_by_department(tables) >= K, seen


@settings(max_examples=6, deadline=None, derandomize=True)
@given(offices())
@example((statement(), 3, (10, 11)))
@example((choice("a", "b"), 2, (14, 15)))
def test_two_known_answers_still_leave_two_more_dissenters_possible(office: Office) -> None:
    for seen, tables in all_tables(office[0], office[2], office[1]).items():
        for left in insiders(tables):
            assert fewest_by_department(left) >= K - 2, seen
            assert fewest_over_all(seen, left) >= (K - 2 if seen.has_tendency else K), seen


@pytest.mark.parametrize("size", [6, 9, 13, 20, 27])
def test_without_tendencies_an_insider_keeps_k_values_over_all(size: int) -> None:
    # A single department is the plain case: one row, no results by department.
    for seen, tables in all_tables(statement(), (size,), 3).items():
        if not seen.has_tendency:
            assert all(fewest_over_all(seen, left) >= K for left in insiders(tables)), seen


@pytest.mark.parametrize("people", [5, 12, 21, 30])
def test_withheld_turnout_keeps_k_values(people: int) -> None:
    asked = block(remark())
    running = process(asked, (30, 30, 30))
    groups = defaultdict(list)
    for row in rows_of(people, 3):
        answered = {f"d{number}": count for number, count in enumerate(row)}
        turnout = summarise(running, asked, FrozenCounts(answered=answered, items={}, texts={}))
        groups[tuple(one.answered_count for one in turnout.turnout.departments)].append(row)
    for seen, rows in groups.items():
        withheld = [place for place, count in enumerate(seen) if count is None]
        assert all(len({row[place] for row in rows}) >= K for place in withheld), seen
