"""`show_my_data`: seen, taken along, changed and withdrawn in a dialog, and in no message ever."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.axe import assert_accessible
from tests.browser import picture_of
from tests.journeys.story import CLOSED, Story, told
from tests.office import Message, Person, Seen
from tests.sandbox.window import PHONE, window

SECRET = "Geheimwort Quittenmarmelade"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Story, Message]]:
    """An office with its first block open; somebody has answered and begun a change."""
    with told(tmp_path_factory.mktemp("office")) as story:
        card = story.open_block()
        story.answer(story.staff[0], card, text=SECRET)
        own = story.office.press(story.staff[0], card, "Jetzt teilnehmen")
        story.office.submit(story.office.submit(own, "Ändern"), "Weiter", department="515")
        yield story, card


def my_data(story: Story, person: Person) -> Seen:
    """The dialog, opened from the message that everybody gets alike."""
    story.office.install(person)
    story.office.say(person, person.chat, "Meine Daten")
    offer = story.card_saying("in einem eigenen Fenster", person.chat)
    return story.office.press(person, offer, "Ansehen")


def taken_along(story: Story, seen: Seen) -> Any:
    """All parts of the JSON, put together."""
    seen = story.office.submit(seen, "Als JSON mitnehmen")
    parts = [seen.fields[0]["value"]]
    while "Nächster Teil" in seen.actions:
        seen = story.office.submit(seen, "Nächster Teil")
        parts.append(seen.fields[0]["value"])
    return json.loads("".join(parts))


def test_everything_of_mine_is_there_to_see_and_to_take_along(
    office: tuple[Story, Message],
) -> None:
    story, _ = office
    seen = my_data(story, story.staff[0])
    assert "Ihre Antwort, unter einem Pseudonym" in seen.words
    assert "1 Entwurf, der noch nicht gesendet ist" in seen.words
    told = taken_along(story, seen)
    (block,) = told["open_blocks"]
    assert SECRET in str(block["response"]["answers"])
    assert block["drafts"][0]["department"]["key"] == "515"
    assert told["account"]["roles"] == []


def test_somebody_else_sees_nothing_of_it(office: tuple[Story, Message]) -> None:
    story, _ = office
    seen = my_data(story, story.staff[1])
    assert "Hier ist nichts von Ihnen gespeichert" in seen.words
    assert SECRET not in str(taken_along(story, seen))


def test_who_holds_a_role_sees_it(office: tuple[Story, Message]) -> None:
    story, _ = office
    words = my_data(story, story.lead).words
    assert "darf Beteiligungen einrichten" in words
    assert "Leitung" in words


def test_who_audits_is_asked_nothing_but_sees_what_is_kept(office: tuple[Story, Message]) -> None:
    story, card = office
    person = story.staff[5]
    story.answer(person, card, text="Vorher (erfunden)")
    story.grant("auditor", person)
    seen = my_data(story, person)
    assert "Ändern und zurückziehen können Sie das gerade nicht" in seen.words
    assert "Prüfung" in seen.words
    assert "Vorher (erfunden)" in str(taken_along(story, seen))


def test_looking_writes_nothing(office: tuple[Story, Message]) -> None:
    story, _ = office
    seen = my_data(story, story.staff[2])
    tables = ("outbox", "drafts", "deliveries", "audit_entries", "unfinished_forms")
    before = [story.rows(f"SELECT count(*) FROM {table}") for table in tables]
    taken_along(story, seen)
    assert [story.rows(f"SELECT count(*) FROM {table}") for table in tables] == before


def test_it_leads_on_to_changing_and_withdrawing(office: tuple[Story, Message]) -> None:
    story, card = office
    person = story.staff[3]
    story.answer(person, card, text="Etwas (erfunden)")
    seen = story.office.submit(my_data(story, person), "Ansehen, ändern oder zurückziehen")
    assert "Etwas (erfunden)" in seen.words
    asked = story.office.submit(seen, "Zurückziehen")
    story.office.submit(asked, asked.actions[0])
    assert "Hier ist nichts von Ihnen gespeichert" in my_data(story, person).words


def test_who_waits_finds_it_from_there(office: tuple[Story, Message]) -> None:
    story, _ = office
    person = story.staff[4]
    story.office.install(person)
    story.office.say(person, person.chat, "start")
    said = story.card_saying("Das ist gerade offen", person.chat)
    waits = story.office.press(person, said, "Was wartet auf mich?")
    assert "Unter Ihrem Konto" in story.office.submit(waits, "Meine Daten").words


def test_no_message_ever_holds_an_answer(office: tuple[Story, Message]) -> None:
    story, _ = office
    taken_along(story, my_data(story, story.staff[0]))
    assert "Quittenmarmelade" not in str(story.office.traffic()["stored"])
    assert "Quittenmarmelade" not in story.bot.log


def test_it_can_be_read_by_everybody(office: tuple[Story, Message], browser: Browser) -> None:
    story, _ = office
    person = story.staff[0]
    my_data(story, person)
    with window(browser, story.office, person, place=person.chat, viewport=PHONE) as page:
        page.locator("#theme").select_option("dark")
        page.get_by_role("button", name="Ansehen", exact=True).last.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Unter Ihrem Konto")).to_be_visible()
        assert_accessible(page)
        picture_of(dialog, "40-my-data")
        dialog.get_by_role("button", name="Als JSON mitnehmen").click()
        expect(dialog.get_by_label("Teil 1 von 1")).to_have_value(re.compile("Quittenmarmelade"))
        assert_accessible(page)
        picture_of(dialog, "40-my-data-json")


def test_after_closing_nothing_can_be_tied_to_anybody(office: tuple[Story, Message]) -> None:
    story, _ = office
    story.office.move_clock(CLOSED)
    story.card_saying("Danke", story.office.channel("Grundverständnis und Ziele"))
    seen = my_data(story, story.staff[0])
    assert "lässt sich Ihnen nicht mehr zuordnen" in seen.words
    assert "planung@amt.example" in seen.words
    told = taken_along(story, seen)
    assert told["open_blocks"] == []
    assert SECRET not in str(told)
