"""The audit against enumeration, and against publications that say too much."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.audit import Audit, audit
from analysis.disclosure.narrowing import narrow
from analysis.disclosure.rows import row_model
from analysis.items import Item, items_of_prompt
from analysis.summarise import summarise
from analysis.summary import ItemResult, OptionResult, Summary, Tendency
from analysis.tendencies import DIVIDED
from participation.sealing import FrozenCounts
from participation.templates.prompts import Prompt
from tests.analysis.attacker import Rows, rows_of
from tests.analysis.examples import (
    block,
    choice,
    number,
    process,
    remark,
    scale,
    statement,
    summary_of,
)

K = 5


def audited(prompt: Prompt, rows: Rows | Sequence[Sequence[int]], *summaries: Summary) -> Audit:
    asked = block(prompt)
    return audit(process(asked, [sum(row) for row in rows]), asked, summaries)


prompts: st.SearchStrategy[tuple[Prompt, int]] = st.sampled_from(
    [(statement(), 3), (choice("a", "b"), 2), (number(1, 3), 3)]
)


def leading_side(item: Item, told: tuple[Tendency | None, str]) -> int:
    sides = (DIVIDED, *range(len(item.positions)))
    found: int = next(side for side in sides if item.tendency(side) == told)
    return found


def agrees(item: Item, rows: Rows, summary: Summary) -> bool:
    """Say, without a programme, whether a table can lie behind a summary."""
    (result,) = summary.items
    total = [sum(column) for column in zip(*rows, strict=True)]
    told = [option.count for option in result.options]
    if any(known not in (None, count) for known, count in zip(told, total, strict=True)):
        return False
    groups = [(result.tendency, result.leading, total)]
    groups += [
        (one.tendency, one.leading, list(row))
        for one, row in zip(result.departments, rows, strict=True)
    ]
    return all(
        tendency is None or item.sides.leader(row) == leading_side(item, (tendency, leading))
        for tendency, leading, row in groups
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_as_many_values_are_left_as_enumeration_finds(data: st.DataObject) -> None:
    prompt, width = data.draw(prompts)
    sizes = data.draw(st.sampled_from([(10, 11), (12, 7), (5, 6), (16, 5)]))
    rows = tuple(data.draw(st.sampled_from(list(rows_of(size, width)))) for size in sizes)
    summary = summary_of(prompt, rows)
    (item,) = items_of_prompt(prompt)
    left = [
        table
        for table in product(*(list(rows_of(size, width)) for size in sizes))
        if agrees(item, table, summary)
    ]
    model = row_model(process(block(prompt), sizes), item, [summary])
    found = narrow(model, k=10**6)
    seen = {(one.department, one.option): one for one in found.narrowed if not one.is_insider}
    for place, option in enumerate(item.options):
        by_hand = {
            f"d{number}": {table[number][place] for table in left} for number in range(len(sizes))
        }
        if summary.items[0].options[place].count is None:
            by_hand[""] = {sum(row[place] for row in table) for table in left}
        for department, values in by_hand.items():
            narrowed = seen[department, option]
            assert (narrowed.least, narrowed.greatest) == (min(values), max(values))
            assert narrowed.values == len(values)


def with_counts(summary: Summary, row: Sequence[int | None]) -> Summary:
    (result,) = summary.items
    told = tuple(
        replace(option, count=count) for option, count in zip(result.options, row, strict=True)
    )
    return replace(summary, items=(replace(result, options=told),))


SMALL = ((6, 2, 1), (7, 1, 1), (7, 2, 0))
"""Too small for tendencies: 20 agree, and two counts are withheld."""


def test_one_cell_too_many_is_found() -> None:
    summary = summary_of(statement(), SMALL)
    assert [option.count for option in summary.items[0].options] == [20, None, None]
    assert audited(statement(), SMALL, summary).is_clean
    found = audited(statement(), SMALL, with_counts(summary, (20, 5, None)))
    assert not found.is_clean
    assert {(one.department, one.option, one.values) for one in found.narrowed} >= {("", "pass", 1)}


def test_a_small_count_that_is_shown_is_found() -> None:
    found = audited(statement(), SMALL, with_counts(summary_of(statement(), SMALL), (20, 5, 2)))
    assert [(small.option, small.number) for small in found.small] == [("pass", 2)]


def test_counts_of_a_department_are_found() -> None:
    rows = ((20, 8, 8), (18, 9, 9))
    summary = summary_of(statement(), rows)
    (result,) = summary.items
    assert audited(statement(), rows, summary).is_clean
    told = [
        OptionResult(key=option.key, label=option.label, count=count)
        for option, count in zip(result.options, rows[0], strict=True)
    ]
    first = replace(result.departments[0], options=tuple(told[:2]))
    more = replace(summary, items=(replace(result, departments=(first, result.departments[1])),))
    found = audited(statement(), rows, more)
    assert {(one.department, one.option) for one in found.narrowed if one.values == 1} >= {
        ("d0", "pass"),
        ("d1", "agree"),
    }


def test_an_earlier_publication_counts_as_known() -> None:
    # Each alone is clean: the second leaves out what the first tells, and the other way round.
    rows = ((30, 9, 3),)
    first = with_counts(summary_of(statement(), rows), (30, None, None))
    second = with_counts(first, (None, 9, None))
    assert audited(statement(), rows, first).is_clean
    assert audited(statement(), rows, second).is_clean
    both = audited(statement(), rows, first, second)
    assert [(one.option, one.values) for one in both.narrowed if not one.is_insider] == [
        ("pass", 1)
    ]


def test_publications_that_contradict_each_other_are_found() -> None:
    rows = ((30, 9, 9),)
    first = summary_of(statement(), rows)
    second = with_counts(first, (29, 9, 9))
    assert audited(statement(), rows, first, second).contradictory == ("claims.open",)


def test_a_text_that_all_but_one_wrote_is_found() -> None:
    asked = block(remark())
    office = process(asked, (30,))
    summary = summarise(office, asked, counts_of_texts(30, 29))
    assert summary.text_counts[0].answered_count is None
    told = replace(
        summary, text_counts=tuple(one._replace(answered_count=29) for one in summary.text_counts)
    )
    assert [small.number for small in audit(office, asked, [told]).small] == [1]


def counts_of_texts(answered: int, written: int) -> FrozenCounts:
    return FrozenCounts(answered={"d0": answered}, items={}, texts={"remark": written})


def test_a_scale_item_names_department_and_option() -> None:
    rows = ((10, 2, 0, 0, 0), (11, 0, 0, 0, 1))
    summary = summary_of(scale(), rows)
    found = narrow(
        row_model(process(block(scale()), (12, 12)), items_of_prompt(scale())[0], [summary]),
        k=10**6,
    )
    assert {one.department for one in found.narrowed} == {"", "d0", "d1"}
    assert {one.option for one in found.narrowed} == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize("tendency", [Tendency.DIVIDED, Tendency.MOSTLY_FOR])
def test_a_tendency_of_a_group_without_a_size_is_refused(tendency: Tendency) -> None:
    summary = summary_of(statement(), ((2, 1, 1), (2, 2, 0), (0, 1, 0)))
    (result,) = summary.items
    first = replace(result.departments[0], tendency=tendency)
    odd: ItemResult = replace(result, departments=(first, *result.departments[1:]))
    with pytest.raises(ValueError, match="without a size"):
        audited(statement(), ((4,), (4,), (1,)), replace(summary, items=(odd,)))
