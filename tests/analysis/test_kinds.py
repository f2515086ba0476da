"""What is shown of resistance, numbers, days, multiple choices and rankings, example by example."""

from collections.abc import Iterable

import pytest

from analysis.bands import cut
from analysis.summarise import summarise
from analysis.summary import ItemResult, RankingResult, Summary, Tendency
from participation.responses import Response
from participation.sealing import FrozenCounts, take_apart
from participation.templates.prompts import Prompt
from tests.analysis.examples import (
    block,
    day,
    number,
    process,
    ranking,
    resistance,
    result_of,
    several,
    shown,
)

KEYS = ("a", "b", "c")


def told(prompt: Prompt, answers: Iterable[dict[str, str]], *, departments: int = 2) -> Summary:
    """Return the summary of an office whose people answered one prompt so, department by turns."""
    responses = [
        Response(department=f"d{number % departments}", answers=one)
        for number, one in enumerate(answers)
    ]
    asked = block(prompt)
    running = process(asked, (len(responses),) * departments)
    return summarise(running, asked, take_apart(asked.content, responses).counts)


def chosen(*counted: tuple[str, int]) -> list[dict[str, str]]:
    """Return answers to the multiple choice: what is chosen, and by how many."""
    return [{"tasks": keys} if keys else {} for keys, count in counted for _ in range(count)]


def ranked(*counted: tuple[str, int]) -> list[dict[str, str]]:
    """Return answers to the ranking: an order, and how many see it so."""
    return [{"order": order} if order else {} for order, count in counted for _ in range(count)]


def the_item(summary: Summary) -> ItemResult:
    (item,) = summary.items
    return item


def the_order(summary: Summary) -> list[str]:
    (result,) = summary.rankings
    return ["".join(option.key for option in tied) for tied in result.places]


@pytest.mark.parametrize(
    ("count", "bands"),
    [
        (2, ((0, 0), (1, 1))),
        (5, ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4))),
        (30, ((0, 5), (6, 11), (12, 17), (18, 23), (24, 29))),
        (7, ((0, 0), (1, 1), (2, 3), (4, 4), (5, 6))),
    ],
)
def test_bounds_are_cut_into_at_most_five_bands_of_equal_size(
    count: int, bands: tuple[tuple[int, int], ...]
) -> None:
    assert cut(count) == bands


def test_numbers_are_told_in_bands_and_never_one_by_one() -> None:
    row = (4, 4, 5, 4, 6, 3, 4, 5, 2, 6)
    result = result_of(number(1, 10), (row,))
    assert [option.label.en for option in result.options] == [
        *("1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 to 10")
    ]
    assert shown(result) == [8, 9, 9, 9, 8]


def test_days_are_told_in_bands_named_by_their_first_and_last_day() -> None:
    labels = [option.label for option in result_of(day(10), ((3,) * 10,)).options]
    assert labels[0].de == "1. April 2027 bis 2. April 2027"
    assert labels[4].en == "9 April 2027 to 10 April 2027"


def test_departments_lean_to_low_or_high_numbers() -> None:
    rows = ((9, 1, 0, 0, 1), (1, 0, 1, 3, 8))
    assert [one.tendency for one in result_of(number(1, 5), rows).departments] == [
        Tendency.MOSTLY_LOW,
        Tendency.MOSTLY_HIGH,
    ]


def test_resistance_is_told_for_every_option_as_low_medium_or_high() -> None:
    answers = [
        {"ways.left": str(number % 4), "ways.right": str(7 + number % 4), "ways.status_quo": "5"}
        for number in range(40)
    ]
    left, right, same = told(resistance("left", "right"), answers).items
    assert [one.question.en for one in (left, right, same)] == [
        *("Left", "Right", "Everything stays as it is.")
    ]
    assert [one.tendency for one in (left, right, same)] == [
        *(Tendency.MOSTLY_LOW, Tendency.MOSTLY_HIGH, Tendency.DIVIDED)
    ]
    assert [option.key for option in left.options] == ["low", "middle", "high"]


def test_choices_are_counted_where_every_count_is_large_enough() -> None:
    summary = told(
        several(*KEYS, least=1, most=2),
        chosen(("a", 9), ("b", 8), ("c", 8), ("a,b", 5), ("b,c", 5)),
    )
    assert shown(the_item(summary)) == [14, 18, 13]
    assert the_item(summary).answered_count == 35
    assert the_item(summary).tendency is None


@pytest.mark.parametrize(
    "counted",
    [
        [("a", 20), ("b", 12), ("c", 6)],
        [("a,b", 31), ("a,c", 4)],
        [("a,b", 15), ("b,c", 15), ("a,c", 8)],
        [("a", 14), ("b", 14), ("c", 12)],
    ],
    ids=["one is rare", "one is nearly everybody's", "all used both", "nobody used both"],
)
def test_one_small_count_withholds_all_counts(counted: list[tuple[str, int]]) -> None:
    summary = told(several(*KEYS, least=1, most=2), chosen(*counted))
    assert shown(the_item(summary)) == [None, None, None]
    assert summary.has_withheld


def test_instead_of_counts_the_option_is_named_that_most_have_chosen() -> None:
    summary = told(several(*KEYS, least=1, most=2), chosen(("a", 10), ("b", 8), ("c", 1)))
    assert (the_item(summary).tendency, the_item(summary).leading) == (Tendency.MOST_CHOSEN, "a")


@pytest.mark.parametrize(
    "counted",
    [[("a", 9), ("b", 9), ("c", 1)], [("a", 9), ("b", 4), ("c", 1)]],
    ids=["a tie", "fourteen people"],
)
def test_no_option_is_named_in_a_tie_or_among_few(counted: list[tuple[str, int]]) -> None:
    assert the_item(told(several(*KEYS, least=1, most=2), chosen(*counted))).tendency is None


def test_of_a_multiple_choice_nothing_is_shown_by_department() -> None:
    summary = told(
        several(*KEYS, least=1, most=2), chosen(("a", 20), ("b", 20), ("a,b", 9), ("b,c", 20))
    )
    assert [one.tendency for one in the_item(summary).departments] == [None, None]
    assert [one.options for one in the_item(summary).departments] == [(), ()]


def test_a_few_who_skip_a_multiple_choice_withhold_its_counts() -> None:
    prompt = several(*KEYS, least=1, most=2, is_optional=True)
    many = [("a", 9), ("b", 8), ("c", 8), ("a,b", 5), ("b,c", 5)]
    assert shown(the_item(told(prompt, chosen(*many, ("", 3))))) == [None, None, None]
    counted = the_item(told(prompt, chosen(*many, ("", 7))))
    assert (shown(counted), counted.answered_count) == ([14, 18, 13], 35)


def test_a_ranking_shows_its_order_and_says_ties() -> None:
    summary = told(ranking(*KEYS), ranked(("a,b,c", 6), ("a,c,b", 6)))
    assert the_order(summary) == ["a", "bc"]
    assert summary.items == ()
    assert summary.has_withheld


def test_a_ranking_has_no_place_for_a_count() -> None:
    assert list(RankingResult.__slots__) == ["item", "question", "places"]


@pytest.mark.parametrize(
    ("ranks", "skips", "is_told"),
    [(9, 0, False), (10, 0, True), (14, 0, False), (15, 0, True), (9, 6, False), (10, 5, True)],
)
def test_an_order_waits_for_enough_people(ranks: int, skips: int, *, is_told: bool) -> None:
    is_optional = ranks + skips > 10
    prompt = ranking(*KEYS, is_optional=is_optional)
    summary = told(prompt, ranked(("b,a,c", ranks), ("", skips)))
    assert the_order(summary) == (["b", "a", "c"] if is_told else [])


@pytest.mark.parametrize("prompt", [several(*KEYS, least=1, most=2), ranking(*KEYS)])
def test_tied_counts_that_cannot_be_are_refused(prompt: Prompt) -> None:
    asked = block(prompt)
    frozen = FrozenCounts(answered={"d0": 8}, items={(f"{prompt.key}.a", "d0"): {"1": 8}}, texts={})
    with pytest.raises(ValueError, match="do not fit"):
        summarise(process(asked, (30,)), asked, frozen)
