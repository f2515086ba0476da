"""A database that cannot be used keeps the program from starting, and says what to do."""

import sqlite3
import subprocess
from contextlib import closing

import pytest

from tests.journeys.story import Story
from tests.postgres import Postgres


def test_a_second_process_on_the_same_file_is_refused(shared: Story) -> None:
    second = shared.bot.command("serve")
    assert second.returncode == 1
    assert "läuft schon ein Prozess" in second.stderr
    assert "Traceback" not in second.stderr
    # The first goes on as if nothing had been.
    assert shared.rows("SELECT count(*) FROM alembic_version") == [(1,)]


def test_after_a_sudden_end_the_file_is_free_at_once(shared: Story) -> None:
    shared.bot.kill()
    shared.bot.start()


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_newer_database_is_left_alone(shared: Story, language: str) -> None:
    shared.bot.stop()
    with closing(sqlite3.connect(shared.bot.database)) as kept:
        ((known,),) = kept.execute("SELECT version_num FROM alembic_version").fetchall()
        kept.execute("UPDATE alembic_version SET version_num = '9999'")
        kept.commit()
    refused = shared.bot.command("--language", language, "serve")
    with closing(sqlite3.connect(shared.bot.database)) as kept:
        kept.execute("UPDATE alembic_version SET version_num = ?", (known,))
        kept.commit()
    shared.bot.start()
    assert refused.returncode == 1
    assert "9999" in refused.stderr
    assert ("neuer als" if language == "de" else "newer than") in refused.stderr


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////nowhere/at/all/themenblock.db", "No such file"),
        ("postgresql://127.0.0.1:1/nothing", "lässt sich nicht benutzen"),
        ("mysql://127.0.0.1/nothing", "THEMENBLOCK_DATABASE_URL"),
    ],
)
def test_a_database_that_is_not_there_is_told_with_its_reason(
    shared: Story, url: str, said: str
) -> None:
    refused = _serve_on(shared, url)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_password_is_not_repeated(shared: Story, postgres: Postgres) -> None:
    url = f"postgresql://somebody:Brombeerhecke@127.0.0.1:{postgres.port}/nothing"
    refused = _serve_on(shared, url)
    assert refused.returncode == 1
    assert "Brombeerhecke" not in refused.stdout + refused.stderr


def _serve_on(story: Story, url: str) -> "subprocess.CompletedProcess[str]":
    known = story.bot.environment
    story.bot.environment = {**known, "THEMENBLOCK_DATABASE_URL": url}
    try:
        return story.bot.command("serve")
    finally:
        story.bot.environment = known
