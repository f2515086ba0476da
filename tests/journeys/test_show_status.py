"""`show_status`: whoever leads a process sees how it stands, in the personal chat."""

import sqlite3
import time
from contextlib import closing

from tests.journeys.leading import status
from tests.journeys.story import CHANNELS, CLOSED, PUBLISHED, Story


def test_before_the_first_day_the_card_tells_every_date_and_what_is_next(story: Story) -> None:
    story.set_up()
    words = status(story).words
    assert "Die Beteiligung läuft" in words
    for block in CHANNELS.values():
        assert block in words
    assert "Donnerstag, 1. April 2027, 08:00 Uhr: „Grundverständnis und Ziele“ öffnet" in words
    assert "Es ist nichts schiefgegangen" in words


def test_counts_are_those_that_everybody_sees_and_never_fresher(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    assert "weniger als 5 Antworten" in status(story).words
    story.office.move_clock("2027-04-01T11:00:30+02:00")
    assert "mindestens 5 Antworten" in status(story).words


def test_the_card_follows_the_life_of_the_blocks(story: Story) -> None:
    story.open_block()
    assert "Offen bis" in status(story).words
    story.office.move_clock(CLOSED)
    assert "Geschlossen und versiegelt" in status(story).words
    story.office.move_clock(PUBLISHED)
    assert "Veröffentlicht am" in status(story).words


def test_in_a_channel_the_answer_goes_to_the_personal_chat(story: Story) -> None:
    story.set_up()
    story.office.say(story.lead, story.office.channel(), "status", mention=True)
    assert story.card_saying("An Sie persönlich geschickt", story.office.channel())
    assert story.card_saying("Stand:", story.lead.chat)
    assert story.cards_saying("Stand:", story.office.channel()) == []


def test_a_chat_that_cannot_be_opened_at_once_is_opened_later(story: Story) -> None:
    story.set_up()
    story.office.add_fault("create", status=503, count=2)
    story.office.say(story.lead, story.office.channel(), "status", mention=True)
    assert story.card_saying("Stand:", story.lead.chat)
    assert story.office.faults()[0]["hits"] == 2


def test_the_role_of_a_process_lead_shows_nothing_of_somebody_elses_process(story: Story) -> None:
    story.set_up()
    story.grant("process_lead", story.steering)
    assert "Sie leiten zurzeit keine Beteiligung" in status(story, story.steering).words


def test_what_was_not_delivered_is_told_with_its_reason(story: Story) -> None:
    story.set_up()
    channel = story.office.channel(CHANNELS["basics"])
    story.office.add_fault("post", status=403, count=20, conversation=channel)
    story.office.move_clock("2027-04-01T08:30:00+02:00")
    # How many they are depends on how often was tried until somebody asked.
    words = _status_telling(story, "Nicht zugestellt, im Kanal von „Grundverständnis und Ziele“:")
    assert "dass ich dort nicht schreiben darf" in words


def test_a_missing_key_and_small_departments_are_told(story: Story) -> None:
    story.set_up(invited_511="4")
    story.office.move_clock("2027-04-01T08:30:00+02:00")
    for key in story.bot.key_directory.glob("*.*.key"):
        key.unlink()
    words = status(story).words
    assert "Der Schlüssel von „Grundverständnis und Ziele“ fehlt" in words
    assert "wird nie einzeln gezeigt: weniger als 5 Eingeladene" in words


def test_a_block_that_cannot_be_sealed_is_told_until_it_is(story: Story) -> None:
    story.answer(story.staff[0], story.open_block())
    with closing(sqlite3.connect(story.bot.database)) as reader:
        # A reader of the old state keeps deleted answers in the file, and so the sealing waiting.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM responses").fetchall()
        story.office.move_clock(CLOSED)
        words = _status_telling(story, "geschlossen, aber noch nicht versiegelt")
        assert "sprechen Sie mit der IT" in words
        assert "Es ist nichts schiefgegangen" not in words
    _status_telling(story, "Es ist nichts schiefgegangen")
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]


def test_a_bot_that_was_removed_says_so(story: Story) -> None:
    story.set_up()
    status(story)
    story.office.uninstall()
    assert "Ich kann in Ihrem Team nichts schreiben" in status(story).words


def _status_telling(story: Story, expected: str) -> str:
    """Ask until the bot has tried often enough to say so; what the status card says then."""
    deadline = time.monotonic() + 40
    while expected not in (said := status(story).words):
        assert time.monotonic() < deadline, said
        time.sleep(0.5)
    return said
