"""Editing a block: forged, late, twice, at the same time, and with every kind of nonsense."""

import json
from dataclasses import replace
from typing import Any

import pytest

from dialogs.keep_calendar import do_task, due_tasks
from participation.process import BlockState
from tests.cards.tree import button, submits
from tests.dialogs.editing import (
    DATES,
    DO,
    KEY,
    REASON,
    TOML,
    WORDS,
    checked,
    entries,
    opened,
    renamed,
    title_of,
)
from tests.dialogs.leading import Office, refusal
from tests.participation.running.examples import local


def test_new_words_are_a_new_version_with_the_old_one_kept_and_an_entry_in_the_trail(
    office: Office,
) -> None:
    before = office.standing().block(KEY)
    page = renamed(office, "Räume")
    assert "Titel: „Räume“ (bisher „Planungsräume“)" in page.text
    assert "Im Kanal steht dazu nichts" in page.text
    assert title_of(office) == "Planungsräume"
    assert "Die neue Fassung gilt" in page.press(DO).text
    after = office.standing().block(KEY)
    assert (after.content.title.de, after.revision) == ("Räume", 2)
    ((revision, kept, at),) = office.rows(
        "SELECT revision, content, replaced_at FROM block_versions"
    )
    assert (revision, kept) == (1, before.content.model_dump_json())
    assert at.startswith("2027-03-01")
    ((act, details),) = office.rows("SELECT act, details FROM audit_entries")
    told = {"block": KEY, **REASON, "revision": "2", "changed": "title"}
    assert (act, json.loads(details)) == ("edit_block", told)
    assert office.rows("SELECT * FROM unfinished_forms") == []


def test_dates_move_the_calendar_and_are_told_where_the_process_was_started(
    office: Office,
) -> None:
    page = checked(opened(office).press(DATES), opens_on="2027-05-05")
    assert "öffnet am Mittwoch, 5. Mai 2027" in page.text
    page.press(DO)
    query = f"SELECT kind, due_on FROM calendar_entries WHERE block_key = '{KEY}'"
    due = dict(office.rows(query))
    assert (due["opens"], due["announces"]) == ("2027-05-05", "2027-04-30")
    assert office.standing().block(KEY).opens_at == local(5, 5, 8)


@pytest.mark.parametrize(("who", "code"), [("stranger", "not_leading")])
def test_whoever_does_not_lead_edits_nothing_even_with_a_forged_confirmation(
    office: Office, who: str, code: str
) -> None:
    page = renamed(office, "Räume")
    before, data = office.everything(), button(page.card, DO)
    assert refusal(replace(page, who=who), data) == code
    assert refusal(replace(page, who=who), {**data, "action": "open"}) == code
    assert office.everything() == before


def test_a_deputy_edits_as_well_but_does_not_go_on_with_what_the_lead_has_begun(
    office: Office,
) -> None:
    page = renamed(office, "Räume")
    before, data = office.everything(), button(page.card, DO)
    assert refusal(replace(page, who="deputy"), data) == "form_gone"
    assert office.everything() == before
    renamed(office, "Zuschnitte", "deputy").press(DO)
    assert title_of(office) == "Zuschnitte"


def test_a_block_that_opened_meanwhile_is_left_as_it_is(office: Office) -> None:
    pages = [opened(office), opened(office).press(WORDS), renamed(office, "Räume")]
    _let_open(office)
    before = office.everything()
    for page in pages:
        for data in [action["data"] for action in submits(page.card)]:
            assert refusal(page, {**data, **entries(page)}) == "block_frozen"
    assert office.everything() == before


def test_a_block_is_frozen_at_its_hour_even_before_the_calendar_has_opened_it(
    office: Office,
) -> None:
    page = renamed(office, "Räume")
    office.now = office.standing().block(KEY).opens_at
    assert refusal(page, button(page.card, DO)) == "block_frozen"
    assert title_of(office) == "Planungsräume"


def test_two_editors_at_once_are_one_change_and_one_question(office: Office) -> None:
    first, second = renamed(office, "Räume"), renamed(office, "Zuschnitte", "deputy")
    first.press(DO)
    page = second.press(DO)
    assert "Inzwischen hat sich etwas geändert" in page.text
    assert "Titel: „Zuschnitte“ (bisher „Räume“)" in page.text
    assert title_of(office) == "Räume"
    page.press(DO)
    assert (title_of(office), office.standing().block(KEY).revision) == ("Zuschnitte", 3)
    assert office.acts() == ["edit_block", "edit_block"]


def test_dates_of_the_neighbour_moved_meanwhile_ask_again_too(office: Office) -> None:
    page = renamed(office, "Räume")
    checked(opened(office, "deputy", "basics").press(DATES), closes_on="2027-04-22").press(DO)
    assert "Inzwischen hat sich etwas geändert" in page.press(DO).text
    assert title_of(office) == "Planungsräume"


def test_four_deliveries_are_one_version_and_the_same_receipt(office: Office) -> None:
    page = renamed(office, "Räume").press(DO)
    after = office.everything()
    assert [page.again() for _ in range(3)] == [page.card] * 3
    assert office.everything() == after


def test_a_check_that_is_delivered_four_times_shows_the_same_page(office: Office) -> None:
    page = renamed(office, "Räume")
    assert [page.again() for _ in range(3)] == [page.card] * 3
    page.press(DO)
    assert title_of(office) == "Räume"


def test_two_windows_of_one_person_lose_nothing(office: Office) -> None:
    first, second = opened(office).press(WORDS), opened(office).press(WORDS)
    checked(first, title_de="Räume")
    page = checked(second, title_de="Zuschnitte")
    assert "Inzwischen hat sich etwas geändert" in page.text
    assert entries(page)["title_de"] == "Zuschnitte"
    checked(page).press(DO)
    assert title_of(office) == "Zuschnitte"


def test_a_confirmation_is_about_the_words_that_it_has_shown(office: Office) -> None:
    first = renamed(office, "Räume")
    checked(opened(office).press(WORDS), title_de="Zuschnitte")
    page = first.press(DO)
    assert "Inzwischen hat sich etwas geändert" in page.text
    assert "Titel: „Zuschnitte“" in page.text
    assert title_of(office) == "Planungsräume"


def test_a_block_that_was_announced_is_not_announced_again_on_its_new_dates(
    office: Office,
) -> None:
    office.now = local(4, 28, 9)
    _do_what_is_due(office)
    checked(opened(office).press(DATES), opens_on="2027-05-10").press(DO)
    query = "SELECT due_on, state FROM calendar_entries WHERE kind = 'announces'"
    announced = office.rows(f"{query} AND block_key = '{KEY}'")
    assert announced == [("2027-04-28", "done")]


def test_what_was_begun_is_there_again_until_it_is_thrown_away(office: Office) -> None:
    renamed(office, "Räume")
    again = opened(office)
    assert f"nicht bestätigt: {WORDS}" in again.text
    again.press(WORDS)
    assert entries(again)["title_de"] == "Räume"
    assert entries(again.press("Von vorn beginnen"))["title_de"] == "Planungsräume"
    assert "nicht bestätigt" not in opened(office).text


def test_back_shows_the_entries_again(office: Office) -> None:
    page = renamed(office, "Räume").press("Zurück")
    assert entries(page)["title_de"] == "Räume"
    assert entries(page)["reason"] == REASON["reason"]


def test_refused_entries_stay_with_what_is_wrong_below_them(office: Office) -> None:
    page = checked(opened(office).press(WORDS), title_de="", reason="", intro_open_en="x")
    assert entries(page)["intro_open_en"] == "x"
    assert "3 Stellen passen noch nicht" in page.text
    assert "verschieden viele Zeilen" in page.text
    assert "Bitte nennen Sie den Grund" in page.text
    assert "Der Text ist leer" in page.text
    assert title_of(office) == "Planungsräume"


def test_nothing_changed_is_no_version(office: Office) -> None:
    for part in (WORDS, DATES, TOML):
        assert "Sie haben nichts geändert" in checked(opened(office).press(part)).text
    assert office.acts() == []


def test_a_question_gets_other_words(office: Office) -> None:
    page = opened(office).press("Frage 4: Soll Rudersberg ein eigener Planungsraum werden?")
    options = entries(page)["options_de"].replace("Ja, ein eigener", "Ja, unbedingt ein eigener")
    checked(page, question_de="Und Rudersberg?", options_de=options)
    assert "Frage: „Und Rudersberg?“" in page.text
    assert "Möglichkeit zu „Und Rudersberg?“" in page.text
    page.press(DO)
    prompt = office.standing().block(KEY).content.prompts[3]
    assert prompt.question.de == "Und Rudersberg?"


@pytest.mark.parametrize(
    "change",
    [
        {"action": "shout"},
        {"part": "Prompt!"},
        {"nonce": ""},
        {"version": "1"},
        {"toml": "x" * 40000},
    ],
)
def test_data_that_no_card_of_ours_has_sent_is_refused(
    office: Office, change: dict[str, Any]
) -> None:
    page, before = opened(office).press(TOML), office.everything()
    data = {**button(page.card, "Weiter"), **entries(page), **change}
    assert refusal(page, data) == "card_not_understood"
    assert office.everything() == before


def test_fields_that_the_part_does_not_have_change_nothing(office: Office) -> None:
    checked(opened(office).press(DATES), opens_on="2027-05-05", title_de="Fremd").press(DO)
    assert title_of(office) == "Planungsräume"


def test_a_rehearsal_is_not_edited(office: Office) -> None:
    page = opened(office)
    with office.database.write() as uow:
        uow.processes._connection.exec_driver_sql("UPDATE processes SET is_rehearsal = 1")
    assert refusal(page, button(page.card, WORDS)) == "rehearsal_only"


def _let_open(office: Office) -> None:
    office.now = local(5, 3, 9)
    _do_what_is_due(office)
    assert office.standing().block(KEY).state is BlockState.OPEN


def _do_what_is_due(office: Office) -> None:
    while tasks := due_tasks(office.now, office.database):
        do_task(tasks[0], office.now, office.database)
