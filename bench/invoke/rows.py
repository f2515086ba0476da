"""What a submit reads and writes, in plain SQL and one durable transaction of its own.

The same rows as the product's, without its rules and cards. A pseudonym is made the same way.
"""

from __future__ import annotations

import hmac
import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

KEY = b"k" * 32
TABLES = """
CREATE TABLE templates (process_id TEXT PRIMARY KEY, content TEXT);
CREATE TABLE drafts (block_id TEXT, ballot BLOB, dialog BLOB, answers TEXT,
    PRIMARY KEY (block_id, ballot, dialog)) WITHOUT ROWID;
CREATE TABLE responses (block_id TEXT, ballot BLOB, department TEXT, answers TEXT,
    PRIMARY KEY (block_id, ballot)) WITHOUT ROWID;
CREATE TABLE receipts (block_id TEXT, receipt BLOB, PRIMARY KEY (block_id, receipt)) WITHOUT ROWID;
CREATE TABLE deliveries (block_id TEXT, delivery BLOB,
    PRIMARY KEY (block_id, delivery)) WITHOUT ROWID;
"""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=10000")


class Rows:
    """One connection to a file with the tables above."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

    def create(self, template: str) -> None:
        """Make the tables."""
        self._connection.executescript(TABLES)
        self._connection.execute("INSERT INTO templates VALUES ('process', ?)", (template,))

    def prepare(self, activities: Sequence[Mapping[str, Any]], answers: Mapping[str, str]) -> None:
        """Forget all answers and give everybody a draft."""
        given = json.dumps(dict(answers))
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        for table in ("responses", "receipts", "deliveries", "drafts"):
            run(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        for activity in activities:
            block, ballot, _, dialog = _names(activity)
            run("INSERT INTO drafts VALUES (?, ?, ?, ?)", (block, ballot, dialog, given))
        run("COMMIT")

    def submit(self, activity: Mapping[str, Any]) -> None:
        """Keep what somebody has answered; durable when it returns."""
        block, ballot, receipt, dialog = _names(activity)
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            run("SELECT content FROM templates WHERE process_id = 'process'").fetchone()
            found = run(
                "SELECT answers FROM drafts WHERE (block_id, ballot, dialog) = (?, ?, ?)",
                (block, ballot, dialog),
            ).fetchone()
            answers = json.dumps(json.loads(found[0]), ensure_ascii=False, sort_keys=True)
            run("INSERT INTO deliveries VALUES (?, ?)", (block, dialog))
            run(
                "INSERT INTO responses VALUES (?, ?, '511', ?)"
                " ON CONFLICT DO UPDATE SET answers = excluded.answers",
                (block, ballot, answers),
            )
            run("INSERT INTO receipts VALUES (?, ?) ON CONFLICT DO NOTHING", (block, receipt))
            run("DELETE FROM drafts WHERE (block_id, ballot) = (?, ?)", (block, ballot))
        except BaseException:
            run("ROLLBACK")
            raise
        run("COMMIT")

    def count(self) -> int:
        """How many have sent their answers."""
        return int(self._connection.execute("SELECT count(*) FROM responses").fetchone()[0])

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


def _names(activity: Mapping[str, Any]) -> tuple[str, bytes, bytes, bytes]:
    data, person = activity["value"]["data"], activity["from"]["aadObjectId"]
    block = f"{data['process']}:{data['block']}"
    ballot, receipt, dialog = (
        hmac.digest(KEY, f"{domain}:{of}".encode(), "sha256")[:16]
        for domain, of in (("ballot", person), ("receipt", person), ("dialog", data["nonce"]))
    )
    return block, ballot, receipt, dialog
