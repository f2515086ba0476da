"""What is past its day goes, and it is seen that it is gone, on both kinds of database."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialogs.duties.purge_process import (
    OF_PEOPLE,
    RecordsNotExportedError,
    due_processes,
    look_ahead,
    purge_process,
)
from participation.retention import Deadline
from storage.database import Database
from tests.cards.examples import PROCESS
from tests.dialogs.published_process import RESULT, WISH, keep_published_process
from tests.kept import rows

IsOnDisk = Callable[[bytes], bool]
PROCESS_ID = PROCESS.process_id
TEXTS = datetime(2027, 11, 21, 12, tzinfo=UTC)
VOTES = datetime(2028, 5, 21, 12, tzinfo=UTC)
OUTCOMES = datetime(2029, 7, 12, 12, tzinfo=UTC)
COUNTS = datetime(2030, 7, 12, 12, tzinfo=UTC)
EVERYTHING = datetime(2032, 7, 12, 12, tzinfo=UTC)


class StoppedError(Exception):
    """The program was stopped."""


@pytest.fixture
def over(database: Database) -> Database:
    """A database with a process that is over."""
    keep_published_process(database)
    return database


def purged(database: Database, now: datetime) -> list[str]:
    """Purge, and return what went; it is proven that it is gone."""
    report = purge_process(PROCESS_ID, now, "command_line", database)
    assert report.is_proven, report
    return [one.deadline.kind for one in report.purged]


def exported(database: Database, at: datetime) -> None:
    """Note that the records were exported."""
    with database.write() as uow:
        uow.audit.write(PROCESS_ID, "export_records", {"files": "8"}, at=at)


def counts(url: str) -> dict[str, int]:
    """How many rows there are of what goes first."""
    tables = ("sealed_texts", "vote_rows", "frozen_counts", "meeting_outcomes", "processes")
    return {one: rows(url, f"SELECT count(*) FROM {one}")[0][0] for one in tables}


def test_nothing_goes_before_its_day(over: Database, database_url: str) -> None:
    before = counts(database_url)
    assert purged(over, TEXTS - timedelta(days=1)) == []
    assert counts(database_url) == before
    assert due_processes(TEXTS - timedelta(days=1), over) == ()
    assert due_processes(TEXTS, over) == (PROCESS_ID,)


def test_each_kind_goes_on_its_own_day(over: Database, database_url: str) -> None:
    assert purged(over, TEXTS) == ["texts"]
    assert purged(over, VOTES) == ["votes"]
    exported(over, VOTES)
    assert purged(over, OUTCOMES) == ["outcomes"]
    assert purged(over, COUNTS) == ["counts"]
    assert set(counts(database_url).values()) == {0, 1}
    assert purged(over, EVERYTHING) == ["everything"]
    assert counts(database_url)["processes"] == 0


def test_what_goes_is_on_no_disk_any_more(over: Database, is_on_disk: IsOnDisk) -> None:
    assert is_on_disk(WISH.encode())
    report = purge_process(PROCESS_ID, TEXTS, "command_line", over)
    assert report.purged[0].rows == {"sealed_texts": None}
    assert not is_on_disk(WISH.encode())
    assert is_on_disk(RESULT.encode())
    exported(over, VOTES)
    purge_process(PROCESS_ID, OUTCOMES, "command_line", over)
    assert not is_on_disk(RESULT.encode())


def test_of_a_whole_process_not_even_its_name_is_left(
    over: Database, database_url: str, is_on_disk: IsOnDisk
) -> None:
    exported(over, VOTES)
    assert is_on_disk(PROCESS_ID.encode())
    report = purge_process(PROCESS_ID, EVERYTHING, "command_line", over)
    assert report.is_proven
    assert report.head.startswith("8:")
    assert not is_on_disk(PROCESS_ID.encode())
    assert rows(database_url, "SELECT key FROM outbox") == [("help:somebody",)]


def test_records_have_to_be_exported_as_they_stand(over: Database, database_url: str) -> None:
    before = counts(database_url)
    with pytest.raises(RecordsNotExportedError):
        purge_process(PROCESS_ID, OUTCOMES, "command_line", over)
    exported(over, VOTES)
    with over.write() as uow:
        uow.audit.write(PROCESS_ID, "correct_notice", {}, at=VOTES + timedelta(days=1))
    with pytest.raises(RecordsNotExportedError):
        purge_process(PROCESS_ID, OUTCOMES, "command_line", over)
    assert counts(database_url) == before
    exported(over, VOTES + timedelta(days=2))
    assert "outcomes" in purged(over, OUTCOMES)


def test_a_dry_run_says_the_same_and_deletes_nothing(over: Database, database_url: str) -> None:
    before = counts(database_url)
    ahead = look_ahead(PROCESS_ID, VOTES, over)
    assert [one.deadline.kind for one in ahead.purged] == ["texts", "votes"]
    assert ahead.coming[0] == Deadline(kind="outcomes", due_on=OUTCOMES.date())
    assert counts(database_url) == before
    assert not ahead.is_proven


def test_it_is_noted_in_the_trail_what_went_and_how_much(over: Database, database_url: str) -> None:
    purge_process(PROCESS_ID, TEXTS, "command_line", over)
    query = "SELECT actor, details FROM audit_entries WHERE act = 'purge_process'"
    ((actor, details),) = rows(database_url, query)
    assert actor == "command_line"
    assert details == '{"block": "areas", "kind": "texts", "rows": "withheld sealed_texts"}'


@pytest.mark.parametrize("people", [3, 7])
def test_no_number_of_rows_tells_of_answers(
    database: Database, database_url: str, people: int
) -> None:
    """Seven have answered alike and all counts are withheld; few rows of counts would say so."""
    keep_published_process(database, people=people)
    exported(database, VOTES)
    ahead = look_ahead(PROCESS_ID, COUNTS, database)
    report = purge_process(PROCESS_ID, COUNTS, "command_line", database)
    assert [one.rows for one in report.purged] == [one.rows for one in ahead.purged]
    told = {table: count for one in report.purged for table, count in one.rows.items()}
    assert {"sealed_texts", "vote_rows", "frozen_counts"} < set(told)
    assert {table for table, count in told.items() if count is None} == OF_PEOPLE & set(told)
    trail = [row[0] for row in rows(database_url, "SELECT details FROM audit_entries")]
    assert next(one for one in trail if "vote_rows" in one).count("withheld") == 1
    assert not any(f"{people} " in one for one in trail)


def test_a_stop_before_the_pages_are_rewritten_is_made_good_by_the_next_run(
    over: Database, is_on_disk: IsOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(over, VOTES)
    with monkeypatch.context() as patched:
        patched.setattr(over, "rewrite_purged", _stop)
        with pytest.raises(StoppedError):
            purge_process(PROCESS_ID, EVERYTHING, "command_line", over)
    assert is_on_disk(WISH.encode())
    assert purged(over, EVERYTHING) == []
    assert not is_on_disk(WISH.encode())
    assert not is_on_disk(PROCESS_ID.encode())


def test_a_stop_in_the_middle_of_deleting_deletes_nothing(
    over: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(database_url)
    monkeypatch.setattr("storage.audit_trail.AuditTrail.write", _stop)
    with pytest.raises(StoppedError):
        purge_process(PROCESS_ID, VOTES, "command_line", over)
    assert counts(database_url) == before


def test_what_is_left_behind_is_never_called_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")) as database:
        database.migrate()
        keep_published_process(database)
        monkeypatch.setattr(database, "rewrite_purged", lambda: None)
        report = purge_process(PROCESS_ID, TEXTS, "command_line", database)
    assert report.found_count > 0
    assert not report.is_proven


def _stop(*_given: object, **_named: object) -> None:
    raise StoppedError
