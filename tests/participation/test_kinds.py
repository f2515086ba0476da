"""Every kind of prompt: what is stored of it, what a forged card may not store, what is counted."""

import pytest

from participation.refusals import (
    AnswerMissingError,
    OptionUnknownError,
    ParticipationError,
    PromptUnknownError,
    ResistanceMissingError,
)
from participation.responses import Response, items_of, option_keys, respond
from participation.sealing import counted_items, take_apart
from participation.templates.prompts import ResistancePrompt
from tests.participation.examples import asked, kinds

PROCESS = kinds()
(BLOCK,) = PROCESS.topic_blocks
GOOD = {
    "tasks": "plan,write",
    "aims": "third,first,other",
    "shapes.few": "0",
    "shapes.many": "10",
    "shapes.status_quo": "4",
    "hours": "7.5",
}


def answer(changes: dict[str, str]) -> Response:
    return respond(PROCESS, BLOCK, department="511", answers={**GOOD, **changes})


def test_a_full_answer_of_every_kind_becomes_a_response() -> None:
    assert answer({}).answers == GOOD


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"tasks": "write,plan"}, OptionUnknownError),
        ({"tasks": "plan,plan"}, OptionUnknownError),
        ({"tasks": ","}, OptionUnknownError),
        ({"aims": "third,first"}, OptionUnknownError),
        ({"aims": "third,third,first"}, OptionUnknownError),
        ({"shapes.few": "00"}, OptionUnknownError),
        ({"shapes": "3"}, PromptUnknownError),
        ({"shapes.unheard_of": "3"}, PromptUnknownError),
        ({"shapes.many": ""}, ResistanceMissingError),
        ({"shapes.few": "", "shapes.many": "", "shapes.status_quo": ""}, AnswerMissingError),
        ({"hours": "7,5"}, OptionUnknownError),
        ({"hours": "7.50"}, OptionUnknownError),
        ({"start": "20211003"}, OptionUnknownError),
        ({"start": "2021-W40-7"}, OptionUnknownError),
        ({"tasks": ""}, AnswerMissingError),
    ],
)
def test_an_answer_in_another_form_than_it_is_kept_in_is_refused(
    changes: dict[str, str], refusal: type[ParticipationError]
) -> None:
    with pytest.raises(refusal):
        answer(changes)


def test_optional_resistance_is_given_to_all_options_or_to_none() -> None:
    prompt = asked("shapes").model_copy(update={"is_optional": True})
    block = BLOCK.model_copy(update={"prompts": (prompt,)})
    assert respond(PROCESS, block, department="511", answers={}).answers == {}
    with pytest.raises(ResistanceMissingError):
        respond(PROCESS, block, department="511", answers={"shapes.few": "3"})


def test_that_everything_stays_is_asked_unless_it_is_no_longer_open() -> None:
    prompt = asked("shapes")
    assert isinstance(prompt, ResistancePrompt)
    assert option_keys(prompt) == ("few", "many", "status_quo")
    settled = prompt.model_copy(update={"may_stay_as_is": False})
    assert items_of(settled) == ("shapes.few", "shapes.many")


def test_sealing_counts_options_and_ranks_but_keeps_no_combination() -> None:
    sealed = take_apart(BLOCK, [answer({}), answer({"tasks": "meet"})])
    counts = {item: row for (item, _), row in sealed.counts.items.items()}
    assert counts["tasks.plan"] == {"yes": 1, "no": 1}
    assert counts["tasks.meet"] == {"no": 1, "yes": 1}
    assert counts["aims.third"] == {"1": 2}
    assert counts["aims.other"] == {"3": 2}
    assert counts["hours"] == {"7.5": 2}
    assert counts["shapes.status_quo"] == {"4": 2}
    kept = {answer for row in counts.values() for answer in row}
    assert not any("," in answer for answer in kept)
    assert "tasks" not in counts
    assert "aims" not in counts


def test_a_question_that_was_skipped_is_not_counted() -> None:
    items = {item for item, _ in take_apart(BLOCK, [answer({})]).counts.items}
    assert not {"areas", "start"} & items


def test_counted_items_fit_the_column_that_they_are_kept_in() -> None:
    assert all(len(item) <= 100 for prompt in BLOCK.prompts for item in counted_items(prompt))
