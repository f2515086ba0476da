"""Seeded themes, their words and quotes; on invented texts and on public ones."""

import csv
from pathlib import Path

import pytest

from analysis.themes.grams import Weighing, likeness, words_of
from analysis.themes.labels import telling_words
from analysis.themes.quotes import may_be_quoted, suggest_quotes
from analysis.themes.seeded import Seed, assign
from tests.reference import REFERENCE, needs_reference

SEEDS = (
    Seed("rooms", ("Raum", "Büro", "Besprechungszimmer", "Arbeitsplatz")),
    Seed("time", ("Zeit", "Termine", "Frist", "Überstunden")),
)
ABOUT_ROOMS = (
    "In unserem Büro sitzen vier Leute, das ist zu eng.",
    "Die Büroräume sind laut, ein Rückzugsraum fehlt.",
    "Für Gespräche bräuchten wir Besprechungsräume.",
)
ABOUT_TIME = (
    "Die Termine liegen so dicht, dass keine Zeit bleibt.",
    "Mehr Zeit für die Dokumentation, weniger Terminhetze.",
    "Fristen sind oft zu kurz.",
)
ABOUT_NOTHING = ("Alles gut, danke.", "", "???")

KLIMARAT = (
    Seed("energie", ("Energie", "Strom", "Heizung", "Wärme", "Solar", "Windkraft", "Gas")),
    Seed("mobilitaet", ("Mobilität", "Verkehr", "Auto", "Bahn", "Bus", "Fahrrad", "Straße")),
    Seed(
        "ernaehrung",
        ("Ernährung", "Lebensmittel", "Landwirtschaft", "Fleisch", "Bio", "Bauern", "Essen"),
    ),
    Seed("wohnen", ("Wohnen", "Wohnung", "Haus", "Bauen", "Gebäude", "Sanierung", "Miete")),
    Seed(
        "produktion_konsum",
        ("Produktion", "Konsum", "Produkte", "Verpackung", "Reparatur", "Plastik", "Recycling"),
    ),
)
"""Written from the names of the topics alone."""


def test_texts_go_where_they_belong_or_nowhere() -> None:
    texts = [*ABOUT_ROOMS, *ABOUT_TIME, *ABOUT_NOTHING]
    found = [one.theme for one in assign(texts, SEEDS)]
    assert found == ["rooms"] * 3 + ["time"] * 3 + [""] * 3


def test_the_order_of_texts_and_themes_changes_nothing() -> None:
    texts = [*ABOUT_ROOMS, *ABOUT_TIME, *ABOUT_NOTHING]
    forward = dict(zip(texts, assign(texts, SEEDS), strict=True))
    backward = dict(zip(texts[::-1], assign(texts[::-1], SEEDS[::-1]), strict=True))
    for text, one in forward.items():
        assert backward[text].theme == one.theme
        assert backward[text].margin == pytest.approx(one.margin)


def test_without_texts_there_is_nothing_and_without_themes_an_error() -> None:
    assert assign([], SEEDS) == ()
    with pytest.raises(ValueError, match="no themes"):
        assign(["Text"], [])


def test_words_that_share_a_stem_are_alike() -> None:
    weighing = Weighing([*ABOUT_ROOMS, *ABOUT_TIME])
    office = weighing.vector("Büro")
    assert likeness(office, weighing.vector("Büroräume")) > 0.2
    assert likeness(office, weighing.vector("Termine")) == 0
    assert likeness(office, office) == pytest.approx(1)
    assert words_of("Die 3 Büros, ja!") == ["die", "büros"]


def test_themes_are_told_in_words_that_people_wrote() -> None:
    told = telling_words({"rooms": ABOUT_ROOMS, "time": ABOUT_TIME})
    assert "Termine" in told["time"] or "Terminhetze" in told["time"]
    assert not set(told["rooms"]) & set(told["time"])
    assert telling_words({"none": []}) == {"none": ()}


def test_quotes_do_not_repeat_each_other_and_name_nobody() -> None:
    texts = [
        "Die Büroräume sind laut, ein Rückzugsraum fehlt uns sehr.",
        "Die Büroräume sind laut, ein Rückzugsraum fehlt uns wirklich.",
        "Für Gespräche mit Familien bräuchten wir einen ruhigen Raum.",
        "Bitte Frau Berta Beispiel unter 0711 123456 nach dem Raum fragen.",
        "Zu eng.",
    ]
    chosen = suggest_quotes(texts, most=2)
    assert len(chosen) == 2
    assert 2 in chosen
    assert suggest_quotes(texts, most=9) == (*chosen, *({0, 1} - set(chosen)))
    assert not may_be_quoted(texts[3])


@needs_reference
def test_public_statements_are_assigned_far_above_chance() -> None:
    with Path(REFERENCE, "german_text/klimarat/statements.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["moderated"] == "1"]
    found = assign([row["comment-body"] for row in rows], KLIMARAT)
    told = [(one.theme, row["topic"]) for one, row in zip(found, rows, strict=True) if one.theme]
    coverage = len(told) / len(rows)
    precision = sum(theme == topic for theme, topic in told) / len(told)
    # The topics say in which conversation something was written, not what it is about.
    assert coverage > 0.55
    assert precision > 0.68
