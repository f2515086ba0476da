"""Two processes on one PostgreSQL: any takes any turn, one leads, and the other takes over."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.bot_process import Bot
from tests.journeys.story import CHANNELS, CLOSED, OPENED, PUBLISHED, Story, told
from tests.postgres import Postgres

TAKE_OVER_S = 10.0


@pytest.fixture
def story(postgres: Postgres, tmp_path: Path) -> Iterator[Story]:
    """A fresh office with a bot on an empty database of the server."""
    with told(tmp_path, database_url=postgres.new_database()) as fresh:
        yield fresh


@pytest.fixture
def replica(story: Story, tmp_path: Path) -> Iterator[Bot]:
    """A second process on the same database and keys."""
    second = story.bot.replica(tmp_path / "replica")
    second.start()
    story.office.set_bot(story.bot.url, second.url)
    yield second
    second.stop()


def test_both_take_turns_and_nothing_is_said_or_counted_twice(story: Story, replica: Bot) -> None:
    card = story.open_block()
    people = story.staff[:8]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda person: story.answer(person, card), people))
    assert story.rows("SELECT count(*) FROM responses") == [(len(people),)]
    channel = story.office.channel(CHANNELS["basics"])
    assert len(story.cards_saying("Das steht fest", channel)) == 1
    story.office.move_clock(CLOSED)
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]
    story.office.move_clock(PUBLISHED)
    story.card_saying("Ergebnisse:", channel)
    assert len(story.cards_saying("Ergebnisse:", channel)) == 1
    assert story.office.traffic()["violation_count"] == 0
    assert leaders(story.bot) + leaders(replica) == 1


def test_the_other_takes_over_when_the_leader_dies(story: Story, replica: Bot) -> None:
    story.set_up()
    assert (leaders(story.bot), leaders(replica)) == (1, 0)
    story.bot.kill()
    died = time.monotonic()
    while leaders(replica) == 0:
        assert time.monotonic() - died < TAKE_OVER_S
        time.sleep(0.1)
    story.office.set_bot(replica.url)
    story.office.move_clock(OPENED)
    card = story.block_card("basics")
    assert "Vielen Dank" in story.answer(story.staff[0], card).words
    # Whoever comes back waits for its turn, and answers meanwhile.
    story.bot.start()
    story.office.set_bot(story.bot.url, replica.url)
    for person in story.staff[1:5]:
        assert "Vielen Dank" in story.answer(person, card).words
    assert leaders(story.bot) == 1
    assert len(story.cards_saying("Das steht fest", card.conversation)) == 1


def test_the_command_line_tells_which_process_leads(story: Story, replica: Bot) -> None:
    assert _holder(replica) == story.bot.process_id
    story.bot.kill()
    deadline = time.monotonic() + TAKE_OVER_S
    while _holder(replica) != replica.process_id:
        assert time.monotonic() < deadline
    story.bot.start()
    assert _holder(story.bot) == replica.process_id


def test_a_process_that_is_stopped_gives_the_lead_away_at_once(story: Story, replica: Bot) -> None:
    story.set_up()
    story.bot.stop()
    deadline = time.monotonic() + TAKE_OVER_S
    while leaders(replica) == 0:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    story.bot.start()


def _holder(bot: Bot) -> int | None:
    """The process that leads, by its number."""
    lead = json.loads(bot.command("status", "--json").stdout)["lead"]
    return int(lead["holder"].rpartition(":")[2]) if lead["is_running"] else None


def leaders(bot: Bot) -> int:
    """How often a process has begun to lead."""
    return bot.log.count('"leads"')
