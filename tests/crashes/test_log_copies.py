"""SQLite's write-ahead log, cut off or damaged anywhere: what is left is a whole past."""

import json
import random
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from participation.responses import Response
from storage.database import Database
from storage.unit_of_work import UnitOfWork

BLOCK_ID = "process:block"
COPIES = 120
COMMITS = 80
PEOPLE = 25
MOST_TOGETHER = 4
LONGEST_WORDS = 40

State = tuple[frozenset[tuple[bytes, str]], frozenset[bytes], frozenset[bytes]]


@dataclass
class History:
    """Answers that come one after another, and how everything stood after each commit."""

    database: Database
    dice: random.Random
    ballots: list[bytes] = field(default_factory=list)
    states: list[State] = field(default_factory=list)

    def go_on(self) -> None:
        """Let some people answer, change or withdraw in one commit, and note what is kept."""
        works = [self._work() for _ in range(self.dice.randint(1, MOST_TOGETHER))]
        assert all(one.fault is None for one in self.database.write_group(works))
        self.states.append(state_of(self.database))

    def _work(self) -> "Deed":
        ballot = self.dice.choice(self.ballots)
        words = " ".join("Wort" for _ in range(self.dice.randint(1, LONGEST_WORDS)))
        return Deed(ballot, {} if self.dice.random() < 0.2 else {"a": words, "b": words})


@dataclass(frozen=True)
class Deed:
    """Somebody answers; without an answer, they withdraw."""

    ballot: bytes
    answers: dict[str, str]

    def __call__(self, uow: UnitOfWork) -> None:
        """Do it, as a dialog does."""
        uow.responses.note_delivery(BLOCK_ID, secrets.token_bytes(16))
        receipt = self.ballot[::-1]
        if not self.answers:
            uow.responses.remove(BLOCK_ID, ballot=self.ballot, receipt=receipt)
            return
        response = Response(department="511", answers=self.answers)
        uow.responses.put(BLOCK_ID, ballot=self.ballot, receipt=receipt, response=response)


@pytest.fixture
def seed() -> int:
    """Another one each time."""
    return random.SystemRandom().randrange(10**6)


@pytest.fixture
def history(tmp_path: Path, seed: int) -> Iterator[History]:
    """Eighty commits that are in the log only, as right before a power cut."""
    database = Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")
    database.migrate()
    database.rewrite()
    told = History(database, random.Random(seed), [secrets.token_bytes(16) for _ in range(PEOPLE)])
    told.states.append(state_of(database))
    for _ in range(COMMITS):
        told.go_on()
    yield told
    database.close()


@pytest.mark.parametrize("harm", ["cut", "flip"])
def test_a_log_cut_or_damaged_anywhere_opens_to_a_state_that_once_was(
    history: History, tmp_path: Path, seed: int, harm: str
) -> None:
    log = (tmp_path / "kept.db-wal").read_bytes()
    reached = set()
    for number in range(COPIES):
        at = history.dice.randrange(len(log))
        harmed = log[:at] if harm == "cut" else _flipped(log, at, history.dice.randrange(8))
        state = _opened(tmp_path, number, harmed)
        assert state in history.states, f"seed {seed}: copy {number}, {harm} at byte {at}"
        reached.add(state)
    # The copies do differ: a check that always sees the same proves nothing.
    assert len(reached) > COPIES / 4


def test_an_unharmed_copy_has_everything(history: History, tmp_path: Path) -> None:
    log = (tmp_path / "kept.db-wal").read_bytes()
    assert _opened(tmp_path, 0, log) == history.states[-1]
    assert _opened(tmp_path, 1, b"") == history.states[0]
    assert len(set(history.states)) == COMMITS + 1


def state_of(database: Database) -> State:
    """Everything that answers leave behind, decoded."""
    with database.reading() as connection:
        answers = connection.execute(text("SELECT ballot, answers FROM responses"))
        receipts = connection.execute(text("SELECT receipt FROM receipts")).scalars()
        deliveries = connection.execute(text("SELECT delivery FROM deliveries")).scalars()
        decoded = ((ballot, repr(sorted(json.loads(told).items()))) for ballot, told in answers)
        return frozenset(decoded), frozenset(receipts), frozenset(deliveries)


def _opened(directory: Path, number: int, log: bytes) -> State:
    """Start on a copy with this log, as after a power cut, and go on."""
    file = directory / f"copy-{number}.db"
    shutil.copyfile(directory / "kept.db", file)
    file.with_name(f"{file.name}-wal").write_bytes(log)
    with closing(Database(f"sqlite:///{file}", directory / "keys")) as copy:
        copy.migrate()
        with copy.reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        state = state_of(copy)
        with copy.write() as uow:
            Deed(secrets.token_bytes(16), {"a": "Neues"})(uow)
        assert len(state_of(copy)[0]) == len(state[0]) + 1
    return state


def _flipped(log: bytes, at: int, bit: int) -> bytes:
    return log[:at] + bytes([log[at] ^ (1 << bit)]) + log[at + 1 :]
