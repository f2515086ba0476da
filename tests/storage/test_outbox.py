"""The outbox: said once, in order, and a change follows what it changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from participation.place import Place
from storage.database import Database

NOW = datetime(2027, 4, 1, 8, tzinfo=UTC)
CHANNEL = Place(
    tenant_id="t", service_url="https://service.example/", conversation_id="c", team_id="x"
)
OTHER = replace(CHANNEL, conversation_id="d")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A real, empty database."""
    opened = Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")
    opened.migrate()
    yield opened
    opened.close()


def test_the_same_cause_is_queued_once(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("once", CHANNEL, {"n": 1})
        uow.outbox.post("once", CHANNEL, {"n": 2})
        row = uow.outbox.next_ready(NOW)
        assert row is not None
        uow.outbox.mark_sent(row, "a1")
        assert uow.outbox.next_ready(NOW) is None


def test_a_change_waits_until_its_post_is_sent(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {"n": 1})
        uow.outbox.update("newer", "card", {"n": 2})
        first = uow.outbox.next_ready(NOW)
        assert first is not None
        uow.outbox.put_off(first, NOW + timedelta(minutes=1), "http_429")
        assert uow.outbox.next_ready(NOW) is None
        uow.outbox.mark_sent(first, "a1")
        change = uow.outbox.next_ready(NOW)
    assert change is not None
    assert (change.kind, change.target_activity_id) == ("update", "a1")


def test_one_conversation_that_has_to_wait_holds_up_no_other(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("slow", CHANNEL, {})
        uow.outbox.post("fast", OTHER, {})
        slow = uow.outbox.next_ready(NOW)
        assert slow is not None
        uow.outbox.put_off(slow, NOW + timedelta(minutes=1), "http_429")
        fast = uow.outbox.next_ready(NOW)
    assert fast is not None
    assert fast.key == "fast"


def test_an_older_waiting_change_is_replaced_by_a_newer(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {"n": 0})
        uow.outbox.update("one", "card", {"n": 1})
        uow.outbox.update("two", "card", {"n": 2})
        post = uow.outbox.next_ready(NOW)
        assert post is not None
        uow.outbox.mark_sent(post, "a1")
        change = uow.outbox.next_ready(NOW)
        assert change is not None
        uow.outbox.mark_sent(change, "a1")
        assert change.card == {"n": 2}
        assert uow.outbox.next_ready(NOW) is None


def test_what_was_being_sent_when_the_program_died_is_tried_again(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        row = uow.outbox.next_ready(NOW)
        assert row is not None
        uow.outbox.mark_sending(row)
    with database.read() as uow:
        again = uow.outbox.next_ready(NOW)
    assert again is not None
    assert again.attempts == 1


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _post_and_fail(database)
    with database.read() as uow:
        assert uow.outbox.next_ready(NOW) is None


def _post_and_fail(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        raise ZeroDivisionError
