"""The event loop never waits for anything else than its next event.

Whole stories run in a bot with a watchdog (`tests/watchdog.py`), which would name what blocks.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot_process import Bot, free_port
from tests.journeys.story import CLOSED, PUBLISHED, Story, told
from tests.postgres import Postgres
from tests.watchdog import SIGN

BLOCKERS = {
    "time.sleep": "import time; time.sleep(0)",
    "open: /dev/null": "open('/dev/null').close()",
    "sqlite3.connect": "import sqlite3; sqlite3.connect(':memory:')",
    "sql: SELECT 1": (
        "import sqlalchemy as s; s.create_engine('sqlite://').connect().exec_driver_sql('SELECT 1')"
    ),
    "psycopg.connect": "import psycopg; psycopg.connect('host=127.0.0.1 port=1')",
    "socket.socket.connect": "import socket; socket.create_connection(('127.0.0.1', 1))",
    "socket.socket.recv": (
        "import socket; a, b = socket.socketpair(); a.send(b'x'); b.settimeout(1); b.recv(1)"
    ),
    "subprocess.Popen": "import subprocess; subprocess.run(['true'])",
    "no turn: slept": "import select; select.select([], [], [], 1)",
    "no turn: worked": "end = time.thread_time() + 1\n        while time.thread_time() < end: pass",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    """An office whose bot is watched."""
    url = ""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.new_database()
    with told(tmp_path, database_url=url) as fresh:
        watched(fresh.bot)
        yield fresh


def test_nothing_blocks_from_setting_up_to_the_results(story: Story) -> None:
    story.bot.environment["THEMENBLOCK_METRICS_PORT"] = str(free_port())
    story.bot.restart()
    card = story.open_block()
    for person in story.staff[:6]:
        assert "Vielen Dank" in story.answer(person, card, text="Mehr Zeit.").words
    for words in ("hilfe", "themen", "was wartet", "Unsinn"):
        story.office.say(story.staff[1], story.staff[1].chat, words)
    story.office.say(story.lead, story.office.channel(), "status", mention=True)
    late = story.walk(story.office.press(story.staff[6], card, "Jetzt teilnehmen"))
    story.office.move_clock(CLOSED)
    assert "geschlossen" in story.office.submit(late, "Senden").words
    story.office.move_clock(PUBLISHED)
    story.card_saying("Ergebnisse:", card.conversation)
    story.office.say(story.steering, story.steering.chat, "zusammenfassung")
    story.bot.stop()
    assert findings(story.bot) == []
    story.bot.start()


def test_nothing_blocks_in_any_replica_when_one_takes_over(
    postgres: Postgres, tmp_path: Path
) -> None:
    with told(tmp_path, database_url=postgres.new_database()) as story:
        watched(story.bot)
        second = story.bot.replica(tmp_path / "replica")
        watched(second)
        story.office.set_bot(story.bot.url, second.url)
        card = story.open_block()
        story.bot.kill()
        story.office.set_bot(second.url)
        assert "Vielen Dank" in story.answer(story.staff[0], card).words
        story.office.move_clock(CLOSED)
        postgres.stop()
        while '"leading_failed"' not in second.log:
            time.sleep(0.05)
        postgres.start()
        story.office.move_clock(PUBLISHED)
        second.stop()
        assert findings(story.bot) == findings(second) == []
        story.bot.start()


@pytest.fixture(scope="module")
def barking() -> "list[dict[str, object]]":
    """What the watchdog says while everything that it knows blocks a loop."""
    blocks = "".join(
        f"    with contextlib.suppress(Exception):\n        {one}\n    await asyncio.sleep(0.05)\n"
        for one in BLOCKERS.values()
    )
    program = (
        "import asyncio, contextlib\n"
        "from tests.watchdog import watch\n"
        "watch()\n"
        "async def block():\n"
        "    await asyncio.sleep(0.1)\n"
        f"{blocks}"
        "asyncio.run(block())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return _found(done.stderr)


@pytest.mark.parametrize("named", BLOCKERS)
def test_the_watchdog_names_what_blocks(barking: "list[dict[str, object]]", named: str) -> None:
    assert [one for one in barking if named in str(one["what"])], barking


def watched(bot: Bot) -> None:
    """Start a bot anew, or for the first time, with the watchdog."""
    bot.kill()
    bot.module = "tests.watched_bot"
    bot.start()


def findings(bot: Bot) -> list[dict[str, object]]:
    """What the watchdog has named."""
    return _found(bot.log)


def _found(log: str) -> "list[dict[str, object]]":
    return [json.loads(line) for line in log.splitlines() if SIGN in line]
