"""What a page of the answer dialog sends: its own entries, the dialog's name, and nothing more."""

from dataclasses import replace

import pytest

from cards import answer_card
from content.words import words
from participation.refusals import CardNotUnderstoodError
from participation.steps import Step
from tests.cards.examples import ANSWERS, NONCE, PROCESS_ID, STATE, STEPS, VIEW
from tests.cards.test_answer_card import page, pressed
from tests.cards.tree import button, inputs, submits

DE = words("de")


def test_entries_of_the_page_are_all_that_it_sends_of_answers() -> None:
    card = page("size", answers={"wish": "x", "size": "2"})
    sent = pressed(card, "Weiter", answer="4", answer_more="b", department="511")
    assert answer_card.read(sent).entries == {
        "answer": "4",
        "answer_more": "b",
        "department": "511",
    }


@pytest.mark.parametrize(
    ("sent", "read"), [(5, "5"), (5.0, "5"), (0.5, "0.5"), (None, ""), ("", ""), (" 5 ", " 5 ")]
)
def test_entry_is_read_as_text_however_a_client_sends_it(sent: object, read: str) -> None:
    given = answer_card.read(pressed(page("size"), "Weiter", answer=sent))
    assert given.entries == {"answer": read}


CARRIED = {"verb", "process", "block", "revision", "nonce", "state", "page", "action"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.page)
def test_no_page_carries_an_answer_but_the_vote_of_its_own_button(step: Step) -> None:
    card = answer_card.build(replace(VIEW, step=STEPS.index(step)), DE)
    votes = {"answer"} if step.statement else set()
    assert {name for action in submits(card) for name in action["data"]} == CARRIED | votes


def test_input_left_empty_may_be_missing() -> None:
    assert answer_card.read(pressed(page("wish"), "Weiter")).entries == {}


@pytest.mark.parametrize(
    ("item", "answers"), [("size", {}), ("views.few", ANSWERS), ("wish", ANSWERS)]
)
def test_going_back_is_never_blocked_by_an_input(item: str, answers: dict[str, str]) -> None:
    card = page(item, answers=answers)
    (back,) = [action for action in submits(card) if action["title"] == "Zurück"]
    is_bare = back.get("associatedInputs") == "none"
    assert is_bare or not [one for one in inputs(card) if one["isRequired"]]
    assert answer_card.read(back["data"]).action == ("leave" if is_bare else "back")


@pytest.mark.parametrize(("item", "answers"), [("wish", {}), ("size", {"size": "5"})])
def test_going_back_takes_along_what_no_client_can_object_to(
    item: str, answers: dict[str, str]
) -> None:
    assert button(page(item, answers=answers), "Zurück")["action"] == "back"


def test_department_is_an_entry_of_its_page() -> None:
    given = answer_card.read(pressed(page(""), "Weiter", department="515"))
    assert (given.page, given.entries) == ("#department", {"department": "515"})


def test_every_page_names_dialog_and_state() -> None:
    given = answer_card.read(pressed(page("size"), "Weiter", answer="1"))
    assert (given.process_id, given.block_key, given.revision) == (PROCESS_ID, "areas", 1)
    assert (given.nonce, given.state, given.page) == (NONCE, STATE, "size")


@pytest.mark.parametrize("item", ["", "size", "wish"])
def test_page_that_was_refused_shows_what_was_typed(item: str) -> None:
    typed = {"answer": "so nicht", "department": "999"}
    (field,) = inputs(page(item, problem="Bitte ändern.", typed=typed))
    assert field["value"] == typed[field["id"]]


def test_input_that_was_emptied_is_shown_empty_again() -> None:
    (field,) = inputs(page("size", problem="Bitte ändern.", typed={}))
    assert "value" not in field


def test_text_above_the_limit_reaches_the_rule_that_refuses_it_kindly() -> None:
    long = "x" * 20_000
    assert answer_card.read(pressed(page("wish"), "Weiter", answer=long)).entries["answer"] == long


GOOD: dict[str, object] = dict(button(page("wish"), "Weiter"))


@pytest.mark.parametrize(
    "forged",
    [
        {"answer": "x" * 20_001},
        {"answer": True},
        {"answer": ["a"]},
        {"answer": "\ud800"},
        {"answer_a": {"b": "c"}},
        {f"answer_{number}": "1" for number in range(61)},
        {"action": "delete"},
        {"action": None},
        {"state": 1},
        {"state": STATE.upper()},
        {"state": STATE + "\n"},
        {"seen": STATE[:-1]},
        {"page": ["size"]},
        {"page": "x" * 101},
        {"nonce": ""},
        {"nonce": None},
        {"nonce": NONCE.upper()},
        {"nonce": NONCE + "0"},
        {"nonce": NONCE[:-1] + "g"},
        {"nonce": NONCE + "\n"},
        {"process": "p-1"},
        {"department": ["512"]},
    ],
)
def test_forged_data_is_not_understood(forged: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        answer_card.read({**GOOD, **forged})
