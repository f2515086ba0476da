"""What the inputs of a page hold becomes answers."""

import pytest

from participation.entries import answered
from participation.refusals import OptionUnknownError
from participation.templates.prompts import ScalePrompt
from tests.participation.examples import rems_murr


def _scale() -> ScalePrompt:
    prompts = rems_murr().topic_blocks[0].prompts
    return next(prompt for prompt in prompts if isinstance(prompt, ScalePrompt))


def test_an_entry_becomes_the_answer_without_space_around_it() -> None:
    assert answered(_scale(), "clarity", {"answer": " 3 "}) == {"clarity": "3"}


def test_an_input_left_empty_takes_the_answer_back() -> None:
    assert answered(_scale(), "clarity", {}) == {"clarity": ""}


def test_an_entry_that_is_not_offered_is_refused() -> None:
    with pytest.raises(OptionUnknownError):
        answered(_scale(), "clarity", {"answer": "6"})
