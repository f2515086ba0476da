"""A backup brought back without keys: its open block closes and is sealed, and never reopens."""

from pathlib import Path

import pytest

from tests.journeys.leading import confirm, status
from tests.journeys.story import BEFORE_CLOSING, CHANNELS, CLOSED, OPENED, PUBLISHED, Story
from tests.office import Message
from tests.postgres import Postgres

COUNT = 7
EXTEND = "Verlängern: Grundverständnis und Ziele"
LOCKED = "Keine Antworten mehr möglich"
LONG_AFTER = "2027-04-30T12:00:00+02:00"


@pytest.fixture
def card(story: Story) -> Message:
    """The card of an open block that seven have answered."""
    opened = story.open_block()
    for person in story.staff[:COUNT]:
        story.answer(person, opened)
    return opened


def bring_back(story: Story, directory: Path, database_url: str = "") -> None:
    """Lose the machine, the keys included, and bring a backup back, perhaps to another database."""
    bot, file = story.bot, directory / "backup.db"
    if not file.exists():
        assert bot.command("backup", str(file)).returncode == 0
    bot.kill()
    for lost in (*bot.directory.glob("themenblock.db*"), *bot.key_directory.iterdir()):
        lost.unlink()
    bot.database_url = database_url or bot.database_url
    bot.environment["THEMENBLOCK_DATABASE_URL"] = bot.database_url
    done = bot.command("restore", str(file))
    assert done.returncode == 0, done.stderr
    bot.start()


def assert_locked(story: Story, card: Message) -> None:
    """Neither who has answered nor who has not can do anything, and no key has come to be."""
    for person in (story.staff[0], story.staff[COUNT]):
        seen = story.office.press(person, card, 0)
        assert LOCKED in seen.words
        assert seen.actions == ()
    assert list(story.bot.key_directory.glob("*.*.key")) == []


def test_nothing_that_its_lead_or_the_clock_does_reopens_it(
    story: Story, card: Message, tmp_path: Path
) -> None:
    bring_back(story, tmp_path)
    assert_locked(story, card)
    assert "Schlüssel" in status(story).words
    office = story.office
    office.submit(confirm(story, EXTEND, closes_on="2027-04-23"), "Ja, verlängern")
    assert_locked(story, card)
    office.submit(confirm(story, "Pausieren"), "Ja, pausieren")
    office.submit(confirm(story, "Fortsetzen"), "Ja, fortsetzen")
    assert_locked(story, card)
    office.move_clock("2027-03-30T12:00:00+02:00")
    office.move_clock(OPENED)
    story.bot.restart()
    assert_locked(story, card)
    office.move_clock(BEFORE_CLOSING)
    # Nobody is reminded of what they cannot do.
    assert story.cards_saying("Noch offen", card.conversation) == []
    office.move_clock(LONG_AFTER)
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("published",)]
    assert story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''") == [(COUNT,)]
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]


def test_brought_back_after_its_time_and_to_the_other_database_it_is_sealed_at_once(
    story: Story, card: Message, tmp_path: Path, postgres: Postgres
) -> None:
    ballots = [bytes(ballot) for (ballot,) in story.rows("SELECT ballot FROM responses")]
    file = tmp_path / "backup.db"
    assert story.bot.command("backup", str(file)).returncode == 0
    story.office.move_clock(CLOSED)
    bring_back(story, tmp_path, postgres.new_database())
    story.office.move_clock(PUBLISHED)
    results = story.card_saying(f"{COUNT} von 40", story.office.channel(CHANNELS["basics"]))
    assert "Jetzt teilnehmen" not in story.now_reads(results)
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("published",)]
    assert story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''") == [(COUNT,)]
    assert list(story.bot.key_directory.glob("*.*.key")) == []
    assert not postgres.holds_any(ballots, story.bot.database_url)
