"""The dialog that starts a process."""

from dataclasses import replace
from typing import Any

import pytest

from cards import set_up_process_card, start_set_up_card, welcome_card
from content.words import words
from participation.refusals import CardNotUnderstoodError
from participation.set_up import SET_UP_STEPS, SetUpInput
from participation.start_gate import StartGate
from tests.cards.examples import FORM, PREVIEW, PROBLEMS, SET_UP
from tests.cards.tree import button, inputs, shown, submits

DE = words("de")


def page(step: str, **changes: Any) -> dict[str, Any]:
    return set_up_process_card.build(replace(SET_UP, step=step, **changes), DE)


def entered(card: Any) -> dict[str, object]:
    """Return what Teams sends when nothing is changed on the page."""
    return {one["id"]: one.get("value", "") for one in inputs(card)}


@pytest.mark.parametrize("step", SET_UP_STEPS[:-1])
def test_page_returns_the_form_that_it_was_filled_with(step: str) -> None:
    card = page(step)
    given = set_up_process_card.read({**button(card, "Weiter"), **entered(card)})
    assert given == SetUpInput(step=step, action="next", nonce="nonce-2", form=FORM)


def test_all_pages_together_ask_the_whole_form() -> None:
    asked = {one["id"] for step in SET_UP_STEPS for one in inputs(page(step, form={}))}
    assert asked == set(FORM)


def test_gate_page_asks_every_field_of_the_start_gate() -> None:
    assert {one["id"] for one in inputs(page("gate"))} == set(StartGate.model_fields)


def test_entries_are_merged_over_the_form_so_far() -> None:
    sent = {**button(page("invited"), "Weiter"), "invited_511": 20, "invited_512": 21.0}
    form = set_up_process_card.read(sent).form
    assert (form["invited_511"], form["invited_512"], form["invited_515"]) == ("20", "21", "13")


def test_emptied_entry_is_empty() -> None:
    sent = {**button(page("gate"), "Weiter"), "contact": None}
    assert set_up_process_card.read(sent).form["contact"] == ""


def test_going_back_is_not_blocked_by_required_inputs() -> None:
    (back,) = [action for action in submits(page("gate")) if action["title"] == "Zurück"]
    assert back["associatedInputs"] == "none"
    assert set_up_process_card.read(back["data"]).action == "back"


def test_problem_stands_in_words_above_its_field() -> None:
    text = shown(page("basics", problems=PROBLEMS["basics"])).splitlines()
    assert text.index("Dieser Tag ist schon vorbei. Bitte wählen Sie einen späteren.") < text.index(
        "Erster Tag"
    )
    assert "Bitte prüfen Sie die 2 markierten Angaben." in text


def test_preview_shows_dates_channels_numbers_and_gate_and_starts() -> None:
    card = page("preview", preview=PREVIEW)
    text = shown(card)
    for part in (
        "3. Mai\n„Planungsräume“ öffnet im Kanal Planungsräume.",
        "12. Juli\nSitzung",
        "511 Dienst 14",
        "Zustimmung des Personalrats am 10. März 2027",
        "§ 15 LDSG mit {Dienstvereinbarung}",
    ):
        assert part in text
    assert set_up_process_card.read(button(card, "Prozess starten")).form == FORM


def test_welcome_and_command_open_the_set_up_dialog() -> None:
    for card in (welcome_card.build(DE), start_set_up_card.build(DE)):
        data = button(card, "Einrichten")
        assert (data["verb"], data["msteams"]) == ("set_up_process", {"type": "task/fetch"})


GOOD: dict[str, object] = dict(button(page("gate"), "Weiter"))


@pytest.mark.parametrize(
    "forged",
    [
        {"form": None},
        {"form": []},
        {"form": {"first_day": 5}},
        {"form": {"FIRST DAY": "x"}},
        {"form": {f"field_{number}": "x" for number in range(61)}},
        {"contact": "x" * 501},
        {"contact": ["x"]},
        {"contact": True},
        {"step": "unknown"},
        {"action": "destroy"},
        {"nonce": ""},
    ],
)
def test_forged_data_is_not_understood(forged: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        set_up_process_card.read({**GOOD, **forged})
