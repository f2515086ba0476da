"""What may be answered: known prompts, offered options, nothing required left out."""

from collections.abc import Mapping

import pytest

from participation.refusals import (
    AnswerMissingError,
    AnswerTooLongError,
    DepartmentUnknownError,
    OptionUnknownError,
    ParticipationError,
    PromptUnknownError,
)
from participation.responses import Response, items_of, options_of, respond
from tests.participation.examples import small

SMALL = small()
FIRST, SECOND = SMALL.topic_blocks
GOOD = {"claims.one": "agree", "claims.two": "pass", "clarity": "5"}


def answered(answers: Mapping[str, str], department: str = "511") -> Response:
    """Answer the first block."""
    return respond(SMALL, FIRST, department=department, answers=answers)


def test_a_full_answer_becomes_a_response() -> None:
    assert answered(GOOD) == Response(department="511", answers=GOOD)


def test_a_response_has_no_place_for_a_person() -> None:
    assert list(Response.__slots__) == ["department", "answers"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"claims.three": "agree"}, PromptUnknownError),
        ({"claims": "agree"}, PromptUnknownError),
        ({"way": "left"}, PromptUnknownError),
        ({"claims.one": "AGREE"}, OptionUnknownError),
        ({"clarity": "0"}, OptionUnknownError),
        ({"clarity": "6"}, OptionUnknownError),
        ({"clarity": "5.0"}, OptionUnknownError),
        ({"clarity": ""}, AnswerMissingError),
        ({"claims.two": "   "}, AnswerMissingError),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    changes: dict[str, str], refusal: type[ParticipationError]
) -> None:
    with pytest.raises(refusal):
        answered({**GOOD, **changes})


@pytest.mark.parametrize("department", ["", "999", "Bereich 511"])
def test_only_departments_of_the_process_are_known(department: str) -> None:
    with pytest.raises(DepartmentUnknownError):
        answered(GOOD, department)


def test_an_optional_prompt_may_be_left_empty() -> None:
    response = respond(SMALL, SECOND, department="512", answers={"way": "left", "remark": " \n "})
    assert response.answers == {"way": "left"}


def test_a_text_is_kept_up_to_its_limit_without_space_around_it() -> None:
    answers = {"way": "left", "remark": f"  {'ä' * 200}  "}
    response = respond(SMALL, SECOND, department="512", answers=answers)
    assert response.answers["remark"] == "ä" * 200


def test_a_longer_text_is_refused_with_limit_and_length() -> None:
    answers = {"way": "left", "remark": "a" * 201}
    with pytest.raises(AnswerTooLongError) as refused:
        respond(SMALL, SECOND, department="512", answers=answers)
    assert (refused.value.values["limit"], refused.value.values["length"]) == (200, 201)


def test_every_kind_of_prompt_names_its_items_and_options() -> None:
    prompts = [*FIRST.prompts, *SECOND.prompts]
    assert [items_of(prompt) for prompt in prompts] == [
        ("claims.one", "claims.two"),
        ("clarity",),
        ("way",),
        ("remark",),
    ]
    assert [options_of(prompt) for prompt in prompts] == [
        ("agree", "disagree", "pass"),
        ("1", "2", "3", "4", "5"),
        ("left", "right"),
        None,
    ]
