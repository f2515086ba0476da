"""Sealing is killed at any of its steps and begun again: sealed once, keys gone, nothing left."""

import random
import shutil
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from dialogs.seal_block import seal_block
from participation.process import BlockState
from storage.database import Database
from storage.engines import RewriteBlockedError
from tests.cards.examples import BLOCK, PROCESS
from tests.dialogs.closed_block import CLOSED, COUNT, keep_closed_block
from tests.kept import rows
from tests.nursery import start
from tests.postgres import Postgres

# On PostgreSQL a death takes longer to look at: every fourth step, from another one each time.
STRIDES = {"sqlite": 1, "postgresql": 4}
LONGEST_SECONDS = 20.0
EMPTIED = ("responses", "receipts", "deliveries", "drafts")


@dataclass
class Copies:
    """Copies of a closed block, each with its key, on one kind of database."""

    directory: Path
    original: str
    secrets: tuple[bytes, ...]
    server: Postgres | None
    number: int = 0

    def another(self) -> tuple[str, Path]:
        """Where another copy is, and its keys."""
        self.number += 1
        place = self.directory / f"copy-{self.number}"
        shutil.copytree(self.directory / "keys", place / "keys")
        if self.server:
            return self.server.new_database(self.original), place / "keys"
        shutil.copyfile(self.directory / "kept.db", place / "kept.db")
        return f"sqlite:///{place}/kept.db", place / "keys"

    def are_secrets_in(self, url: str) -> bool:
        """Whether a file of a copy still has what is to be forgotten."""
        if self.server:
            return self.server.holds_any(self.secrets, url)
        files = Path(url.removeprefix("sqlite:///")).parent.glob("kept.db*")
        contents = [file.read_bytes() for file in files]
        return any(secret in content for content in contents for secret in self.secrets)


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Copies:
    """A closed block, to be sealed again and again."""
    server: Postgres | None = None
    url = f"sqlite:///{tmp_path}/kept.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        assert server
        url = server.new_database()
    with closing(Database(url, tmp_path / "keys")) as database:
        database.migrate()
        secrets = keep_closed_block(database)
    return Copies(tmp_path, url, secrets, server)


def test_killed_at_any_step_a_block_is_sealed_once_and_nothing_is_left(copies: Copies) -> None:
    url, keys = copies.another()
    assert copies.are_secrets_in(url)
    steps = int(seal_and_die(url, keys, 0))
    assert_sealed(copies, url, keys)
    stride = STRIDES[url.partition(":")[0]]
    assert steps > 8 * stride
    for step in range(random.randint(1, stride), steps + 1, stride):
        url, keys = copies.another()
        assert seal_and_die(url, keys, step) == "", f"step {step} of {steps} was not its last"
        assert_claims_nothing_too_early(copies, url, keys)
        seal_patiently(url, keys)
        assert_sealed(copies, url, keys)


def seal_and_die(url: str, keys: Path, step: int) -> str:
    """Seal in a process of its own that is killed at a step; what it has printed."""
    log = keys.parent / f"log-{step}"
    process = start("tests.crashes.sealing", [url, str(keys), str(step)], log=log)
    assert process.is_over(LONGEST_SECONDS)
    return log.read_text("utf-8")


def seal_patiently(url: str, keys: Path) -> None:
    """Seal as the calendar does, again while what the dead one has begun holds it up."""
    deadline = time.monotonic() + LONGEST_SECONDS
    with closing(Database(url, keys)) as database:
        while True:
            try:
                seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
            except RewriteBlockedError:
                assert time.monotonic() < deadline
            else:
                return


def assert_claims_nothing_too_early(copies: Copies, url: str, keys: Path) -> None:
    """What a dead process has left is either not called sealed, or it is."""
    ((state,),) = rows(url, "SELECT state FROM topic_blocks")
    if state == BlockState.SEALED:
        assert_sealed(copies, url, keys)
    elif not list(keys.glob("*.*.key")):
        assert not copies.are_secrets_in(url)


def assert_sealed(copies: Copies, url: str, keys: Path) -> None:
    """Counted once, told once, and nothing left that could be tied to anybody."""
    assert rows(url, "SELECT state FROM topic_blocks") == [("sealed",)]
    assert rows(url, "SELECT sum(number) FROM frozen_counts WHERE item = ''") == [(COUNT,)]
    assert rows(url, "SELECT count(*) FROM vote_rows") == [(COUNT,)]
    acts = "SELECT count(*) FROM audit_entries WHERE act = 'seal_block'"
    assert rows(url, acts) == [(1,)]
    assert left_in(url, EMPTIED) == 0
    assert list(keys.glob("*.*.key")) == []
    assert not copies.are_secrets_in(url)


def left_in(url: str, tables: Sequence[str]) -> int:
    """How many rows some tables have."""
    return sum(rows(url, f"SELECT count(*) FROM {table}")[0][0] for table in tables)
