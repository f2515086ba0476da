"""Editing a block as TOML: everything at once, refused with the words of a template file."""

import json
from datetime import date

import pytest

from participation.running.edit_parts import LONGEST_PART
from participation.templates.block_toml import block_toml
from tests.cards.tree import button, submits
from tests.dialogs.editing import DO, KEY, TOML, checked, entries, opened
from tests.dialogs.leading import Office


def test_toml_changes_everything_at_once(office: Office) -> None:
    page = opened(office).press(TOML)
    source = entries(page)["toml"]
    assert source == block_toml(office.standing().block(KEY).content)
    changed = source.replace("Planungsräume", "Räume", 1).replace("2027-05-20", "2027-05-21")
    changed = changed.replace(
        "reminder_days_before_close = [8, 1]", "reminder_days_before_close = [2]"
    )
    text = checked(page, toml=changed).text
    assert "Titel: „Räume“" in text
    assert "bleibt offen bis Freitag, 21. Mai 2027" in text
    assert "Ankündigung und Erinnerungen ändern sich" in text
    page.press(DO)
    content = office.standing().block(KEY).content
    assert (content.closes_on, content.reminder_days_before_close) == (date(2027, 5, 21), (2,))
    query = f"SELECT due_on FROM calendar_entries WHERE kind = 'reminds' AND block_key = '{KEY}'"
    assert office.rows(query) == [("2027-05-19",)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("closes_on =", "closes_on = =", "planning_areas.toml:5:13: "),
        ('key = "planning_areas"', 'key = "rooms"', "planning_areas.toml:key: "),
        ('key = "shape"', 'key = "Shape!"', "planning_areas.toml:prompts[0].key: "),
        ("[[topic_blocks]]", "[topic_block]", "planning_areas.toml:topic_blocks: "),
    ],
)
def test_toml_that_does_not_fit_is_told_by_file_path_and_mend_and_stays(
    office: Office, before: str, after: str, said: str
) -> None:
    page = opened(office).press(TOML)
    source = entries(page)["toml"].replace(before, after, 1)
    checked(page, toml=source)
    assert said in page.text
    assert " → " in page.text
    assert entries(page)["toml"] == source
    assert (office.acts(), office.rows("SELECT * FROM block_versions")) == ([], [])
    again = opened(office).press(TOML)
    assert entries(again)["toml"] == source


def test_a_confirmation_that_was_forged_around_the_check_is_refused(office: Office) -> None:
    page = checked(opened(office).press(TOML), toml="[[topic_blocks]]\n")
    data = {**button(page.card, "Weiter"), "action": "do", "seen": "a" * 32}
    before = office.everything()
    assert "passt noch nicht" in page.send(data).text or "passen noch nicht" in page.text
    assert office.everything() == before


@pytest.mark.parametrize(
    "text",
    ["x" * LONGEST_PART, '"' * (LONGEST_PART // 2), "\n" * (LONGEST_PART // 2), "🙂" * 7500],
    ids=["long", "quotes", "lines", "surrogates"],
)
def test_what_no_card_can_show_again_is_not_taken(office: Office, text: str) -> None:
    page = opened(office).press(TOML)
    checked(page, toml=text)
    assert "zu lang" in page.text
    assert entries(page)["toml"].startswith("[[topic_blocks]]")
    assert office.rows("SELECT * FROM unfinished_forms") == []


@pytest.mark.parametrize("sign", ["x", '"', "\n[", "🙂", "\\"])
def test_the_longest_text_that_is_taken_is_shown_again_whole(office: Office, sign: str) -> None:
    written = len(json.dumps(sign, ensure_ascii=False).encode("utf-16-le")) // 2 - 2
    text = f"# {sign * ((LONGEST_PART - 100) // written)}"
    page = checked(opened(office).press(TOML), toml=text)
    assert entries(page)["toml"] == text
    assert "zu lang" not in page.text


def test_a_question_that_another_editor_has_dropped_is_not_edited(office: Office) -> None:
    page = opened(office)
    last = len(office.standing().block(KEY).content.prompts)
    part = next(one for one in submits(page.card) if one["title"].startswith(f"Frage {last}:"))
    whole = opened(office, "deputy").press(TOML)
    source = entries(whole)["toml"]
    checked(whole, toml=source[: source.rindex("[[topic_blocks.prompts]]")]).press(DO)
    assert "Diese Stelle gibt es nicht mehr" in page.send(part["data"]).text


def test_a_block_that_was_never_to_be_announced_can_be_announced_after_all(office: Office) -> None:
    page = opened(office).press(TOML)
    source = entries(page)["toml"]
    silent = source.replace("announce_days_before_open = 3", "announce_days_before_open = 0")
    checked(page, toml=silent).press(DO)
    query = f"SELECT due_on FROM calendar_entries WHERE kind = 'announces' AND block_key = '{KEY}'"
    assert office.rows(query) == []
    checked(opened(office).press(TOML), toml=source).press(DO)
    assert office.rows(query) == [("2027-04-28",)]
