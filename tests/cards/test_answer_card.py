"""The dialog in which somebody answers: what it shows, and what it reads back."""

from dataclasses import replace
from typing import Any

import pytest

from cards import answer_card, own_answer_card, withdraw_card
from content.words import words
from participation.refusals import CardNotUnderstoodError
from participation.responses import Response
from participation.steps import steps_of
from tests.cards.examples import ANSWERS, BLOCK, NONCE, PROCESS, STATE, STEPS, VIEW
from tests.cards.tree import button, inputs, nodes, shown, submits
from tests.participation.examples import rems_murr

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
def test_vote_comes_back_as_the_entry_of_its_page(title: str, vote: str) -> None:
    given = answer_card.read(pressed(page("views.own", answers={}), title))
    assert (given.action, given.page, given.entries) == ("next", "views.own", {"answer": vote})


def test_vote_buttons_stand_in_the_body_without_style() -> None:
    card = page("views.own", answers={})
    (row,) = [node for node in nodes(card["body"]) if node["type"] == "ActionSet"]
    assert [action.get("style") for action in row["actions"]] == [None, None, None]


def test_vote_given_before_is_said_in_words() -> None:
    assert "Bisher: Stimme zu" in shown(page("views.few"))


def test_statement_voted_on_can_be_left_as_it_is() -> None:
    given = answer_card.read(pressed(page("views.few"), "Unverändert weiter"))
    assert given.entries == {"answer": "agree"}


def test_statement_without_vote_has_no_way_forward_but_a_vote() -> None:
    styles = [action.get("style") for action in submits(page("views.few", answers={}))]
    assert "positive" not in styles


def test_who_goes_on_is_told_so_and_can_begin_anew() -> None:
    card = page("size", is_resumed=True)
    assert "Sie machen dort weiter, wo Sie aufgehört haben." in shown(card)
    given = answer_card.read(button(card, "Von vorn beginnen"))
    assert (given.action, given.state) == ("discard", STATE)


def test_who_goes_on_changing_can_drop_the_changes() -> None:
    card = page("size", is_resumed=True, is_change=True)
    assert answer_card.read(button(card, "Änderungen verwerfen")).action == "discard"


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
    assert field["maxLength"] > 300
    assert "placeholder" not in field
    assert "Höchstens 300 Zeichen. Bitte keine Namen, keine Fälle." in shown(
        page("wish", answers={})
    )


def test_optional_prompt_may_stay_empty_and_says_so() -> None:
    card = page("name")
    assert inputs(card)[0]["isRequired"] is False
    assert "Diese Frage ist freiwillig." in shown(card)


def test_help_and_plain_version_follow_a_question_that_stands_above_several_inputs() -> None:
    content = rems_murr().topic_blocks[2]
    steps = steps_of(content, NONCE)
    place = [step.item for step in steps].index("selection")
    block = replace(BLOCK, content=content)
    view = replace(VIEW, block=block, steps=steps, step=place, answers={})
    lines = shown(answer_card.build(view, DE)).splitlines()
    begins = ("Wie groß ist", "„Es bleibt", "In einfacher Sprache", "Das Amt schreibt")
    places = [next(n for n, line in enumerate(lines) if line.startswith(one)) for one in begins]
    assert places == sorted(places)


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
    assert (given.action, given.state) == ("send", STATE)


def test_review_says_what_counts_and_what_becomes_of_a_draft() -> None:
    text = shown(answer_card.build(replace(VIEW, step=len(STEPS) - 1), DE))
    assert "Was hier steht, zählt erst, wenn Sie es senden." in text
    assert "Schließt der Themenblock vorher, wird der Entwurf gelöscht." in text


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


def test_own_answer_can_be_changed() -> None:
    response = Response(department="512", answers=ANSWERS)
    card = own_answer_card.build(PROCESS, BLOCK, response, NONCE, DE)
    given = answer_card.read(button(card, "Ändern"))
    assert (given.action, given.nonce, given.entries) == ("change", NONCE, {})


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


@pytest.mark.parametrize("confirmed", ["true", 1, None, {}])
def test_only_a_real_confirmation_confirms(confirmed: object) -> None:
    data = {**button(withdraw_card.build(PROCESS, BLOCK, NONCE, DE), "Ja, zurückziehen")}
    with pytest.raises(CardNotUnderstoodError):
        withdraw_card.read({**data, "confirmed": confirmed})
