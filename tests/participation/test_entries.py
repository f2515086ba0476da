"""What the inputs of a page hold becomes answers, and answers fill the inputs again."""

import pytest

from participation.entries import Entries, answered, entries_of
from participation.refusals import (
    ChoicesTooFewError,
    ChoicesTooManyError,
    DateOutsideError,
    DateUnreadableError,
    NumberNotWholeError,
    NumberOutsideError,
    NumberUnreadableError,
    OptionUnknownError,
    ParticipationError,
    RankMissingError,
    RankTwiceError,
    ResistanceMissingError,
)
from participation.templates.prompts import MultipleChoicePrompt, Prompt, ScalePrompt
from tests.participation.examples import asked, small

Answered = dict[str, str]
RANKS = ("answer_first", "answer_other", "answer_third")
DEGREES = ("answer_few", "answer_many", "answer_status_quo")


def scale() -> ScalePrompt:
    prompts = small().topic_blocks[0].prompts
    return next(prompt for prompt in prompts if isinstance(prompt, ScalePrompt))


def entered(key: str, *entries: str) -> Answered:
    """Answer a page: one entry, or one for each option."""
    names = {"aims": RANKS, "shapes": DEGREES}.get(key, ("answer",))
    return dict(answered(asked(key), key, dict(zip(names, entries, strict=True))))


def test_an_entry_becomes_the_answer_without_space_around_it() -> None:
    assert answered(scale(), "clarity", {"answer": " 3 "}) == {"clarity": "3"}


@pytest.mark.parametrize("entries", [{}, {"answer": ""}, {"answer": "-"}])
def test_an_input_left_empty_takes_the_answer_back(entries: Entries) -> None:
    assert answered(scale(), "clarity", entries) == {"clarity": ""}


@pytest.mark.parametrize(
    ("key", "entries", "answers"),
    [
        ("tasks", ("write,plan",), {"tasks": "plan,write"}),
        ("tasks", ("meet",), {"tasks": "meet"}),
        ("aims", ("2", "3", "1"), {"aims": "third,first,other"}),
        ("aims", ("", "", ""), {"aims": ""}),
        (
            "shapes",
            ("0", "10", "4"),
            {"shapes.few": "0", "shapes.many": "10", "shapes.status_quo": "4"},
        ),
        ("shapes", ("", "-", ""), dict.fromkeys(("shapes.few", "shapes.many"), "")),
        ("hours", ("7,5",), {"hours": "7.5"}),
        ("hours", (" 7.50 ",), {"hours": "7.5"}),
        ("hours", ("40",), {"hours": "40"}),
        ("areas", ("-2",), {"areas": "-2"}),
        ("areas", ("30",), {"areas": "30"}),
        ("areas", ("−1",), {"areas": "-1"}),
        ("areas", ("007,0",), {"areas": "7"}),
        ("start", ("2021-10-03",), {"start": "2021-10-03"}),
    ],
)
def test_entries_are_kept_in_one_form(
    key: str, entries: tuple[str, ...], answers: Answered
) -> None:
    given = entered(key, *entries)
    assert given == answers | {item: "" for item in given if item not in answers}


@pytest.mark.parametrize(
    ("key", "entries", "refusal"),
    [
        ("tasks", ("plan,meet,write",), ChoicesTooManyError),
        ("tasks", ("plan,dance",), OptionUnknownError),
        ("aims", ("1", "1", "2"), RankTwiceError),
        ("aims", ("1", "", "2"), RankMissingError),
        ("aims", ("1", "4", "2"), OptionUnknownError),
        ("aims", ("first", "2", "3"), OptionUnknownError),
        ("shapes", ("1", "", "2"), ResistanceMissingError),
        ("shapes", ("1", "11", "2"), OptionUnknownError),
        ("hours", ("many",), NumberUnreadableError),
        ("hours", ("7.55",), NumberUnreadableError),
        ("hours", ("1.000",), NumberUnreadableError),
        ("hours", ("0,4",), NumberOutsideError),
        ("hours", ("40,5",), NumberOutsideError),
        ("areas", ("7,5",), NumberNotWholeError),
        ("areas", ("1.000",), NumberNotWholeError),
        ("areas", ("٧",), NumberNotWholeError),
        ("areas", ("1e1",), NumberNotWholeError),
        ("areas", ("32",), NumberOutsideError),
        ("start", ("2021-02-30",), DateUnreadableError),
        ("start", ("1. Oktober",), DateUnreadableError),
        ("start", ("2021-08-31",), DateOutsideError),
        ("start", ("2022-01-01",), DateOutsideError),
    ],
)
def test_entries_that_do_not_fit_are_refused(
    key: str, entries: tuple[str, ...], refusal: type[ParticipationError]
) -> None:
    with pytest.raises(refusal):
        entered(key, *entries)


def test_a_refused_ranking_names_what_is_double_and_what_is_free() -> None:
    with pytest.raises(RankTwiceError) as refused:
        entered("aims", "2", "2", "")
    assert (refused.value.values["twice"], refused.value.values["free"]) == ("2", "1, 3")


def test_more_may_have_to_be_chosen_than_one() -> None:
    prompt = asked("tasks")
    assert isinstance(prompt, MultipleChoicePrompt)
    pair = prompt.model_copy(update={"least_choices": 2})
    with pytest.raises(ChoicesTooFewError):
        answered(pair, "tasks", {"answer": "plan"})


@pytest.mark.parametrize(
    ("key", "entries"),
    [
        ("tasks", {"answer": "plan,write"}),
        ("aims", {"answer_first": "3", "answer_other": "1", "answer_third": "2"}),
        ("shapes", {"answer_few": "0", "answer_many": "10", "answer_status_quo": "5"}),
        ("hours", {"answer": "7.5"}),
        ("start", {"answer": "2021-10-03"}),
    ],
)
def test_answers_fill_the_inputs_that_they_came_from(key: str, entries: Entries) -> None:
    prompt: Prompt = asked(key)
    assert entries_of(prompt, answered(prompt, key, entries)) == entries
    assert entries_of(prompt, {}) == {}
