"""What one command printed, and a database with one process and two acts in its trail."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from participation.people import Person
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS

LEAD = "0d5f7a1e-3c0e-4bb1-a7f5-5d0f4bb6ad2b"
OTHER = "1e6a8b2f-4d1f-4cc2-88a6-6e1a5cc7be3c"
UNKNOWN = "f" * 32


class Said:
    """What one command printed, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        self.code = main(arguments)
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with one process, its lead, and two acts in its trail."""
    kept = tmp_path / "themenblock.db"
    monkeypatch.setenv("THEMENBLOCK_DATABASE_URL", f"sqlite:///{kept}")
    monkeypatch.setenv("THEMENBLOCK_KEY_DIR", str(tmp_path / "keys"))
    mask = os.umask(0o077)
    with closing(Database(f"sqlite:///{kept}", tmp_path / "keys")) as database:
        database.migrate()
        with database.write() as uow:
            uow.processes.add(PROCESS, (BLOCK,))
            person = Person(tenant_id=PROCESS.tenant_id, object_id=LEAD)
            uow.process_leads.put(PROCESS.process_id, person, "29:pia", "lead")
            at = datetime(2027, 5, 3, 8, tzinfo=UTC)
            first = {"template": "small", "first_day": "2027-05-03"}
            uow.audit.write(PROCESS.process_id, "set_up_process", first, at=at, actor=LEAD)
            moved = {
                "block": BLOCK.key,
                "reason": "Ferien (erfunden)",
                f"closes {BLOCK.key}": "2027-05-21T16:00Z > 2027-05-28T16:00Z",
            }
            uow.audit.write(PROCESS.process_id, "extend_block", moved, at=at, actor=LEAD)
    yield kept
    os.umask(mask)


def change(file: Path, statement: str) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(file)) as database:
        database.execute(statement)
        database.commit()
