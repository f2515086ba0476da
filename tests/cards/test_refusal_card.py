"""Refusals in kind words, short notices, and the help."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest

from cards import help_card, notice_card, refusal_card
from content.words import Language, words
from participation import refusals
from participation.refusals import AnswerTooLongError, BlockClosedError, ParticipationError
from participation.templates.local_text import LocalText
from tests.cards.tree import shown

QUESTION = LocalText(de="Was {fehlt}?", en="What is {missing}?")
VALUES: dict[str, object] = {
    "title": LocalText(de="Planungsräume", en="Planning areas"),
    "question": QUESTION,
    "limit": 300,
    "length": 412,
    "most": 3,
    "least": 2,
    "count": 1,
    "total": 4,
    "twice": "2",
    "free": "1, 3",
    "decimals": 1,
    "minimum": Decimal("0.50"),
    "maximum": Decimal("7.5"),
    "earliest": date(2027, 6, 1),
    "latest": date(2027, 7, 31),
    "opens_at": datetime(2027, 5, 3, 6, 0, tzinfo=UTC),
    "closes_at": datetime(2027, 5, 21, 16, 0, tzinfo=UTC),
}
ERRORS = [
    error
    for error in vars(refusals).values()
    if isinstance(error, type) and issubclass(error, ParticipationError) and error.code
]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("error", ERRORS)
def test_every_refusal_has_words(error: type[ParticipationError], language: Language) -> None:
    assert shown(refusal_card.build(error(**VALUES), words(language)))


def test_values_are_worded_in_the_reader_s_language_and_zone() -> None:
    error = BlockClosedError(**VALUES)
    text = shown(refusal_card.build(error, words("en"), "Europe/London"))
    assert "“Planning areas” closed on Friday, 21 May 2027, 17:00." in text


def test_numbers_and_days_are_worded_as_the_reader_writes_them() -> None:
    german, english = words("de"), words("en")
    outside = refusals.NumberOutsideError(**VALUES)
    assert "Zahlen von 0,5 bis 7,5 möglich" in refusal_card.sentence(outside, german)
    assert "numbers from 0.5 to 7.5 are possible" in refusal_card.sentence(outside, english)
    late = refusals.DateOutsideError(**VALUES)
    assert "vom 1. Juni 2027 bis zum 31. Juli 2027" in refusal_card.sentence(late, german)


def test_braces_that_people_typed_stay_as_they_are() -> None:
    error = AnswerTooLongError(question=QUESTION, limit=300, length=412)
    assert "„Was {fehlt}?“ hat 412 Zeichen." in refusal_card.sentence(error, words("de"))


def test_fault_of_ours_says_that_nothing_was_stored() -> None:
    assert "nichts gespeichert" in shown(refusal_card.build_internal(words("de")))


def test_receipt_says_until_when_the_answer_can_be_changed() -> None:
    card = notice_card.build("answer_saved", words("de"), closes="21. Mai")
    assert "Bis 21. Mai können Sie sie" in shown(card)


def test_help_names_every_command() -> None:
    text = shown(help_card.build(words("de")))
    for command in words("de").list("commands"):
        assert f"{command} – " in text
