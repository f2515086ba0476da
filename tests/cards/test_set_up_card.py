"""The dialog that starts a process."""

from dataclasses import replace
from typing import Any

import pytest

from cards import set_up_process_card, start_set_up_card, welcome_card
from cards.elements.many_channels import shortened
from cards.elements.parts import LARGEST_SIZE, size_in_utf16
from content.words import words
from participation.refusals import CardNotUnderstoodError
from participation.set_up import SET_UP_STEPS, SetUpInput
from participation.start_gate import AFTER_CLOSING, AFTER_END, StartGate
from tests.cards.bundled import bundled_blocks
from tests.cards.examples import FORM, NONCE, PREVIEW, PROBLEMS, SET_UP
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
    assert given == SetUpInput(step=step, action="next", nonce=NONCE, form=FORM)


def test_all_pages_together_ask_the_whole_form() -> None:
    asked = {one["id"] for step in SET_UP_STEPS for one in inputs(page(step, form={}))}
    assert asked == set(FORM)


def test_two_pages_ask_every_field_of_the_start_gate_once() -> None:
    asked = [one["id"] for step in ("gate", "retention") for one in inputs(page(step))]
    assert sorted(asked) == sorted(StartGate.model_fields)


def test_how_long_things_are_kept_is_proposed() -> None:
    proposed = {one["id"]: one["value"] for one in inputs(page("retention", form={}))}
    assert proposed == {**AFTER_CLOSING, **AFTER_END}


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


def test_number_that_is_not_whole_reaches_the_rule_that_names_its_field() -> None:
    sent = {**button(page("invited"), "Weiter"), "invited_511": 5.5, "invited_512": 1e300}
    form = set_up_process_card.read(sent).form
    assert (form["invited_511"], len(form["invited_512"])) == ("5.5", 301)


@pytest.mark.parametrize("step", ["basics", "channels", "invited"])
def test_problem_stands_in_words_just_below_its_field(step: str) -> None:
    body = page(step, problems=PROBLEMS[step])["body"]
    ids = [element.get("id") for element in body]
    for problem in PROBLEMS[step]:
        (run,) = body[ids.index(problem.field) + 1]["inlines"]
        assert run["text"] == DE.text(f"set_up.problems.{problem.code}")
        assert run["color"] == "Attention"


def test_page_says_how_many_entries_are_to_be_mended() -> None:
    text = shown(page("basics", problems=PROBLEMS["basics"])).splitlines()
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


def test_preview_warns_of_a_department_too_small_to_be_shown() -> None:
    form = {**FORM, "invited_511": "4", "invited_512": "5", "invited_515": "0"}
    text = shown(page("preview", preview=PREVIEW, form=form))
    warned = [line for line in text.splitlines() if "nie einzeln gezeigt" in line]
    assert [line.split()[0] for line in warned] == ["511"]


def many_channels(longest: int) -> tuple[tuple[str, str], ...]:
    names = (f"Kanal {number} {'x' * 50}"[:longest] for number in range(100))
    return tuple((f"19:{number:044x}@thread.tacv2", name) for number, name in enumerate(names))


@pytest.mark.parametrize("longest", [12, 25, 50])
def test_page_with_a_hundred_channels_for_three_blocks_fits(longest: int) -> None:
    (process, _), *_ = bundled_blocks()
    card = page("channels", template=process.template, channels=many_channels(longest))
    assert len([choice for one in inputs(card) for choice in one["choices"]]) == 300
    assert size_in_utf16(card) <= LARGEST_SIZE


def test_channel_among_very_many_comes_back_as_its_id() -> None:
    (process, _), *_ = bundled_blocks()
    channels = many_channels(50)
    form = {**FORM, "channel_basics": channels[99][0]}
    card = page("channels", template=process.template, channels=channels, form=form)
    sent = {**button(card, "Weiter"), **entered(card), "channel_planning_areas": "42"}
    given = set_up_process_card.read(sent).form
    assert given["channel_basics"] == channels[99][0]
    assert given["channel_planning_areas"] == channels[42][0]
    assert given["channel_coordinators"] == ""


def test_position_outside_the_list_is_left_to_the_rule_that_refuses_it() -> None:
    data = {**button(page("channels"), "Weiter"), "channels": ["19:one"], "channel_areas": "1"}
    assert set_up_process_card.read(data).form["channel_areas"] == "1"


def test_long_name_loses_its_middle() -> None:
    assert shortened("Jugendhilfeplanung Team Nord", 12) == "Jugend… Nord"
    assert shortened("Planungsraum", 12) == "Planungsraum"


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
        {"nonce": "nonce-2"},
        {"channels": "19:one"},
    ],
)
def test_forged_data_is_not_understood(forged: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        set_up_process_card.read({**GOOD, **forged})
