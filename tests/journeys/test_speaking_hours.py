"""`keep_calendar` respects people: what is announced, reminded and thanked, and when it is said."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from participation.templates.schedule import is_working_day
from tests.journeys.story import BEFORE_CLOSING, CHANNELS, CLOSED, OPENED, Story

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT_AFTER_CLOSING = "2027-04-22T02:00:00+02:00"


def posted(story: Story) -> list[tuple[datetime, dict[str, Any]]]:
    """Everything that the bot ever said in channels, with the local time of its first saying."""
    channels = {story.office.channel(name) for name in CHANNELS.values()}
    rows = [row for row in story.office.traffic()["stored"] if row["author"]["is_bot"]]
    return [
        (datetime.fromisoformat(row["created_at"]).astimezone(BERLIN), row)
        for row in rows
        if row["conversation"] in channels
    ]


def disturbing(story: Story) -> list[datetime]:
    """When something was said at night, on a weekend or on a holiday."""
    return [
        at
        for at, _ in posted(story)
        if not is_working_day(at.date(), "BW") or not time(8) <= at.time() < time(18, 1)
    ]


def sleep(story: Story, until: str) -> None:
    """Let the bot be down until a moment, and then work off what it has missed."""
    story.bot.kill()
    story.office.move_clock(until, wait=0)
    story.bot.start()
    story.office.move_clock(until)


def count(story: Story, words: str, block_key: str = "basics") -> int:
    """How many cards with these words stand in a block's channel."""
    return len(story.cards_saying(words, story.office.channel(CHANNELS[block_key])))


def test_a_block_is_announced_in_its_own_channel_some_working_days_before(story: Story) -> None:
    story.set_up()
    story.office.move_clock("2027-03-25T08:59:00+01:00")
    assert count(story, "Demnächst") == 0
    story.office.move_clock("2027-03-25T09:00:30+01:00")
    card = story.card_saying("Demnächst", story.office.channel(CHANNELS["basics"]))
    assert "1. April 2027" in card.words
    assert card.actions == ()
    assert count(story, "Demnächst", "planning_areas") == 0


def test_the_first_block_is_not_announced_right_after_the_process_was(story: Story) -> None:
    story.office.move_clock("2027-03-24T12:00:00+01:00")
    story.set_up(staff_council_agreed_on="2026-11-02")
    story.office.move_clock(OPENED)
    assert count(story, "Demnächst") == 0
    story.office.move_clock("2027-04-29T12:00:00+02:00")
    assert count(story, "Demnächst", "planning_areas") == 1


def test_closing_says_thanks_with_the_count_that_the_card_has_shown(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    story.office.move_clock("2027-04-21T17:30:00+02:00")
    for person in story.staff[6:11]:
        story.answer(person, card)
    story.office.move_clock(CLOSED)
    thanks = story.card_saying("Vielen Dank", story.office.channel(CHANNELS["basics"]))
    # Ten have been reached since the last full hour, and nobody learns so from this card.
    assert "mindestens 5 Antworten" in thanks.words
    assert "28. April 2027" in thanks.words


def test_thanks_tell_no_number_when_the_card_has_told_none(story: Story) -> None:
    story.answer(story.staff[0], story.open_block())
    story.office.move_clock(CLOSED)
    thanks = story.card_saying("Vielen Dank", story.office.channel(CHANNELS["basics"]))
    assert "Antworten" not in thanks.words.replace("Die Antworten werden jetzt ausgewertet", "")


@pytest.mark.parametrize(
    ("asleep_until", "reminded"),
    [
        # Due on Tuesday at nine; it closes on Wednesday at six in the evening.
        ("2027-04-20T12:00:00+02:00", "2027-04-20T12:00"),
        ("2027-04-20T22:00:00+02:00", "2027-04-21T08:00"),
    ],
)
def test_a_reminder_that_was_slept_through_comes_in_the_next_speaking_hours(
    story: Story, asleep_until: str, reminded: str
) -> None:
    story.open_block()
    story.office.move_clock("2027-04-19T12:00:00+02:00")
    sleep(story, asleep_until)
    story.office.move_clock("2027-04-21T12:00:00+02:00")
    said = [at for at, row in posted(story) if "Noch offen" in str(row["card"])]
    assert f"{said[-1]:%Y-%m-%dT%H:%M}" == reminded
    assert len(said) == 2


def test_two_reminders_that_were_slept_through_become_one(story: Story) -> None:
    story.open_block()
    sleep(story, BEFORE_CLOSING)
    assert count(story, "Noch offen") == 1
    states = story.rows("SELECT state FROM calendar_entries WHERE kind = 'reminds' ORDER BY due_at")
    assert ("dropped",) in states


def test_a_block_closes_at_night_after_an_outage_and_is_thanked_for_in_the_morning(
    story: Story,
) -> None:
    story.answer(story.staff[0], story.open_block())
    sleep(story, NIGHT_AFTER_CLOSING)
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]
    assert count(story, "Vielen Dank") == 0
    story.office.move_clock("2027-04-22T08:00:30+02:00")
    assert count(story, "Vielen Dank") == 1


def test_results_that_were_slept_through_come_for_everybody_in_the_morning(story: Story) -> None:
    story.open_block()
    # From Wednesday, the day of publication, to Saturday.
    sleep(story, "2027-05-01T12:00:00+02:00")
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]
    story.office.move_clock("2027-05-03T08:00:30+02:00")
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("published",)]
    assert count(story, "Ergebnisse: ") == 1


def test_the_day_of_the_decision_is_not_told_on_another_day(story: Story) -> None:
    story.set_up()
    sleep(story, "2027-07-16T12:00:00+02:00")
    assert story.cards_saying("Heute:", story.office.channel()) == []


def test_outages_over_nights_and_holidays_disturb_nobody(story: Story) -> None:
    story.set_up()
    for awake_until, asleep_until in (
        ("2027-03-25T08:30:00+01:00", "2027-03-27T03:00:00+01:00"),  # Saturday before Easter
        ("2027-03-31T12:00:00+02:00", "2027-04-01T23:30:00+02:00"),  # past the first opening
        ("2027-04-13T20:00:00+02:00", "2027-04-18T12:00:00+02:00"),  # a Sunday after a reminder
        ("2027-04-21T09:00:00+02:00", "2027-04-21T23:00:00+02:00"),  # past the closing
        ("2027-04-27T12:00:00+02:00", "2027-05-01T00:30:00+02:00"),  # Labour Day, past results
        ("2027-05-26T17:59:00+02:00", "2027-05-27T10:00:00+02:00"),  # Corpus Christi
        ("2027-06-11T09:00:00+02:00", "2027-06-13T12:00:00+02:00"),
        ("2027-07-14T21:00:00+02:00", "2027-07-15T21:00:00+02:00"),  # past the decision
    ):
        story.office.move_clock(awake_until)
        sleep(story, asleep_until)
    story.office.move_clock("2027-08-02T12:00:00+02:00")
    assert disturbing(story) == []
    assert [count(story, "Ergebnisse: ", key) for key in CHANNELS] == [1, 1, 1]
    assert count(story, "Das steht fest") + count(story, "abgeschlossen") == 1
