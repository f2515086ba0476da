"""The whole way of a topic block with PostgreSQL behind the bot."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.journeys.story import BEFORE_CLOSING, CHANNELS, CLOSED, PUBLISHED, Story, told
from tests.postgres import Postgres


@pytest.fixture
def story(postgres: Postgres, tmp_path: Path) -> Iterator[Story]:
    """A fresh office with a bot on an empty database of the server."""
    with told(tmp_path, database_url=postgres.new_database()) as fresh:
        yield fresh


def test_a_block_is_answered_changed_withdrawn_sealed_and_shown(
    story: Story, postgres: Postgres
) -> None:
    card, (first, second, third, *_) = story.open_block(), story.staff
    story.office.colleagues(card, 12, seed=3, excepted=[story.lead, first, second, third])
    for person in (first, second, third):
        assert "Vielen Dank" in story.answer(person, card).words
    story.bot.restart()
    seen = story.first_page(first, card)
    assert (
        "Vielen Dank"
        in story.office.submit(story.walk(seen, vote="Stimme nicht zu"), "Senden").words
    )
    assert len(story.rows("SELECT ballot FROM responses")) == 15
    ballots = [bytes(ballot) for (ballot,) in story.rows("SELECT ballot FROM responses")]
    with psycopg.connect(story.bot.database_url, autocommit=True) as connection:
        connection.execute("ANALYZE")  # as the server does by itself now and then
    story.office.move_clock(BEFORE_CLOSING)
    story.office.move_clock(CLOSED)
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]
    assert story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''") == [(15,)]
    url = story.bot.database_url
    assert [ballot for ballot in ballots if postgres.holds(ballot, url)] == []
    story.office.move_clock(PUBLISHED)
    assert story.card_saying("15 von 40", story.office.channel(CHANNELS["basics"]))
    assert story.office.traffic()["violation_count"] == 0


def test_the_same_answer_sent_four_times_at_once_is_one_response(story: Story) -> None:
    card, person = story.open_block(), story.staff[0]
    seen = story.walk(story.office.press(person, card, "Jetzt teilnehmen"))
    barrier = threading.Barrier(4)

    def send(_number: int) -> str:
        barrier.wait()
        return story.office.submit(seen, "Senden").words

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(send, range(4)))
    assert all("Vielen Dank" in reply for reply in replies)
    assert len(set(replies)) == 1
    assert len(story.rows("SELECT 1 FROM responses")) == 1
