"""The bot is killed at any moment, again and again: what was acknowledged is there, once, whole."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.soak.weather import await_worst_moment
from tests.bot_process import Bot
from tests.crashes.office import Siege, besieged
from tests.postgres import empty_database_url

KILLS = 60
LEAST_ACKNOWLEDGED = 30
AT_WORK_SECONDS = (0.0, 0.3)
MOST_RECEIPTS = 4
LONGEST_WAIT_SECONDS = 3.0


@pytest.fixture(params=["sqlite", "postgresql"])
def siege(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Siege]:
    """An office on an empty database of either kind."""
    url = empty_database_url(request, tmp_path / "kept.db")
    with besieged(tmp_path, url) as opened:
        yield opened


@pytest.fixture
def replicas(siege: Siege, tmp_path: Path) -> Iterator[list[Bot]]:
    """Where several processes may share a database, another one."""
    if siege.story.bot.database_url.startswith("sqlite"):
        yield []
        return
    second = siege.story.bot.replica(tmp_path / "replica")
    second.start()
    yield [second]
    second.stop()


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    siege: Siege, replicas: list[Bot]
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    bots = [siege.story.bot, *replicas]
    siege.story.office.set_bot(*(bot.url for bot in bots))
    with siege.under_load(seed), ThreadPoolExecutor(len(bots)) as killers:
        share = KILLS // len(bots)
        seeds = [f"{seed} {place}" for place in range(len(bots))]
        list(killers.map(lambda bot, own: _kill(bot, share, siege, own), bots, seeds))
    assert siege.lost == [], f"seed {seed}"
    assert siege.faults_while_open() == [], f"seed {seed}"
    assert siege.acknowledged_count > LEAST_ACKNOWLEDGED, f"seed {seed}"
    assert siege.figures.counts["kills"] == KILLS
    assert siege.faults_of_sealing() == [], f"seed {seed}"
    assert list(siege.audit.of_messages()) == [], f"seed {seed}"


def _kill(bot: Bot, times: int, siege: Siege, seed: str) -> None:
    dice = random.Random(seed)
    for number in range(times):
        # Half of the time somebody is waiting for their receipt, half of the time it is any moment.
        if number % 2:
            siege.await_receipts(dice.randint(1, MOST_RECEIPTS), at_most=LONGEST_WAIT_SECONDS)
            await_worst_moment(siege.ledger, dice)
        else:
            time.sleep(dice.uniform(*AT_WORK_SECONDS))
        bot.kill()
        siege.figures.count("kills")
        bot.start()
        siege.lost += siege.audit.at_this_moment()
