"""The disk fills up under a running bot: kind words, no wrong receipt, and then it goes on."""

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.soak.people import SAVED, UNSURE
from tests.bot_process import Bot
from tests.crashes.office import Siege, Witness, besieged
from tests.crashes.small_disks import LimitedFiles, MountedDisk, SmallDisk, can_mount
from tests.journeys.story import CLOSED, Story

COUNT = 6
STATE = "SELECT state FROM topic_blocks WHERE position = 0"
FULL_SECONDS = 2.0
GOOD_SECONDS = 1.5
# Where nothing can be mounted, what is full is the process's allowance for the size of files.
KINDS = [LimitedFiles, *([MountedDisk] if can_mount() else [])]


@pytest.fixture
def siege(tmp_path: Path) -> Iterator[Siege]:
    """An office with its database in a file."""
    with besieged(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_told_kindly_and_passes_without_a_restart(
    siege: Siege, kind: Callable[[Bot], SmallDisk]
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    bot = siege.story.bot
    disk, process_id, witness = kind(bot), bot.process_id, Witness(siege, siege.story.staff[-1])
    with siege.under_load(seed):
        time.sleep(GOOD_SECONDS)
        disk.fill()
        time.sleep(FULL_SECONDS)
        assert UNSURE in witness.send().words
        assert bot.says("healthz") == 200
        disk.empty()
        time.sleep(GOOD_SECONDS)
    witness.come_back()
    assert SAVED in witness.send().words
    assert bot.process_id == process_id
    disk.leave()
    assert siege.faults_while_open() == [], f"seed {seed}"
    assert siege.faults_of_sealing() == [], f"seed {seed}"


def test_what_a_full_disk_keeps_from_being_sealed_is_sealed_when_there_is_space(
    story: Story,
) -> None:
    card = story.open_block()
    for person in story.staff[:COUNT]:
        story.answer(person, card)
    disk = LimitedFiles(story.bot)
    disk.fill()
    story.office.move_clock(CLOSED, wait=0)
    deadline = time.monotonic() + 20
    while not re.search(r'"calendar_\w*failed"', story.bot.log):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert story.rows(STATE) in ([("open",)], [("closed",)])
    disk.empty()
    story.office.move_clock(CLOSED)
    assert story.rows(STATE) == [("sealed",)]
    assert story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''") == [(COUNT,)]
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]
    assert list(story.bot.key_directory.glob("*.*.key")) == []
