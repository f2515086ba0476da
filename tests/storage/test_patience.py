"""A rewrite that fails leaves nobody impatient who comes after it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database
from storage.engines.on_sqlite import BUSY_TIMEOUT_MS


def test_after_a_rewrite_that_failed_turns_wait_for_each_other_as_before(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    with closing(Database(f"sqlite:///{file}", tmp_path / "keys")) as database:
        database.migrate()
        with closing(sqlite3.connect(file)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                database.rewrite()
        with database.reading() as connection:
            timeout = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert timeout == BUSY_TIMEOUT_MS
