"""A hundred schedules in the nights in which the clocks change, kept by four processes that die.

Each fires once, at the right instant: a time that does not exist moves forward, and one that exists
twice is taken the first time.
"""

import random
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path

import psycopg
import pytest

from dialogs.calendar.plan import entries_of
from dialogs.calendar.posts import started_key
from participation.process import Process
from storage.database import Database
from tests.bot.calendar_replica import NIGHT, SPEED, calendar_at
from tests.cards.examples import PROCESS
from tests.dialogs.sleepy_bot import TEAM, blocks_of
from tests.kept import rows
from tests.nursery import Grown, start
from tests.participation.examples import small
from tests.postgres import Postgres

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
EDGES = ("01:59", "02:00", "02:01", "02:30", "02:59", "03:00", "03:01")
REPLICAS = 4
PATIENCE_S = 60.0
BOTH_NIGHTS_S = 2 * NIGHT.total_seconds() / SPEED
FIRED = """
CREATE TABLE fired (process_id text, state text, at timestamptz DEFAULT clock_timestamp());
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO fired VALUES (NEW.process_id, NEW.state); RETURN NEW; END $$;
CREATE TRIGGER noted AFTER UPDATE ON calendar_entries FOR EACH ROW EXECUTE FUNCTION note();
"""
"""Keeps every firing with the server's own time, whatever the program thinks it does."""


@dataclass(frozen=True)
class Schedule:
    """One block that opens at a wall time on a day."""

    day: date
    at: str

    @property
    def due_at(self) -> datetime:
        """The right instant, by hand: German time is UTC+1, and UTC+2 in summer."""
        is_before = self.at < ("02:00" if self.day == SPRING else "03:00")
        # 02:30 does not exist in spring: the night goes on as if the clocks had not changed.
        is_summer = self.day == SPRING and self.at >= "03:00"
        is_summer |= self.day == AUTUMN and is_before
        shown = datetime.combine(self.day, wall_time.fromisoformat(self.at), UTC)
        return shown - timedelta(hours=2 if is_summer else 1)

    @property
    def name(self) -> str:
        """A name for its process, of hexadecimal digits."""
        return f"{self.day:%m}{self.at}".replace(":", "").zfill(32)

    @property
    def process(self) -> Process:
        """A process whose first block opens then."""
        dates = {"opens_on": self.day, "closes_on": self.day + timedelta(days=300)}
        first, *others = small().topic_blocks
        template = small().model_copy(
            update={
                "time_zone": "Europe/Berlin",
                "topic_blocks": (first.model_copy(update=dates), *others),
                "daily_times": small().daily_times.model_copy(
                    update={"opens": wall_time.fromisoformat(self.at)}
                ),
            }
        )
        return replace(PROCESS, process_id=self.name, template=template)


def a_hundred() -> list[Schedule]:
    """The edges of both nights, and times in between, all different."""
    minutes = [f"{hour:02}:{minute:02}" for hour in range(5) for minute in range(60)]
    found = []
    for day, seed in ((SPRING, 1), (AUTUMN, 2)):
        others = [minute for minute in minutes[1:] if minute not in EDGES]
        chosen = [*EDGES, *random.Random(seed).sample(others, 50 - len(EDGES))]
        found += [Schedule(day, minute) for minute in chosen]
    return found


@pytest.fixture
def url(postgres: Postgres, tmp_path: Path) -> str:
    """A database with all schedules, which notes by itself what fires."""
    fresh = postgres.new_database()
    with closing(Database(fresh, tmp_path / "keys")) as database:
        database.migrate()
        with database.write() as uow:
            uow.teams.ensure(TEAM)
            for schedule in a_hundred():
                process = schedule.process
                uow.processes.add(process, blocks_of(process))
                uow.outbox.post(started_key(process.process_id), TEAM, {})
                uow.calendar.add(
                    tuple(
                        entry
                        for entry in entries_of(process)
                        if (entry.kind, entry.due_on) == ("opens", schedule.day)
                    )
                )
    with psycopg.connect(fresh, autocommit=True) as server:
        server.execute(FIRED.encode())
    return fresh


@contextmanager
def replicas(url: str, directory: Path, began_s: float) -> Iterator[list[Grown]]:
    """Four processes; whoever takes one out and kills it puts another in."""
    running = [_replica(url, directory, began_s) for _ in range(REPLICAS)]
    try:
        yield running
    finally:
        for one in running:
            one.end(signal.SIGKILL, PATIENCE_S)


def _replica(url: str, directory: Path, began_s: float) -> Grown:
    given = [url, str(directory / "keys"), str(began_s)]
    return start("tests.bot.calendar_replica", given, log=directory / "replicas.log")


def test_each_fires_once_at_its_instant_though_processes_are_killed(
    url: str, tmp_path: Path
) -> None:
    chance = random.Random(20270328)
    began_s = time.time() + 1
    deadline = began_s + PATIENCE_S
    with replicas(url, tmp_path, began_s) as running:
        while _count(url, "waiting"):
            assert time.time() < deadline, (tmp_path / "replicas.log").read_text("utf-8")
            time.sleep(chance.uniform(0.3, 0.9))
            if time.time() > began_s + BOTH_NIGHTS_S:
                continue  # What is left over is worked off in peace.
            # The one that leads every other time, else any.
            leader = _leader(url) if chance.random() < 0.5 else None
            victim = next((one for one in running if one.pid == leader), chance.choice(running))
            running.remove(victim)
            victim.end(signal.SIGKILL, PATIENCE_S)
            running.append(_replica(url, tmp_path, began_s))
    _assert_each_fired_once_and_not_early(url, began_s)
    ((takeovers,),) = rows(url, "SELECT epoch FROM leadership")
    assert takeovers > 2
    assert len(list((tmp_path / "keys").glob("*.*.key"))) == 100


def _assert_each_fired_once_and_not_early(url: str, began_s: float) -> None:
    due = dict(rows(url, "SELECT process_id, due_at FROM calendar_entries"))
    fired = rows(url, "SELECT process_id, state, at FROM fired")
    expected = {one.name: one.due_at for one in a_hundred()}
    assert {name: at.replace(tzinfo=UTC) for name, at in due.items()} == expected
    assert sorted(name for name, _, _ in fired) == sorted(expected)
    assert {state for _, state, _ in fired} == {"done"}
    for name, _, at in fired:
        assert calendar_at(at.timestamp(), began_s) >= expected[name]
    opened = rows(url, "SELECT count(*) FROM topic_blocks WHERE state = 'open'")
    said = rows(url, "SELECT count(*), count(DISTINCT process_id) FROM outbox WHERE key ~ '^open:'")
    assert (opened, said) == ([(100,)], [(100, 100)])


def _leader(url: str) -> int | None:
    found = rows(url, "SELECT holder FROM leadership")
    return int(found[0][0].rpartition(":")[2]) if found else None


def _count(url: str, state: str) -> int:
    ((count,),) = rows(url, f"SELECT count(*) FROM calendar_entries WHERE state = '{state}'")
    return int(count)
