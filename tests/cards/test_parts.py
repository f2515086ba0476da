"""The parts that cards are made of."""

from cards.parts import facts, finish, heading, opens_dialog, paragraph, size_in_utf16
from content.words import words
from tests.cards.tree import button

TWO_STARS = "Mitarbeiter*innen und Koordinator*innen"


def test_markdown_cannot_swallow_two_gender_stars_in_a_heading() -> None:
    assert heading(TWO_STARS).text == "Mitarbeiter∗innen und Koordinator∗innen"


def test_a_single_gender_star_stays_as_it_was_written() -> None:
    assert heading("Koordinator*innen").text == "Koordinator*innen"


def test_running_text_is_shown_as_it_stands() -> None:
    assert paragraph(TWO_STARS).inlines == [TWO_STARS]


def test_facts_keep_their_stars_too() -> None:
    (fact,) = facts([("Bereich", TWO_STARS)]).facts or []
    assert fact.value == "Mitarbeiter∗innen und Koordinator∗innen"


def test_button_that_opens_a_dialog_asks_teams_to_fetch_it() -> None:
    action = opens_dialog("answer_block", "Jetzt", {"block": "areas"})
    card = finish([], [action], title="Planungsräume", words=words("de"))
    assert button(card, "Jetzt") == {
        "msteams": {"type": "task/fetch"},
        "verb": "answer_block",
        "block": "areas",
    }


def test_card_says_its_title_where_cards_cannot_be_shown() -> None:
    card = finish([], title="Planungsräume", words=words("de"))
    assert str(card["fallbackText"]).startswith("Planungsräume")


def test_size_counts_two_bytes_for_an_umlaut_and_four_for_an_emoji() -> None:
    assert size_in_utf16({"a": "ä"}) - size_in_utf16({"a": ""}) == 2
    assert size_in_utf16({"a": "🙂"}) - size_in_utf16({"a": ""}) == 4
