"""SIGTERM: turns that are underway are finished, the lead goes on at once, and nothing is lost."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bot_process import Bot
from tests.journeys.story import Story, told
from tests.postgres import Postgres

PATIENCE_S = 15.0


def test_a_turn_that_waits_for_teams_gets_its_answer(postgres: Postgres, tmp_path: Path) -> None:
    with told(tmp_path, database_url=postgres.new_database()) as story:
        card = story.open_block()
        replica = _replica(story, tmp_path / "replica")
        story.office.add_fault("roster", delay=1.5, count=None)
        with ThreadPoolExecutor(1) as pool:
            pressed = pool.submit(story.office.press, story.staff[0], card, "Jetzt teilnehmen")
            _until(lambda: story.office.faults()[0]["hits"] == 1)
            story.bot.stop()
            assert pressed.result(PATIENCE_S).kind == "dialog"
        _until(lambda: '"leads"' in replica.log)
        assert '"stopping"' in story.bot.log
        assert "_failed" not in story.bot.log
        story.office.clear_faults()
        story.office.set_bot(replica.url)
        assert "Vielen Dank" in story.answer(story.staff[0], card).words
        replica.stop()
        story.bot.start()


def test_what_was_acknowledged_is_kept_and_the_rest_can_be_sent_again(story: Story) -> None:
    card = story.open_block()
    people = story.staff[:8]
    pages = [story.walk(story.office.press(one, card, "Jetzt teilnehmen")) for one in people]
    with ThreadPoolExecutor(len(people)) as pool:
        sent = [pool.submit(story.office.submit, page, "Senden") for page in pages]
        _until(lambda: any(one.done() for one in sent))
        story.bot.stop()
        thanked = ["Vielen Dank" in one.result(PATIENCE_S).words for one in sent]
    ((kept,),) = story.rows("SELECT count(*) FROM responses")
    assert 1 <= sum(thanked) <= kept
    story.bot.start()
    for page, is_thanked in zip(pages, thanked, strict=True):
        if not is_thanked:
            story.office.submit(page, "Senden")
    assert story.rows("SELECT count(*) FROM responses") == [(len(people),)]


def _replica(story: Story, directory: Path) -> Bot:
    second = story.bot.replica(directory)
    second.start()
    return second


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)
