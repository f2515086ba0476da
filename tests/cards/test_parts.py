"""The parts that cards are made of."""

import pytest

from cards.elements.parts import (
    LARGEST_SIZE,
    CardTooLargeError,
    facts,
    finish,
    first_fitting,
    heading,
    opens_dialog,
    paragraph,
    size_in_utf16,
)
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


def card_of(length: int) -> dict[str, object]:
    return finish([paragraph("x" * length)], title="Planungsräume", words=words("de"))


def test_card_that_teams_might_refuse_is_never_built() -> None:
    around = size_in_utf16(card_of(0))
    assert size_in_utf16(card_of((LARGEST_SIZE - around) // 2)) <= LARGEST_SIZE
    with pytest.raises(CardTooLargeError):
        card_of((LARGEST_SIZE - around) // 2 + 1)


def test_first_form_that_fits_is_taken() -> None:
    forms = [lambda: card_of(30_000), lambda: card_of(2_000), lambda: card_of(1_000)]
    assert first_fitting(forms) == card_of(2_000)


def test_last_form_has_to_do() -> None:
    assert first_fitting([lambda: card_of(2_000), lambda: card_of(1_000)], at_most=10) == card_of(
        1_000
    )
