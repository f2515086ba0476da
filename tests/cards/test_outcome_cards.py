"""Cards about outcomes: what the form asks comes back; what is too long is visibly cut."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards.elements.parts import LARGEST_SIZE, WANTED_SIZE, Card, size_in_utf16
from cards.meetings import (
    changed_outcome_card,
    choose_process_card,
    outcome_card,
    outcome_form_card,
    outcome_view_card,
    start_outcome_card,
)
from cards.meetings.form_view import OutcomeFormView
from cards.meetings.outcome_view_card import OutcomeViewRef
from content.words import words
from participation.forms import Problem
from participation.meetings.form import FORM_ID, fields_of, form_of, pages_of
from participation.meetings.outcome import (
    LONGEST_LINE,
    LONGEST_RESULT,
    LONGEST_ROLE,
    MOST_MEASURES,
    MOST_PEOPLE,
    MOST_POINTS,
    Attendance,
    Measure,
    OpenPoint,
)
from participation.refusals import CardNotUnderstoodError
from tests.cards.examples import PROCESS, TEMPLATE
from tests.cards.meetings import CONTENT, CORRECTED, FORM_NAME, form_view, versions
from tests.cards.tree import button, inputs, nodes, shown, submits

DE = words("de")
# The characters that take most room: four bytes each, and quotes that JSON writes as two.
WIDEST = "\N{SEEDLING}"
LONGEST = replace(
    CONTENT,
    result=WIDEST * LONGEST_RESULT,
    took_part=(
        *(Attendance(role=f"staff_{key}", count=MOST_PEOPLE) for key in ("511", "512", "515")),
        Attendance(role="other", count=1, name=WIDEST * LONGEST_ROLE),
    ),
    measures=(
        Measure(
            what=WIDEST * LONGEST_LINE,
            responsible=WIDEST * LONGEST_ROLE,
            due_on=date(2027, 6, 30),
        ),
    )
    * MOST_MEASURES,
    open_points=(OpenPoint(WIDEST * LONGEST_LINE),) * MOST_POINTS,
)
PAGES = [page.key for page in pages_of(form_of(CONTENT))]


def page(key: str, **changes: Any) -> Card:
    return outcome_form_card.build(replace(form_view(PROCESS, CONTENT, key), **changes), DE)


def entered(card: Card) -> dict[str, object]:
    """Return what Teams sends when nothing is changed on the page."""
    return {one["id"]: one.get("value", "") for one in inputs(card)}


@pytest.mark.parametrize("key", PAGES[:-1])
def test_a_page_returns_what_it_was_filled_with(key: str) -> None:
    view, card = form_view(PROCESS, CONTENT, key), page(key)
    given = outcome_form_card.read({**button(card, "Weiter"), **entered(card)})
    asked = {field: view.entry(field) for field in fields_of(view.page, TEMPLATE)}
    assert given.entries == asked
    assert (given.step, given.action, given.form_id, given.version) == (key, "next", FORM_NAME, 3)


@pytest.mark.parametrize("key", PAGES[1:])
def test_the_way_back_takes_along_what_was_typed(key: str) -> None:
    (back,) = [one for one in submits(page(key)) if one["title"] == "Zurück"]
    assert "associatedInputs" not in back
    assert [one["id"] for one in inputs(page(key)) if one["isRequired"]] == []


def test_every_measure_has_its_own_button_that_takes_it_away() -> None:
    card = page("measures_1")
    numbers = [
        outcome_form_card.read(button(card, f"Maßnahme {n} entfernen")).number for n in (1, 2)
    ]
    assert numbers == [1, 2]
    assert outcome_form_card.read(button(card, "Noch eine Maßnahme")).action == "add"


def test_measures_are_counted_by_their_place_whatever_their_numbers() -> None:
    form = {**form_of(CONTENT), FORM_ID: FORM_NAME}
    left = {field: entry for field, entry in form.items() if not field.startswith("measure_1")}
    (measures,) = [one for one in pages_of(left) if one.name == "measures"]
    card = page("measures_1", form=left, page=measures)
    assert button(card, "Maßnahme 1 entfernen")["number"] == 2


def test_the_department_that_met_is_asked_first() -> None:
    view = form_view(PROCESS, replace(CONTENT, department="515"), "took_part_1")
    first, *_ = inputs(outcome_form_card.build(view, DE))
    assert first["id"] == "count_staff_515"


def test_a_mistake_stands_just_below_its_field_with_its_numbers() -> None:
    long = "x" * (LONGEST_RESULT + 7)
    form = {**form_view(PROCESS, CONTENT, "result_1").form, "result": long}
    card = page("result_1", form=form, problems=(Problem("result", "too_long"),))
    assert "Das sind 3.007 Zeichen. Möglich sind 3.000." in shown(card)
    assert entered(card) == {"result": long}


def test_a_correction_is_sent_to_the_dialog_that_corrects() -> None:
    (first, *_) = versions(PROCESS, CONTENT)
    card = page("preview_1", corrects=first)
    data = button(card, "Berichtigung speichern")
    given = outcome_form_card.read(data)
    assert data["verb"] == "correct_meeting_outcome"
    assert (given.outcome_id, given.base, given.action) == (FORM_NAME, 1, "send")


def test_what_looks_like_a_person_is_told_before_it_is_posted() -> None:
    view = form_view(PROCESS, CORRECTED, "preview_1")
    assert "nach einer Telefonnummer und dem Namen" in shown(outcome_form_card.build(view, DE))
    assert "aussieht" not in shown(page("preview_1"))


def test_the_offer_and_the_choice_lead_to_the_form() -> None:
    offer = button(start_outcome_card.build(DE), "Ergebnis eintragen")
    assert (offer["verb"], offer["msteams"]) == ("post_meeting_outcome", {"type": "task/fetch"})
    view = form_view(PROCESS, CONTENT, "meeting_1")
    chosen = choose_process_card.build([view], DE)
    given = outcome_form_card.read(button(chosen, "Beispiel für Koordinator*innen"))
    assert (given.action, given.process_id) == ("begin", PROCESS.process_id)


def test_an_outcome_that_fits_is_shown_whole_and_needs_no_window() -> None:
    (first,) = versions(PROCESS, CONTENT)
    card = outcome_card.build(PROCESS, first, DE)
    assert [action["title"] for action in submits(card)] == ["Berichtigen"]
    assert CONTENT.open_points[0].text in shown(card)


def test_a_corrected_outcome_says_its_version_and_leads_to_the_earlier_ones() -> None:
    card = outcome_card.build(PROCESS, versions(PROCESS, CONTENT, CORRECTED)[-1], DE)
    texts = str(card["body"])
    assert "Fassung 2 vom Mittwoch, 12. Mai 2027, 20:30 Uhr" in texts
    ref = outcome_view_card.read(button(card, "Frühere Fassungen ansehen"))
    assert ref == OutcomeViewRef(outcome_id=FORM_NAME, version=0, page=1)


def test_the_longest_outcome_is_cut_for_all_to_see() -> None:
    (first,) = versions(PROCESS, LONGEST)
    card = outcome_card.build(PROCESS, first, DE)
    assert size_in_utf16(card) <= LARGEST_SIZE
    assert "Vollständig ist es im Fenster „Ganzes Ergebnis ansehen“" in str(card)
    assert str(card).count("… und 10 weitere Einträge") == 2
    assert "Ganzes Ergebnis ansehen" in [action["title"] for action in submits(card)]


def test_an_outcome_as_long_as_the_limits_allow_in_plain_letters_is_not_cut() -> None:
    plain = replace(
        LONGEST,
        result="x" * LONGEST_RESULT,
        measures=(Measure(what="x" * LONGEST_LINE, responsible="x" * 40),) * 10,
        open_points=(OpenPoint("x" * LONGEST_LINE),) * 10,
    )
    assert "Ganzes Ergebnis" not in str(
        outcome_card.build(PROCESS, versions(PROCESS, plain)[0], DE)
    )


@pytest.mark.parametrize("content", [CONTENT, LONGEST], ids=["short", "longest"])
def test_the_window_shows_all_of_it_page_by_page(content: Any) -> None:
    outcomes, number, seen = versions(PROCESS, content), 1, ""
    while True:
        ref = OutcomeViewRef(outcome_id=FORM_NAME, version=0, page=number)
        card = outcome_view_card.build(PROCESS, outcomes, ref, DE)
        assert size_in_utf16(card) <= LARGEST_SIZE
        seen += str(card["body"])
        if "Weiterlesen" not in [action["title"] for action in submits(card)]:
            break
        number = outcome_view_card.read(button(card, "Weiterlesen")).page
    assert content.result.splitlines()[0] in seen
    assert seen.count("Zuständig") == len(content.measures)
    assert number == (1 if content is CONTENT else 3)


def test_versions_lead_to_their_neighbours() -> None:
    outcomes = versions(PROCESS, CONTENT, CORRECTED, CONTENT)
    ref = OutcomeViewRef(outcome_id=FORM_NAME, version=2, page=1)
    card = outcome_view_card.build(PROCESS, outcomes, ref, DE)
    assert "Diese Fassung gilt nicht mehr" in str(card)
    assert outcome_view_card.read(button(card, "Frühere Fassung 1")).version == 1
    assert outcome_view_card.read(button(card, "Spätere Fassung 3")).version == 3


def test_a_version_or_page_that_there_is_not_is_the_last_one() -> None:
    ref = OutcomeViewRef(outcome_id=FORM_NAME, version=99, page=99)
    card = outcome_view_card.build(PROCESS, versions(PROCESS, CONTENT, CORRECTED), ref, DE)
    assert "Das ist die neueste Fassung" in str(card)


def test_both_versions_stand_side_by_side_and_saving_names_the_one_that_was_seen() -> None:
    kept = versions(PROCESS, CONTENT, CORRECTED)[-1]
    view = replace(form_view(PROCESS, CONTENT, "preview_1"), corrects=kept)
    card = changed_outcome_card.build(view, kept, DE)
    assert CONTENT.result in shown(card)
    assert CORRECTED.result in shown(card)
    saving = outcome_form_card.read(button(card, "Meine Fassung speichern"))
    assert (saving.action, saving.base) == ("send", 2)
    whole = outcome_view_card.read(button(card, "Gespeicherte Fassung ganz ansehen"))
    assert whole.version == 2


def test_two_of_the_longest_versions_are_cut_and_said_to_be() -> None:
    kept = versions(PROCESS, CONTENT, LONGEST)[-1]
    view = replace(form_view(PROCESS, LONGEST, "preview_1"), corrects=kept)
    card = changed_outcome_card.build(view, kept, DE)
    assert size_in_utf16(card) <= LARGEST_SIZE
    assert "Verloren ist nichts" in str(card)


def overfull(key: str) -> OutcomeFormView:
    """Return a page whose texts are as long as its fields take, and other ones kept meanwhile."""
    form = {
        field: entry * 2 if WIDEST in entry else entry for field, entry in form_of(LONGEST).items()
    }
    form[FORM_ID] = FORM_NAME
    (shown_page,) = [one for one in pages_of(form) if one.key == key]
    fields = fields_of(shown_page, TEMPLATE)
    differing = {field: form[field] for field in fields if WIDEST in form.get(field, "")}
    view = form_view(PROCESS, CONTENT, "meeting_1")
    problems = tuple(Problem(field, "too_long") for field in differing)
    return replace(view, form=form, page=shown_page, problems=problems, differing=differing)


@pytest.mark.parametrize("key", ["took_part_1", "result_1", "measures_1", "measures_3", "points_1"])
def test_a_page_filled_beyond_its_limits_still_fits(key: str) -> None:
    view = overfull(key)
    card = outcome_form_card.build(view, DE)
    assert size_in_utf16(card) <= LARGEST_SIZE
    assert size_in_utf16(outcome_form_card.build(replace(view, differing={}), DE)) <= LARGEST_SIZE
    if key != "result_1":
        plain = {name: entry.replace(WIDEST * 2, "x") for name, entry in view.form.items()}
        filled = replace(view, form=plain, problems=(), differing={})
        assert size_in_utf16(outcome_form_card.build(filled, DE)) <= WANTED_SIZE


def test_what_a_page_at_its_limits_sends_is_understood() -> None:
    card = outcome_form_card.build(overfull("measures_1"), DE)
    given = outcome_form_card.read({**button(card, "Weiter"), **entered(card)})
    assert len(given.entries["measure_1_what"]) == 2 * LONGEST_LINE
    assert all(
        one.get("maxLength", 0) in (2 * LONGEST_LINE, 2 * LONGEST_ROLE)
        for one in nodes(card)
        if one["type"] == "Input.Text"
    )


GOOD: dict[str, object] = dict(button(page("measures_1"), "Weiter"))


@pytest.mark.parametrize(
    "forged",
    [
        {"process": "p"},
        {"form": None},
        {"version": -1},
        {"version": "3"},
        {"step": "measures"},
        {"step": "measures_1'--"},
        {"action": "destroy"},
        {"outcome": "1"},
        {"base": 1.5},
        {"number": -1},
        {"result": "x" * (2 * LONGEST_RESULT + 1)},
        {"measure_1_what": "x" * (2 * LONGEST_LINE + 1)},
        {"measure_1_what": ["x"]},
        {"measure_1_what": True},
        {"held_on": "x" * 200},
        {"RESULT": "x"},
        {f"point_{number}": "x" for number in range(61)},
    ],
)
def test_forged_data_is_not_understood(forged: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        outcome_form_card.read({**GOOD, **forged})


@pytest.mark.parametrize("forged", [{}, {"outcome": "x"}, {"outcome": FORM_NAME.upper()}])
def test_a_forged_outcome_is_not_understood(forged: dict[str, object]) -> None:
    for read in (outcome_form_card.read_ref, outcome_view_card.read):
        with pytest.raises(CardNotUnderstoodError):
            read(forged)
