"""The trail is chained with a key that is in a file of its own and nowhere in the database."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from participation.running.audit import Examined
from storage.audit_key import NAME
from storage.database import Database
from tests.kept import rows

AT = datetime(2027, 4, 1, 8, tzinfo=UTC)
PROCESS = "0a" * 16


@pytest.fixture
def key_file(database: Database, tmp_path: Path) -> Path:
    """The file of the key, after two acts."""
    _write(database, "set_up_process", "publish_block")
    return tmp_path / "keys" / NAME


def _write(database: Database, *acts: str) -> None:
    with database.write() as uow:
        for act in acts:
            uow.audit.write(PROCESS, act, {"block": "basics"}, at=AT)


def _examined(database: Database) -> Examined:
    with database.read() as uow:
        return uow.audit.examined(uow.audit.entries(PROCESS))


def test_the_key_is_made_once_for_its_owner_alone(database: Database, key_file: Path) -> None:
    first = key_file.read_bytes()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o400
    _write(database, "edit_block")
    assert key_file.read_bytes() == first
    assert [one.name for one in key_file.parent.iterdir()] == [NAME]
    assert _examined(database) == Examined()


def test_the_key_is_not_in_the_database(
    database: Database, key_file: Path, database_url: str
) -> None:
    secret = key_file.read_bytes()[:32]
    chains = rows(database_url, "SELECT chain, key_id FROM audit_entries")
    assert secret[:16] not in b"".join(bytes(chain) for chain, _ in chains)
    assert all(secret.hex()[:16] != key_id != "" for _, key_id in chains)


def test_a_lost_key_is_noticed_and_a_new_one_goes_on(database: Database, key_file: Path) -> None:
    key_file.unlink()
    assert _examined(database) == Examined(uncheckable_count=2)
    _write(database, "edit_block", "edit_block")
    assert _examined(database) == Examined(uncheckable_count=2)


def test_the_head_of_a_publication_stays_what_it_was(database: Database, key_file: Path) -> None:
    with database.read() as uow:
        head = uow.audit.head_at(PROCESS, "publish_block", "basics")
        assert uow.audit.head_at(PROCESS, "publish_block", "areas") == ""
    _write(database, "edit_block")
    with database.read() as uow:
        assert head == uow.audit.entries(PROCESS)[1].head
        assert uow.audit.head_at(PROCESS, "publish_block", "basics") == head
    assert key_file.exists()
