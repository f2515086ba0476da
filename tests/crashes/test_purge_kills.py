"""A purge is killed at any of its steps and begun again: all of it gone, or nothing yet."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from dialogs.duties.purge_process import purge_process
from storage.database import Database
from tests.cards.examples import PROCESS
from tests.dialogs.published_process import RESULT, WISH, keep_published_process
from tests.dialogs.test_purge_process import EVERYTHING, VOTES, exported
from tests.kept import rows
from tests.nursery import start

STRIDE = 12
LONGEST_SECONDS = 20.0
SECRETS = (WISH.encode(), RESULT.encode(), PROCESS.process_id.encode())


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A database with a process that is over, whose records were exported."""
    with closing(Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")) as database:
        database.migrate()
        keep_published_process(database)
        exported(database, VOTES)
    return tmp_path


def test_killed_at_any_step_it_is_made_good_by_the_next_run(original: Path) -> None:
    whole = another(original, 0)
    steps, proven = purge_and_die(whole, 0).split()
    assert (proven, left_in(whole)) == ("True", [])
    for step in range(random.randint(1, STRIDE), int(steps) + 1, STRIDE):
        place = another(original, step)
        assert purge_and_die(place, step) == "", f"step {step} of {steps} was not its last"
        kept = rows(f"sqlite:///{place}/kept.db", "SELECT count(*) FROM sealed_texts")
        assert kept in ([(7,)], [(0,)])
        with closing(Database(f"sqlite:///{place}/kept.db", place / "keys")) as database:
            report = purge_process(PROCESS.process_id, EVERYTHING, "command_line", database)
        assert report.is_proven, f"after step {step}: {report}"
        assert left_in(place) == [], f"after step {step}"


def another(original: Path, number: int) -> Path:
    """A copy of the database and its keys."""
    place = original / f"copy-{number}"
    shutil.copytree(original / "keys", place / "keys")
    shutil.copyfile(original / "kept.db", place / "kept.db")
    return place


def purge_and_die(place: Path, step: int) -> str:
    """Purge in a process of its own that is killed at a step; what it has claimed."""
    log = place / f"log-{step}"
    given = [f"sqlite:///{place}/kept.db", str(place / "keys"), str(step)]
    process = start("tests.crashes.purging", given, log=log)
    assert process.is_over(LONGEST_SECONDS)
    return log.read_text("utf-8")


def left_in(place: Path) -> list[bytes]:
    """What is still in a file of the database."""
    contents = [file.read_bytes() for file in place.glob("kept.db*")]
    return [secret for secret in SECRETS if any(secret in content for content in contents)]
