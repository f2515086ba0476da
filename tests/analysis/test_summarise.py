"""The summary of a block, example by example."""

import pytest

from analysis.summarise import summarise
from analysis.summary import DepartmentTurnout, Tendency, TextCount, Turnout
from participation.sealing import FrozenCounts
from tests.analysis.examples import (
    block,
    choice,
    counts,
    process,
    remark,
    result_of,
    scale,
    shown,
    statement,
    summary_of,
    text,
)


def only_texts(answered: dict[str, int], written: int) -> FrozenCounts:
    return FrozenCounts(answered=answered, items={}, texts={"remark": written})


def test_a_large_office_sees_all_counts_over_all_and_tendencies_by_department() -> None:
    result = result_of(statement(), ((30, 10, 4), (25, 12, 3), (12, 20, 5)))
    assert shown(result) == [67, 42, 12]
    assert result.answered_count == 121
    assert [department.tendency for department in result.departments] == [
        Tendency.MOSTLY_FOR,
        Tendency.MOSTLY_FOR,
        Tendency.MOSTLY_AGAINST,
    ]


def test_small_counts_over_all_are_withheld_together() -> None:
    result = result_of(statement(), ((10, 3, 1), (10, 3, 1), (10, 3, 2)))
    assert shown(result) == [30, None, None]
    assert result.tendency is None


def test_a_nearly_unanimous_office_is_shown_as_a_tendency_only() -> None:
    result = result_of(statement(), ((13, 0, 0), (13, 0, 0), (13, 1, 0)))
    assert shown(result) == [None, None, None]
    assert result.tendency is Tendency.MOSTLY_FOR
    assert result.answered_count == 40


def test_fewer_answers_than_the_smallest_group_show_nothing_at_all() -> None:
    summary = summary_of(statement(), ((2, 1, 0), (1, 0, 0)))
    assert summary.turnout.answered_count is None
    assert {turnout.answered_count for turnout in summary.turnout.departments} == {None}
    assert shown(summary.items[0]) == [None, None, None]
    assert summary.items[0].tendency is None
    assert summary.items[0].answered_count is None


def test_nobody_answered_and_nothing_is_shown() -> None:
    asked = block(statement(), remark())
    nothing = FrozenCounts(answered={}, items={}, texts={})
    summary = summarise(process(asked, (14, 13)), asked, nothing)
    assert summary.turnout.rate is None
    assert summary.has_withheld


def test_a_departments_answers_are_never_shown_as_counts() -> None:
    result = result_of(statement(), ((40, 30, 20), (50, 30, 20)))
    assert [department.options for department in result.departments] == [(), ()]


def test_the_only_department_is_not_shown_a_second_time() -> None:
    assert result_of(statement(), ((20, 10, 8),)).departments == ()


def test_a_scale_leans_to_its_high_or_low_half() -> None:
    result = result_of(scale(5), ((0, 1, 2, 5, 4), (6, 3, 1, 0, 0)))
    assert [department.tendency for department in result.departments] == [
        Tendency.MOSTLY_HIGH,
        Tendency.MOSTLY_LOW,
    ]


def test_the_ends_of_a_scale_say_what_they_mean() -> None:
    labels = [option.label.en for option in result_of(scale(3), ((9, 9, 9),)).options]
    assert labels == ["1 – not at all", "2", "3 – fully"]


def test_votes_are_labelled_in_both_languages() -> None:
    labels = [option.label for option in result_of(statement(), ((9, 9, 9),)).options]
    assert [(label.de, label.en) for label in labels[:2]] == [
        ("Stimme zu", "Agree"),
        ("Stimme nicht zu", "Disagree"),
    ]


def test_a_choice_names_the_option_that_most_have_chosen() -> None:
    result = result_of(choice("north", "south", "east"), ((2, 8, 1), (4, 4, 4)))
    assert [(one.tendency, one.leading) for one in result.departments] == [
        (Tendency.MOSTLY_ONE, "south"),
        (Tendency.DIVIDED, ""),
    ]


def test_a_few_who_skip_a_question_are_a_small_group_too() -> None:
    result = result_of(statement(is_optional=True), ((30, 14, 9),), skipped=(2,))
    assert shown(result) == [30, 14, None]
    assert result.answered_count is None


def test_many_who_skip_a_question_are_counted() -> None:
    result = result_of(statement(is_optional=True), ((30, 10, 9),), skipped=(8,))
    assert shown(result) == [30, 10, 9]
    assert result.answered_count == 49


def test_a_question_that_few_answered_is_not_called_divided() -> None:
    result = result_of(statement(is_optional=True), ((2, 0, 0), (1, 1, 0)), skipped=(10, 10))
    assert [one.tendency for one in result.departments] == [None, None]


def test_turnout_is_shown_over_all_and_by_department() -> None:
    asked = block(remark())
    summary = summarise(process(asked, (14, 13)), asked, only_texts({"d0": 12, "d1": 6}, 0))
    assert summary.turnout == Turnout(
        invited_count=27,
        answered_count=18,
        departments=(
            DepartmentTurnout(
                department="d0", name=text("Department 0"), invited_count=14, answered_count=12
            ),
            DepartmentTurnout(
                department="d1", name=text("Department 1"), invited_count=13, answered_count=6
            ),
        ),
        is_more_than_invited=False,
    )
    assert summary.turnout.rate == 18 / 27


def test_a_small_department_hides_behind_a_second_one() -> None:
    asked = block(remark())
    answered = {"d0": 30, "d1": 3, "d2": 9}
    summary = summarise(process(asked, (40, 12, 12)), asked, only_texts(answered, 0))
    turnout = [(one.invited_count, one.answered_count) for one in summary.turnout.departments]
    assert turnout == [(40, 30), (24, 12)]


def test_more_answers_than_invited_are_said_and_give_no_rate() -> None:
    asked = block(remark())
    summary = summarise(process(asked, (5, 5)), asked, only_texts({"d0": 6, "d1": 5}, 0))
    assert summary.turnout.is_more_than_invited
    assert summary.turnout.rate is None


@pytest.mark.parametrize(("written", "count"), [(3, None), (6, None), (9, 9), (14, None)])
def test_texts_are_counted_if_both_writers_and_others_are_many(
    written: int, count: int | None
) -> None:
    asked = block(remark())
    summary = summarise(process(asked, (20,)), asked, only_texts({"d0": 20}, written))
    assert summary.text_counts == (TextCount("remark", text("More?"), count),)


def test_a_text_that_everybody_must_write_is_counted_like_answers() -> None:
    asked = block(remark(is_optional=False))
    summary = summarise(process(asked, (20,)), asked, only_texts({"d0": 20}, 20))
    assert summary.text_counts[0].answered_count == 20


def test_the_same_counts_give_the_same_summary() -> None:
    rows = ((10, 4, 1), (9, 5, 1))
    assert summary_of(statement(), rows) == summary_of(statement(), rows)


def test_an_office_where_everything_is_shown_has_nothing_withheld() -> None:
    assert not summary_of(statement(), ((20, 10, 9),)).has_withheld


def test_counts_of_an_unknown_department_are_refused() -> None:
    asked = block(statement())
    frozen = counts(statement(), ((9, 9, 9), (9, 9, 9)))
    with pytest.raises(ValueError, match="unknown departments"):
        summarise(process(asked, (30,)), asked, frozen)


def test_more_answers_than_responses_are_refused() -> None:
    asked = block(statement())
    frozen = FrozenCounts(answered={"d0": 8}, items={("claims.open", "d0"): {"agree": 9}}, texts={})
    with pytest.raises(ValueError, match="do not fit"):
        summarise(process(asked, (30,)), asked, frozen)
