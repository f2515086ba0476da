"""`/healthz` and `/readyz`: alive is who answers, ready is who can do all of the work."""

import json
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from bot.operation.pulse import LATE_S, Pulse
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
        server.crash()
        assert ready(story) == (503, {**WELL, "database": False, "migrations": False})
        assert alive(story) == 200
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


def _get(story: Story, path: str) -> tuple[int, bytes]:
    url = f"http://127.0.0.1:{story.bot.port}{path}"
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status), bytes(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, bytes(refused.read())
