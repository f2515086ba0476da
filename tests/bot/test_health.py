"""`/healthz` and `/readyz`: alive is who answers, ready is who can do all of the work."""

import asyncio
import json
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import aiohttp

from bot.clock import RealClock
from bot.door.signing_keys import SigningKeys
from bot.health import Health
from bot.leader import Leader
from bot.operation.pulse import LATE_S, Pulse
from bot.writer import Writer
from storage.database import Database
from tests.bot_process import free_port
from tests.journeys.story import Story, told
from tests.postgres import running_postgres

WELL = {
    "database": True,
    "migrations": True,
    "signing_keys": True,
    "leader": True,
    "calendar": True,
    "courier": True,
}
SO_FAR = {"database": True, "migrations": True, "signing_keys": False}


def test_whoever_can_do_everything_is_ready(shared: Story) -> None:
    assert ready(shared) == (200, WELL)


def test_tables_of_another_version_make_it_not_ready(shared: Story) -> None:
    with closing(sqlite3.connect(shared.bot.database)) as kept:
        ((known,),) = kept.execute("SELECT version_num FROM alembic_version").fetchall()
        for version, status in (("9999", 503), (known, 200)):
            kept.execute("UPDATE alembic_version SET version_num = ?", (version,))
            kept.commit()
            assert ready(shared) == (status, {**WELL, "migrations": status == 200})
            assert alive(shared) == 200


def test_without_the_keys_of_microsoft_nobody_can_be_let_in(shared: Story) -> None:
    shared.bot.kill()
    known = shared.bot.environment["THEMENBLOCK_OPENID_METADATA"]
    shared.bot.environment["THEMENBLOCK_OPENID_METADATA"] = "https://127.0.0.1:1/nothing"
    shared.bot.launch()
    while not is_listening(shared):
        time.sleep(0.05)
    assert ready(shared) == (503, {**WELL, "signing_keys": False})
    assert alive(shared) == 200
    shared.bot.environment["THEMENBLOCK_OPENID_METADATA"] = known
    shared.bot.restart()


def test_a_database_that_goes_away_makes_it_not_ready_until_it_is_back(tmp_path: Path) -> None:
    with running_postgres() as server, told(tmp_path, database_url=server.new_database()) as story:
        story.bot.environment["THEMENBLOCK_METRICS_PORT"] = str(free_port())
        story.bot.restart()
        server.crash()
        assert ready(story) == (503, {**WELL, "database": False, "migrations": False})
        assert alive(story) == 200
        known = metrics(story)
        assert "themenblock_database_up 0.0" in known
        assert 'themenblock_outbox_messages{state="dead"} NaN' in known
        server.start()
        deadline = time.monotonic() + 30
        while ready(story) != (200, WELL):
            assert time.monotonic() < deadline


def test_a_loop_that_hangs_or_has_ended_is_not_there() -> None:
    now = [0.0]
    pulse = Pulse(lambda: now[0])
    now[0] += LATE_S - 1
    seen = [pulse.is_there]
    now[0] += 1
    seen.append(pulse.is_there)
    for change in (pulse.beat, pulse.end, pulse.beat):
        change()
        seen.append(pulse.is_there)
    assert seen == [True, False, True, False, False]


async def test_a_duty_that_hangs_and_a_leader_that_has_ended_are_told(tmp_path: Path) -> None:
    now = [0.0]
    hanging = Pulse(lambda: now[0])
    with closing(Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")) as database:
        database.migrate()
        async with aiohttp.ClientSession() as session:
            writer = Writer(database)
            leader = Leader(writer, RealClock(), (lambda _epoch: asyncio.sleep(3600),))
            keys = SigningKeys(session, "https://127.0.0.1:1/nothing")
            health = Health(writer, keys, leader, {"calendar": hanging})
            leading = asyncio.create_task(leader.run())
            await _until(lambda: leader.is_leading)
            assert await health.facts() == {**SO_FAR, "leader": True, "calendar": True}
            now[0] += LATE_S
            assert await health.facts() == {**SO_FAR, "leader": True, "calendar": False}
            leading.cancel()
            await asyncio.wait({leading})
            # Without the lead the calendar is somebody else's.
            assert await health.facts() == {**SO_FAR, "leader": False, "calendar": True}
            writer.close()


async def test_a_duty_that_dies_is_taken_up_anew(tmp_path: Path) -> None:
    epochs: list[int] = []

    async def dies_once(epoch: int) -> None:
        epochs.append(epoch)
        if len(epochs) == 1:
            raise OSError
        await asyncio.sleep(3600)

    with closing(Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")) as database:
        database.migrate()
        writer = Writer(database)
        leader = Leader(writer, RealClock(), (dies_once,))
        leading = asyncio.create_task(leader.run())
        await _until(lambda: len(epochs) == 2)
        assert (epochs, leader.pulse.is_there) == ([1, 2], True)
        leading.cancel()
        await asyncio.wait({leading})
        writer.close()


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # noqa: ASYNC110 - the program has no reason to tell tests
        await asyncio.sleep(0.01)


def ready(story: Story) -> tuple[int, dict[str, bool]]:
    """What `/readyz` says."""
    status, body = _get(story, "/readyz")
    return status, dict(json.loads(body))


def is_listening(story: Story) -> bool:
    """Whether the process answers anything yet."""
    try:
        return alive(story) == 200
    except urllib.error.URLError:
        return False


def alive(story: Story) -> int:
    """What `/healthz` says."""
    return _get(story, "/healthz")[0]


def metrics(story: Story) -> str:
    """What `/metrics` says."""
    port = int(story.bot.environment["THEMENBLOCK_METRICS_PORT"])
    return _get(story, "/metrics", port)[1].decode("utf-8")


def _get(story: Story, path: str, port: int = 0) -> tuple[int, bytes]:
    url = f"http://127.0.0.1:{port or story.bot.port}{path}"
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status), bytes(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, bytes(refused.read())
