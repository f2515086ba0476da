"""The disk fills up under a running bot: kind words, no wrong receipt, and then it goes on."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.soak.people import SAVED, UNSURE
from tests.bot_process import Bot
from tests.crashes.office import Siege, Witness, besieged
from tests.crashes.small_disks import LimitedFiles, MountedDisk, SmallDisk, can_mount

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
