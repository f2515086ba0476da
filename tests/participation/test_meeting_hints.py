"""What looks like a person in an outcome: the obvious is found, ordinary sentences are not."""

from dataclasses import replace

import pytest

from participation.meetings.hints import hints_of
from participation.meetings.outcome import Attendance, Measure, OpenPoint
from tests.cards.meetings import CONTENT


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Bitte an vera.muster@amt.example schreiben.", "vera.muster@amt.example"),
        ("Erreichbar unter 07151 501-1234.", "07151 501-1234"),
        ("Mobil: +49 170 1234567", "+49 170 1234567"),
        ("Das klärt Frau Muster.", "Frau Muster"),
        ("Mit Herrn Dr. Erfunden abstimmen", "Herrn Dr. Erfunden"),
        ("Ask Mrs Example about it.", "Mrs Example"),
    ],
)
def test_the_obvious_is_found(text: str, hint: str) -> None:
    assert hints_of(replace(CONTENT, result=text)) == (hint,)


@pytest.mark.parametrize(
    "text",
    [
        "Treffen am 03.05.2027 um 18:30 Uhr, 12 Plätze.",
        "Nach Drucksache 2021/110 und § 27 SGB VIII.",
        "Eine Frau hat gefragt, ein Herr auch.",
        "Budget 1.500 Euro, Frau und Beruf bleibt Thema im Bereich 5.511",
        "Die Koordinator*innen @ Rathaus",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert hints_of(replace(CONTENT, result=text)) == ()


def test_every_text_of_an_outcome_is_looked_at_and_a_hint_is_told_once() -> None:
    content = replace(
        CONTENT,
        result="Frau Eins",
        took_part=(Attendance(role="other", count=1, name="Frau Zwei"),),
        measures=(Measure(what="Frau Drei", responsible="Frau Vier"),),
        open_points=(OpenPoint("Frau Fünf und Frau Eins"),),
    )
    assert hints_of(content) == (
        "Frau Zwei",
        "Frau Eins",
        "Frau Drei",
        "Frau Vier",
        "Frau Fünf",
    )
