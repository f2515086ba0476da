"""Drafts: where somebody stands, what they go on with, and what a step makes of it."""

from dataclasses import replace

import pytest

from participation.drafts import Draft, Standing, backward, first_gap, forward
from participation.refusals import (
    AnswerMissingError,
    CardNotUnderstoodError,
    DepartmentUnknownError,
    OptionUnknownError,
)
from participation.responses import Answers, Response
from participation.secrecy import BlockKeys
from participation.steps import DEPARTMENT_PAGE, REVIEW_PAGE, Step, steps_of
from tests.participation.examples import small

SMALL = small()
FIRST, SECOND = SMALL.topic_blocks
STEPS = steps_of(SECOND, "seed")
KEYS = BlockKeys.from_bytes(bytes(range(96)))
LEFT, RIGHT = {"way": "left", "remark": "mehr"}, {"way": "right", "remark": "mehr"}
NOBODY = Standing(keys=KEYS, ballot=b"b" * 16, stored=None)


def stored(answers: Answers) -> Standing:
    """Somebody who has sent."""
    return replace(NOBODY, stored=Response(department="511", answers=answers))


def draft(answers: Answers, standing: Standing = NOBODY, **changes: object) -> Draft:
    """A draft that began from what is stored, as its dialog keeps it."""
    begun = replace(standing.change, department="511", answers=answers)
    return standing.kept(replace(begun, **changes), "nonce")  # type: ignore[arg-type]


def with_draft(standing: Standing, kept: Draft) -> Standing:
    """The same person with one draft."""
    return replace(standing, drafts=(kept,))


def test_a_draft_is_found_by_its_dialog_and_by_the_state_that_a_page_names() -> None:
    kept = draft(LEFT)
    standing = with_draft(NOBODY, kept)
    assert standing.own("nonce") == standing.named(standing.state_of(kept)) == kept
    assert standing.own("another") is None


def test_a_state_is_past_as_soon_as_the_draft_has_moved() -> None:
    kept = draft(LEFT)
    moved = with_draft(NOBODY, with_draft(NOBODY, kept).kept(kept, "nonce"))
    assert moved.named(NOBODY.state_of(kept)) is None


def test_what_is_stored_has_a_state_of_its_own_until_it_changes() -> None:
    state = stored(LEFT).state_of(stored(LEFT).change)
    assert stored(LEFT).named(state) == stored(LEFT).change
    assert stored(RIGHT).named(state) is None
    assert NOBODY.named(state) is None


def test_two_people_name_the_same_state_alike_but_find_only_their_own() -> None:
    kept = draft(LEFT)
    other = replace(NOBODY, ballot=b"c" * 16)
    assert other.named(with_draft(NOBODY, kept).state_of(kept)) is None


def test_each_kept_draft_is_newer_than_all_others() -> None:
    standing = replace(NOBODY, drafts=(draft(LEFT, version=0), replace(draft(RIGHT), version=7)))
    assert standing.kept(NOBODY.blank, "new").version == 8


def test_the_newest_draft_that_nobody_has_taken_over_is_gone_on_with() -> None:
    old, new = replace(draft(LEFT), version=1), replace(draft(RIGHT), version=2)
    assert replace(NOBODY, drafts=(old, new)).unfinished == new
    assert replace(NOBODY, drafts=(old, replace(new, is_taken_over=True))).unfinished == old


@pytest.mark.parametrize(
    ("standing", "kept", "has_news"),
    [
        (NOBODY, NOBODY.blank, False),
        (NOBODY, draft({}), True),
        (stored(LEFT), draft({"way": "left"}), False),
        (stored(LEFT), draft({"way": "right"}), True),
        (stored(LEFT), draft(LEFT, stored(LEFT)), False),
        (stored(LEFT), draft({"way": "left"}, stored(LEFT)), True),
        (stored(RIGHT), draft(RIGHT, stored(LEFT)), False),
    ],
    ids=["blank", "begun", "within", "other", "unchanged", "emptied", "sent elsewhere"],
)
def test_a_draft_is_worth_going_on_with_if_it_holds_what_is_not_stored(
    standing: Standing, kept: Draft, has_news: bool
) -> None:
    assert (with_draft(standing, kept).unfinished is not None) == has_news


@pytest.mark.parametrize(
    ("standing", "kept", "is_overtaken"),
    [
        (NOBODY, draft(LEFT), False),
        (stored(LEFT), draft(RIGHT, stored(LEFT)), False),
        (stored(LEFT), draft(RIGHT), True),
        (stored(LEFT), draft(LEFT), False),
        (stored(RIGHT), draft({"way": "right"}, stored(LEFT)), True),
    ],
)
def test_a_draft_is_overtaken_by_another_response_than_it_began_from(
    standing: Standing, kept: Draft, is_overtaken: bool
) -> None:
    assert standing.is_overtaken(kept) == is_overtaken


def at(page: str, **changes: object) -> Draft:
    """A draft that has come to a page."""
    begun = replace(NOBODY.blank, department="511", answers=LEFT, page=page)
    return replace(begun, **changes)  # type: ignore[arg-type]


def test_a_step_keeps_what_the_page_held_and_goes_on() -> None:
    moved = forward(at("way"), STEPS, {"answer": " right "}, SMALL)
    assert (moved.page, moved.answers) == ("remark", RIGHT)


def test_the_first_step_keeps_the_department() -> None:
    moved = forward(NOBODY.blank, STEPS, {"department": "512"}, SMALL)
    assert (moved.page, moved.department) == ("way", "512")


def test_an_optional_answer_can_be_emptied() -> None:
    assert forward(at("remark"), STEPS, {}, SMALL).answers == {"way": "left"}


@pytest.mark.parametrize(
    ("page", "entries", "refusal"),
    [
        (DEPARTMENT_PAGE, {"department": "999"}, DepartmentUnknownError),
        (DEPARTMENT_PAGE, {}, DepartmentUnknownError),
        ("way", {"answer": "up"}, OptionUnknownError),
        ("way", {"answer": "  "}, AnswerMissingError),
        (REVIEW_PAGE, {}, CardNotUnderstoodError),
    ],
)
def test_a_step_with_what_may_not_be_so_is_refused(
    page: str, entries: Answers, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        forward(at(page), STEPS, entries, SMALL)


def test_going_back_takes_along_what_may_be_so() -> None:
    moved = backward(at("remark"), STEPS, {"answer": "weniger"}, SMALL)
    assert (moved.page, moved.answers["remark"]) == ("way", "weniger")


@pytest.mark.parametrize("entries", [{"answer": "x" * 201}, None])
def test_going_back_works_whatever_the_page_holds(entries: Answers | None) -> None:
    moved = backward(at("remark"), STEPS, entries, SMALL)
    assert (moved.page, moved.answers) == ("way", LEFT)


def test_nothing_is_before_the_first_page() -> None:
    with pytest.raises(CardNotUnderstoodError):
        backward(NOBODY.blank, STEPS, None, SMALL)


def test_going_back_from_the_review_changes_nothing_else() -> None:
    moved = backward(at(REVIEW_PAGE), STEPS, {"department": "512"}, SMALL)
    assert moved == at("remark")


def test_the_first_gap_is_the_first_page_that_has_to_be_answered() -> None:
    steps = steps_of(FIRST, "seed")
    asked = [step.item for step in steps if isinstance(step, Step) and step.item]
    answers = {asked[0]: "agree"}
    assert first_gap(at(REVIEW_PAGE, answers=answers), steps) == asked[1]
