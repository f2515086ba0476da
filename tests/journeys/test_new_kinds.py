"""May and June of the bundled process: resistance, ranking, numbers and days, asked and told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.results import (
    SMALLEST,
    Answers,
    assert_counts_are_true,
    assert_order_is_true,
    assert_resistance_is_true,
    stored,
)
from tests.journeys.story import Story, page_of, told
from tests.office import Message, Person, Seen

OPEN_AT = {
    "planning_areas": "2027-05-04T10:00:00+02:00",
    "coordinators": "2027-06-02T10:00:00+02:00",
}
ALL_PUBLISHED = "2027-06-29T12:00:00+02:00"
GIVEN: dict[str, dict[str, Any]] = {
    "planning_areas": {
        "area_count": "12",
        "municipalities": {"each_alone": "10", "small_share": "3", "all_share": "0"},
        "rudersberg": "shared",
        "criteria": {"need": "2", "young_people": "4", "daily_ways": "1", "networks": "3"},
        "special_place": "Der erfundene Quellgarten",
    },
    "coordinators": {
        "core_tasks": "know_the_area,lead_meetings,follow_up",
        "selection": {"open_call": "0", "appointed": "10", "status_quo": "7"},
        "hours": 8,
        "begin": "2027-10-01",
        "before_the_start": "Die erfundene Vertretung",
    },
}
READ_BACK = {
    "planning_areas": (
        "12 Planungsräume",
        "10",
        "3",
        "0",
        "Nein, einer gemeinsam mit Nachbargemeinden.",
        "1. Wo Schule, Kita und Freizeit stattfinden.",
        "4. Wie viele junge Menschen dort leben.",
        "Der erfundene Quellgarten",
    ),
    "coordinators": (
        "Wissen, was im Planungsraum gebraucht wird.",
        "Dafür sorgen, dass Vereinbartes geschieht.",
        "Es bleibt, wie es ist.",
        "7",
        "8",
        "1. Oktober 2027",
        "Die erfundene Vertretung",
    ),
}
CHANGED: dict[str, dict[str, Any]] = {
    "planning_areas": {
        "area_count": "",
        "criteria": {"need": "1", "young_people": "2", "daily_ways": "3", "networks": "4"},
    },
    "coordinators": {"core_tasks": "connect_inside", "hours": 20, "begin": ""},
}
CHANGED_TO = {
    "planning_areas": ("1. Wie viel Hilfe vor Ort gebraucht wird.", "keine Antwort"),
    "coordinators": ("Die Bereiche des Jugendamts zusammenbringen.", "20", "keine Antwort"),
}
REFUSED: dict[str, tuple[str, Any, str]] = {
    "planning_areas": (
        "criteria",
        {"need": "1", "young_people": "1", "daily_ways": "3", "networks": "3"},
        "1, 3",
    ),
    "coordinators": (
        "core_tasks",
        "know_the_area,connect_inside,connect_outside,follow_up",
        "höchstens 3",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """An office in which one block is open."""

    story: Story
    card: Message
    block: str

    def own(self, person: Person) -> Seen:
        """What somebody sees who presses the button again."""
        return self.story.office.press(person, self.card, "Jetzt teilnehmen")

    def answer(self, person: Person) -> Seen:
        """Answer in every way; what the person then sees."""
        assert "Vielen Dank" in self.story.answer(person, self.card, **GIVEN[self.block]).words
        return self.own(person)


@pytest.fixture(scope="module", params=OPEN_AT)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    """May, and then June, each in an office of its own."""
    with told(tmp_path_factory.mktemp("office")) as story:
        yield Asked(story, opened(story, request.param), request.param)


def test_what_was_answered_in_every_way_is_read_back(asked: Asked) -> None:
    lines = asked.answer(asked.story.staff[0]).words.splitlines()
    assert [line for line in READ_BACK[asked.block] if line not in lines] == []


def test_a_change_begins_from_what_was_entered(asked: Asked) -> None:
    story, person = asked.story, asked.story.staff[1]
    seen = story.office.submit(asked.answer(person), "Ändern")
    while "Senden" not in seen.actions:
        assert entries(GIVEN[asked.block], page_of(seen)).items() <= held(seen).items()
        seen = story.next_page(seen, **{**GIVEN[asked.block], **CHANGED[asked.block]})
    story.office.submit(seen, "Senden")
    lines = asked.own(person).words.splitlines()
    assert [line for line in CHANGED_TO[asked.block] if line not in lines] == []


def test_a_withdrawn_answer_leaves_nothing(asked: Asked) -> None:
    story, person = asked.story, asked.story.staff[2]
    before = story.rows("SELECT * FROM responses")
    sure = story.office.submit(asked.answer(person), "Zurückziehen")
    assert len(story.rows("SELECT * FROM responses")) == len(before) + 1
    story.office.submit(sure, "Ja, zurückziehen")
    assert story.rows("SELECT * FROM responses") == before
    assert "Schritt 1 von" in asked.own(person).words


def test_what_is_refused_is_told_and_stays_as_it_was_entered(asked: Asked) -> None:
    page, given, problem = REFUSED[asked.block]
    seen = asked.story.first_page(asked.story.staff[3], asked.card)
    while page_of(seen) != page:
        seen = asked.story.next_page(seen)
    again = asked.story.next_page(seen, **{page: given})
    assert page_of(again) == page
    assert problem in again.words
    assert held(again) == entries({page: given}, page)


def test_every_page_that_asks_something_unfolds_in_plain_language(asked: Asked) -> None:
    story = asked.story
    seen = story.next_page(story.first_page(story.staff[4], asked.card))
    while "Senden" not in seen.actions:
        assert "In einfacher Sprache" in seen.actions, page_of(seen)
        seen = story.next_page(seen)


def test_fewer_than_the_smallest_group_see_no_result_of_any_kind(story: Story) -> None:
    card = opened(story, "coordinators")
    for person in story.staff[: SMALLEST - 1]:
        story.answer(person, card, **GIVEN["coordinators"])
    story.office.move_clock(ALL_PUBLISHED)
    result = story.card_saying("Ergebnisse:", card.conversation)
    assert f"erst ab {SMALLEST} Antworten" in result.words
    lines = result.words.splitlines()
    assert [one for one in ("Es bleibt, wie es ist.", "5 bis 8") if one in lines] == []


def test_everything_that_is_shown_of_a_group_is_true_and_nothing_is_small(tmp_path: Path) -> None:
    with told(tmp_path) as story:
        of_may = answered_by_thirty(story, "planning_areas")
        of_june = answered_by_thirty(story, "coordinators")
        story.office.move_clock(ALL_PUBLISHED)
        story.office.say(story.steering, story.steering.chat, "zusammenfassung")
        june = story.card_saying("Themenblock „Koordinator*innen“", story.steering.chat)
        story.office.press(story.steering, june, "Planungsräume")
        may = story.card_saying("Themenblock „Planungsräume“", story.steering.chat)
    for key in ("area_count", "rudersberg"):
        assert_counts_are_true(may, of_may, key)
    for key in ("core_tasks", "hours"):
        assert_counts_are_true(june, of_june, key)
    assert_resistance_is_true(may, of_may, "municipalities")
    assert_resistance_is_true(june, of_june, "selection")
    assert_order_is_true(may, of_may, "criteria")


def opened(story: Story, block: str) -> Message:
    """Move on to the day on which a block is open; its card."""
    if not story.rows("SELECT 1 FROM processes"):
        story.set_up()
    story.office.move_clock(OPEN_AT[block])
    return story.block_card(block)


def answered_by_thirty(story: Story, block: str) -> list[Answers]:
    """One person and 29 colleagues answer a block; what is then stored."""
    card, person = opened(story, block), story.staff[0]
    story.answer(person, card, **GIVEN[block])
    report = story.office.colleagues(card, 29, seed=3, excepted=[person])
    assert (report["done"], report["failed"]) == (29, 0)
    return stored(story)


def entries(given: Mapping[str, Any], page: str) -> dict[str, str]:
    """What the inputs of a page hold after it was answered so."""
    answer = given.get(page, {})
    if isinstance(answer, dict):
        return {f"answer_{key}": entry for key, entry in answer.items()}
    return {"answer": str(answer)}


def held(seen: Seen) -> dict[str, str]:
    """What the inputs of a page hold; a number field has its number as JSON writes it."""
    return {field["id"]: str(field.get("value", "")).removesuffix(".0") for field in seen.fields}
