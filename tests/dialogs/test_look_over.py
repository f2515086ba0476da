"""No text is kept before it was looked over, wherever it is typed."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from cards.elements.parts import LARGEST_SIZE, size_in_utf16
from content.words import words
from dialogs.look_over import EXEMPT
from participation.refusals import CardNotUnderstoodError
from tests.cards.examples import every_card
from tests.cards.tree import inputs, nodes, shown, submits
from tests.dialogs.text_fields import (
    PROBES,
    acts,
    alike,
    answer,
    editing,
    outcome,
    proposal,
    review,
    set_up,
)
from tests.dialogs.text_pages import Opens, Page

MARK = "0711 4242 4217"
TEXT = f"Bitte unter {MARK} anrufen."
OTHER = "Bitte an vera.muster@amt.example schreiben."
HARMLESS = "Kurze Wege wären gut."
ANYWAY = "Trotzdem senden"
NOTE = "Das sieht nach einer Telefonnummer aus."


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.__name__)
def test_a_telephone_number_stops_in_every_field_until_it_is_sent_anyway(
    probe: Any, tmp_path: Path
) -> None:
    numbers = count(1000)
    with probe(tmp_path) as pages:
        for opens in pages:
            for field in _asked(opens()):
                page, mark = opens(), f"0711 4242 {next(numbers)}"
                asked = page.press(page.forward, **{field: _longer(page, field, mark)})
                assert NOTE in shown(asked.card), (page.verb, field)
                assert mark in asked.value(field)
                assert size_in_utf16(asked.card) <= LARGEST_SIZE
                assert not page.is_on_disk(mark), (page.verb, field)
                assert ANYWAY not in asked.press(ANYWAY).buttons, (page.verb, field)


def test_every_text_input_of_every_card_is_probed_or_exempt_for_a_reason(tmp_path: Path) -> None:
    probed = set()
    for probe in PROBES:
        folder = tmp_path / probe.__name__
        folder.mkdir()
        with probe(folder) as pages:
            probed |= {(page.verb, alike(field)) for page in _opened(pages) for field in page.texts}
    found = {
        (_verb(card), alike(one["id"]))
        for card in every_card(words("de")).values()
        for one in inputs(card)
        if one["type"] == "Input.Text" and not one.get("regex")
    }
    assert found <= probed | EXEMPT.keys(), found - probed - EXEMPT.keys()
    assert EXEMPT.keys() <= found
    assert all(EXEMPT.values())


def test_a_number_that_is_typed_as_text_is_kept_as_a_number_only() -> None:
    patterns = {
        one["id"]
        for card in every_card(words("de")).values()
        for one in inputs(card)
        if one["type"] == "Input.Text" and one.get("regex")
    }
    assert patterns == {"answer"}


def test_what_was_typed_comes_back_and_changing_it_goes_on(tmp_path: Path) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        asked = page.press("Weiter", answer=TEXT)
        assert asked.value("answer") == TEXT
        assert "Senden" in asked.press("Weiter", answer=HARMLESS).buttons
        assert page.is_on_disk(HARMLESS)
        assert not page.is_on_disk(MARK)


def test_a_confirmation_is_about_this_text_and_no_other(tmp_path: Path) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        asked = page.press("Weiter", answer=TEXT)
        other = asked.press(ANYWAY, answer=OTHER)
        assert "einer E-Mail-Adresse" in shown(other.card)
        assert not page.is_on_disk("vera.muster")
        # Whoever breaks lines or spaces differently has confirmed the same text.
        assert "Senden" in asked.press(ANYWAY, answer=f"  {TEXT}\r\n").buttons


@pytest.mark.parametrize("forged", ["0" * 32, "", "f" * 32 + "." + "0" * 32])
def test_a_forged_confirmation_is_none(tmp_path: Path, forged: str) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        asked = page.press("Weiter", answer=TEXT)
        data = {**_button(asked, ANYWAY), "confirmed": forged, "answer": TEXT}
        assert NOTE in shown(asked.send(data).card)
        assert not page.is_on_disk(MARK)


def test_going_back_asks_as_well(tmp_path: Path) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        asked = page.press("Zurück", answer=TEXT)
        assert NOTE in shown(asked.card)
        assert not page.is_on_disk(MARK)
        asked.press(ANYWAY)
        assert page.is_on_disk(MARK)


def test_what_was_confirmed_is_not_asked_about_again(tmp_path: Path) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        again = page.press("Weiter", answer=TEXT).press(ANYWAY).press("Zurück")
        longer = again.press("Weiter", answer=f"{TEXT}\n{OTHER}")
        assert "Das sieht nach einer E-Mail-Adresse aus." in shown(longer.card)
        assert "Senden" in again.press("Weiter").buttons


def test_lines_that_only_together_describe_a_child_are_asked_about(tmp_path: Path) -> None:
    before, after = "Das Kind ist 7 Jahre alt.", "Es hat Epilepsie und lebt in Winnenden."
    with answer(tmp_path) as (opens,):
        page = opens()
        again = page.press("Weiter", answer=before).press("Zurück")
        asked = again.press("Weiter", answer=f"{before}\n{after}")
        assert ANYWAY in asked.buttons
        assert page.is_on_disk(before)
        assert not page.is_on_disk(after)
        assert "Senden" in asked.press(ANYWAY).buttons


def test_what_only_sounds_personal_is_asked_in_milder_words(tmp_path: Path) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        asked = page.press("Weiter", answer="Lea soll das machen.")
        assert "Das klingt nach einem Vornamen." in shown(asked.card)
        styles = [node.get("style") for node in nodes(asked.card) if node["type"] == "Container"]
        assert styles == ["warning"]


def test_a_step_that_is_delivered_four_times_asks_four_times_and_keeps_nothing(
    tmp_path: Path,
) -> None:
    with answer(tmp_path) as (opens,):
        page = opens()
        asked = [page.press("Weiter", answer=TEXT).card for _ in range(4)]
        assert asked == [asked[0]] * 4
        assert not page.is_on_disk(MARK)


def test_a_statement_that_cannot_be_proposed_anyway_is_refused_at_once(tmp_path: Path) -> None:
    with proposal(tmp_path) as (opens,):
        refused = opens().press("Vorschlagen", statement=f"{TEXT} " * 20)
        assert ANYWAY not in refused.buttons
        assert MARK in refused.value("statement")
        assert not refused.is_on_disk(MARK)


def test_a_statement_with_a_number_in_pieces_is_asked_about(tmp_path: Path) -> None:
    with proposal(tmp_path) as (opens,):
        pasted = f"Bitte\u00a0unter {MARK[:6]}\u200b{MARK[6:]} anrufen."
        assert NOTE in shown(opens().press("Vorschlagen", statement=pasted).card)


def test_wording_that_was_decided_meanwhile_is_told_so(tmp_path: Path) -> None:
    with review(tmp_path) as (opens,):
        page = opens()
        page.press("Annehmen", wording=HARMLESS)
        assert "inzwischen entschieden" in shown(page.press("Annehmen", wording=TEXT).card)
        assert not page.is_on_disk(MARK)


def test_another_measure_is_added_only_after_the_question(tmp_path: Path) -> None:
    with outcome(tmp_path) as (_, _, opens, _):
        asked = opens().press("Noch eine Maßnahme", measure_1_what=TEXT)
        assert NOTE in shown(asked.card)
        assert not asked.is_on_disk(MARK)
        added = asked.press(ANYWAY)
        assert "measure_2_what" in set(added.texts) - set(asked.texts)
        assert added.value("measure_1_what") == TEXT


def test_a_measure_that_is_taken_away_is_not_asked_about(tmp_path: Path) -> None:
    with outcome(tmp_path) as (_, _, opens, _):
        page = opens()
        gone = page.press("Maßnahme 1 entfernen", measure_1_what=TEXT)
        assert "measure_1_what" not in gone.texts
        assert ANYWAY not in gone.buttons
        assert not page.is_on_disk(MARK)


def test_what_no_button_of_the_page_can_have_sent_is_refused(tmp_path: Path) -> None:
    with outcome(tmp_path) as (_, _, opens, _):
        page = opens()
        data = {**_button(page, "Maßnahme 1 entfernen"), "number": 99, "measure_1_what": TEXT}
        with pytest.raises(CardNotUnderstoodError):
            page.send(data)
        assert not page.is_on_disk(MARK)


@pytest.mark.parametrize("confirmed", ["", "0" * 32])
def test_an_act_with_another_reason_than_was_asked_about_is_not_done(
    tmp_path: Path, confirmed: str
) -> None:
    with acts(tmp_path) as (opens, *_):
        sure = opens().press("Weiter", reason="Ferienzeit")
        data = next(one["data"] for one in submits(sure.card) if one["data"]["action"] == "do")
        forged = {**data, "form": {"reason": TEXT}, "confirmed": confirmed}
        assert NOTE in shown(sure.send(forged).card)
        assert not sure.is_on_disk(MARK)


def test_what_a_start_carries_was_asked_about_or_is_asked_about_now(tmp_path: Path) -> None:
    with set_up(tmp_path) as (opens,):
        page = opens()
        data = {**_button(page, "Weiter"), "step": "preview", "action": "start"}
        forged = {**data, "form": {**data["form"], "legal_basis": TEXT}}
        assert NOTE in shown(page.send(forged).card)
        assert not page.is_on_disk(MARK)


def test_below_each_of_several_fields_stands_what_it_looks_like(tmp_path: Path) -> None:
    with editing(tmp_path) as (opens, *_):
        page = opens()
        asked = page.press("Weiter", title_de=TEXT, title_en=OTHER, reason="Druckfehler")
        said = shown(asked.card)
        assert "Das sieht nach einer E-Mail-Adresse und einer Telefonnummer aus." in said
        assert "Sieht nach einer Telefonnummer aus." in said
        assert "Sieht nach einer E-Mail-Adresse aus." in said


def test_a_contact_and_a_reference_are_meant_to_name_somebody(tmp_path: Path) -> None:
    with set_up(tmp_path) as (opens,):
        page = opens()
        more = {"contact": f"Frau Muster, {MARK}", "staff_council_reference": "Az. 12 F 345/26"}
        days = {"staff_council_agreed_on": "2027-02-01", "sealed_rows_months": "12"}
        beyond = page.press("Weiter", **more, **days, quote_rule="internal")
        assert NOTE not in shown(beyond.card)
        assert "contact" not in [one["id"] for one in inputs(beyond.card)]
        assert page.is_on_disk(MARK)


def _asked(page: Page) -> list[str]:
    return [field for field in page.texts if (page.verb, field) not in EXEMPT]


def _opened(pages: list[Opens]) -> list[Page]:
    return [opens() for opens in pages]


def _longer(page: Page, field: str, mark: str) -> str:
    """The mark added to what a field holds, on its last line: some fields mind their lines."""
    return f"{page.value(field)} Bitte unter {mark} anrufen.".strip()


def _verb(card: Any) -> str:
    return next(str(one["data"]["verb"]) for one in submits(card))


def _button(page: Page, title: str) -> dict[str, Any]:
    return next(dict(one["data"]) for one in submits(page.card) if one["title"] == title)
