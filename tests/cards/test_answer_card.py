"""The dialog in which somebody answers: what it shows, and what it reads back."""

from dataclasses import replace
from typing import Any

import pytest

from cards import answer_card, own_answer_card, withdraw_card
from content.words import words
from participation.refusals import CardNotUnderstoodError
from participation.responses import Response
from tests.cards.examples import ANSWERS, BLOCK, NONCE, PROCESS, PROCESS_ID, STEPS, VIEW
from tests.cards.tree import button, inputs, nodes, shown, submits

DE = words("de")
ITEMS = [step.item for step in STEPS]


def page(item: str, **changes: Any) -> dict[str, Any]:
    view = replace(VIEW, step=ITEMS.index(item), **changes)
    return answer_card.build(view, DE)


def pressed(card: Any, title: str, **entries: object) -> dict[str, object]:
    """Return what Teams sends: the button's data with the page's entries merged over it."""
    return {**button(card, title), **entries}


@pytest.mark.parametrize(
    ("title", "vote"),
    [("Stimme zu", "agree"), ("Stimme nicht zu", "disagree"), ("Weiß nicht", "pass")],
)
def test_vote_comes_back_under_its_statement(title: str, vote: str) -> None:
    given = answer_card.read(pressed(page("views.own", answers={}), title))
    assert (given.action, given.answers) == ("next", {"views.own": vote})


def test_vote_buttons_stand_in_the_body_without_style() -> None:
    card = page("views.own", answers={})
    (row,) = [node for node in nodes(card["body"]) if node["type"] == "ActionSet"]
    assert [action.get("style") for action in row["actions"]] == [None, None, None]


def test_vote_given_before_is_said_in_words() -> None:
    assert "Bisher: Stimme zu" in shown(page("views.few"))


def test_statement_voted_on_can_be_left_as_it_is() -> None:
    given = answer_card.read(pressed(page("views.few"), "Unverändert weiter"))
    assert given.answers == ANSWERS


def test_statement_without_vote_has_no_way_forward_but_a_vote() -> None:
    styles = [action.get("style") for action in submits(page("views.few", answers={}))]
    assert "positive" not in styles


def test_entry_of_the_page_is_merged_into_the_answers() -> None:
    given = answer_card.read(pressed(page("size", answers={"wish": "x"}), "Weiter", answer="4"))
    assert given.answers == {"wish": "x", "size": "4"}


def test_answer_that_was_emptied_is_taken_back() -> None:
    given = answer_card.read(pressed(page("wish"), "Weiter"))
    assert given.answers["wish"] == ""


def test_going_back_keeps_the_answers_and_is_not_blocked_by_the_input() -> None:
    card = page("size")
    (back,) = [action for action in submits(card) if action["title"] == "Zurück"]
    assert back["associatedInputs"] == "none"
    assert answer_card.read(back["data"]).answers == ANSWERS


def test_department_entered_overrides_the_one_so_far() -> None:
    given = answer_card.read(pressed(page(""), "Weiter", department="515"))
    assert given.department == "515"


def test_every_page_carries_the_whole_dialog() -> None:
    given = answer_card.read(pressed(page("size"), "Weiter", answer="1"))
    assert (given.process_id, given.block_key, given.revision) == (PROCESS_ID, "areas", 1)
    assert (given.nonce, given.step, given.department) == (NONCE, ITEMS.index("size"), "512")


def test_notice_stands_before_the_first_answer() -> None:
    text = shown(page(""))
    assert "Rechtsgrundlage § 15 LDSG mit {Dienstvereinbarung}" in text
    assert "Zustimmung vom 10. März 2027 (DV 12/2027)" in text


def test_ends_of_a_scale_say_what_they_mean() -> None:
    (choice,) = inputs(page("size"))
    titles = [one["title"] for one in choice["choices"]]
    assert titles == ["1 – sehr klein", "2", "3", "4", "5 – sehr groß"]


def test_text_says_its_limit_and_asks_for_no_names() -> None:
    (field,) = inputs(page("wish"))
    assert field["maxLength"] == 300
    assert "placeholder" not in field
    assert "Höchstens 300 Zeichen. Bitte keine Namen, keine Fälle." in shown(page("wish"))


def test_optional_prompt_may_stay_empty_and_says_so() -> None:
    card = page("name")
    assert inputs(card)[0]["isRequired"] is False
    assert "Diese Frage ist freiwillig." in shown(card)


def test_progress_and_position_are_told() -> None:
    text = shown(page(ITEMS[2]))
    assert "Schritt 3 von 7" in text
    assert "Aussage 2 von 2" in text


def test_review_shows_every_answer_and_sends() -> None:
    card = answer_card.build(replace(VIEW, step=len(STEPS) - 1), DE)
    text = shown(card)
    assert "Stimme\u00a0zu Mitarbeiter∗innen und Koordinator∗innen brauchen {kurze} Wege." in text
    for part in ("512 Hilfen", "5 – sehr groß", "keine Antwort", "Und {Raum}, *viel* Raum."):
        assert part in text
    given = answer_card.read(button(card, "Senden"))
    assert (given.action, given.answers) == ("send", ANSWERS)


@pytest.mark.parametrize(
    ("point", "told"), [("4", "4 (1 – sehr klein … 5 – sehr groß)"), ("1", "1 – sehr klein")]
)
def test_review_says_what_a_point_on_a_scale_means(point: str, told: str) -> None:
    card = answer_card.build(replace(VIEW, step=len(STEPS) - 1, answers={"size": point}), DE)
    assert told in shown(card).splitlines()


@pytest.mark.parametrize("items", [("views.few", "views.own"), ("views.own", "views.few")])
def test_review_shows_statements_in_the_order_asked(items: tuple[str, ...]) -> None:
    ranks = {item: rank for rank, item in enumerate(items)}
    steps = tuple(sorted(STEPS, key=lambda step: ranks.get(step.item, step.is_review * 9)))
    text = shown(answer_card.build(replace(VIEW, steps=steps, step=len(steps) - 1), DE))
    texts = {"views.few": "{kurze} Wege", "views.own": "Jede Stadt"}
    assert text.index(texts[items[0]]) < text.index(texts[items[1]])


def test_long_text_of_many_lines_is_one_element_with_few_lines() -> None:
    long = replace(VIEW, step=len(STEPS) - 1, answers={"wish": "xy\n\n" * 300})
    few = replace(long, answers={"wish": "xy"})
    card = answer_card.build(long, DE)
    assert len(list(nodes(card))) == len(list(nodes(answer_card.build(few, DE))))
    (text,) = [one for node in nodes(card) for one in node.get("inlines", ()) if "xy" in str(one)]
    assert (text.count("\n"), text.count("xy")) == (7, 300)


def test_taking_part_is_voluntary_and_says_who_is_asked() -> None:
    text = shown(page(""))
    assert "Wer nicht teilnimmt, hat keine Nachteile." in text
    assert "Gehören Sie zu keinem davon" in text


def test_problem_stands_on_the_page() -> None:
    assert "Bitte {kürzen}." in shown(page("wish", problem="Bitte {kürzen}."))


def test_own_answer_can_be_changed_from_its_first_page() -> None:
    response = Response(department="512", answers=ANSWERS)
    card = own_answer_card.build(PROCESS, BLOCK, response, NONCE, DE)
    given = answer_card.read(button(card, "Ändern"))
    assert (given.action, given.step, given.nonce) == ("change", 0, NONCE)
    assert (given.department, given.answers) == ("512", ANSWERS)


def test_withdrawing_asks_before_it_is_confirmed() -> None:
    response = Response(department="512", answers=ANSWERS)
    card = own_answer_card.build(PROCESS, BLOCK, response, NONCE, DE)
    given = withdraw_card.read(button(card, "Zurückziehen"))
    assert (given.nonce, given.is_confirmed) == (NONCE, False)


def test_button_of_the_question_confirms() -> None:
    card = withdraw_card.build(PROCESS, BLOCK, NONCE, DE)
    assert withdraw_card.read(button(card, "Ja, zurückziehen")).is_confirmed


def test_answer_can_be_kept_instead_of_withdrawn() -> None:
    card = withdraw_card.build(PROCESS, BLOCK, NONCE, DE)
    given = withdraw_card.read(button(card, "Antwort behalten"))
    assert (given.nonce, given.is_kept, given.is_confirmed) == (NONCE, True, False)


def test_who_keeps_the_answer_has_not_confirmed_whatever_else_was_sent() -> None:
    data = button(withdraw_card.build(PROCESS, BLOCK, NONCE, DE), "Ja, zurückziehen")
    assert not withdraw_card.read({**data, "is_kept": True}).is_confirmed


def test_text_above_the_limit_reaches_the_rule_that_refuses_it_kindly() -> None:
    long = "x" * 20_000
    assert answer_card.read(pressed(page("wish"), "Weiter", answer=long)).answers["wish"] == long


GOOD: dict[str, object] = dict(button(page("wish"), "Weiter"))


@pytest.mark.parametrize(
    "forged",
    [
        {"answer": "x" * 20_001},
        {"answer": 5},
        {"answer": ["a"]},
        {"answer": "\ud800"},
        {"answers": {"a": 1}},
        {"answers": {"a" * 101: "1"}},
        {"answers": {str(number): "1" for number in range(201)}},
        {"answers": [["a", "b"]]},
        {"answers": None},
        {"action": "delete"},
        {"step": -1},
        {"step": "1"},
        {"step": 1.5},
        {"nonce": ""},
        {"nonce": None},
        {"nonce": NONCE.upper()},
        {"nonce": NONCE + "0"},
        {"nonce": NONCE[:-1] + "g"},
        {"nonce": NONCE + "\n"},
        {"process": "p-1"},
        {"department": 512},
        {"item": {"a": "b"}},
    ],
)
def test_forged_data_is_not_understood(forged: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        answer_card.read({**GOOD, **forged})


@pytest.mark.parametrize("confirmed", ["true", 1, None, {}])
def test_only_a_real_confirmation_confirms(confirmed: object) -> None:
    data = {**button(withdraw_card.build(PROCESS, BLOCK, NONCE, DE), "Ja, zurückziehen")}
    with pytest.raises(CardNotUnderstoodError):
        withdraw_card.read({**data, "confirmed": confirmed})
