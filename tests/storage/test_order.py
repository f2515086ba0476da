"""What a rewrite leaves: neither deleted answers, nor the order in which answers came.

On SQLite the tables have no row numbers, and journeys look through the pages of the file. On
PostgreSQL every row carries the number of the transaction that wrote it and a place in the file.
"""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, Table

from participation.responses import Response
from storage.database import Database
from storage.engines import RewriteBlockedError, on_postgresql
from tests.postgres import Postgres

BLOCK_ID = "process:block"
EVERYBODY = [secrets.token_bytes(16) for _ in range(60)]


@pytest.fixture
def url(postgres: Postgres) -> str:
    """An empty database in PostgreSQL."""
    return postgres.new_database()


@pytest.fixture
def answered(url: str, tmp_path: Path) -> Iterator[Database]:
    """A database in which sixty people have answered one after another."""
    database = Database(url, tmp_path / "keys")
    database.migrate()
    for number, ballot in enumerate(EVERYBODY):
        with database.write() as uow:
            uow.responses.put(
                BLOCK_ID,
                ballot=ballot,
                receipt=EVERYBODY[-number],
                response=Response(department="511", answers={}),
            )
    yield database
    database.close()


def test_before_a_rewrite_the_order_can_be_read_which_is_why_there_is_one(
    answered: Database, url: str
) -> None:
    assert answered.tells_order
    assert [ballot for ballot, _ in _rows(url)] == EVERYBODY
    assert len({transaction for _, transaction in _rows(url)}) == len(EVERYBODY)


def test_after_a_rewrite_neither_place_nor_transaction_tells_who_came_when(
    answered: Database, url: str
) -> None:
    answered.rewrite()
    assert not answered.tells_order
    assert [ballot for ballot, _ in _rows(url)] == sorted(EVERYBODY)
    assert len({transaction for _, transaction in _rows(url)}) == 1


def test_what_was_deleted_is_in_no_file_after_a_rewrite(
    answered: Database, postgres: Postgres, url: str
) -> None:
    assert postgres.holds(EVERYBODY[0], url)
    with answered.write() as uow:
        uow.responses.forget(BLOCK_ID)
    answered.rewrite()
    assert [ballot for ballot in EVERYBODY if postgres.holds(ballot, url)] == []


def test_the_planners_samples_hold_nothing_that_outlives_its_row(
    answered: Database, postgres: Postgres, url: str
) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
        sampled = connection.execute(
            "SELECT tablename, attname FROM pg_stats WHERE schemaname = 'public'"
        ).fetchall()
    assert {table for table, _ in sampled} <= {"alembic_version"}
    with answered.write() as uow:
        uow.responses.forget(BLOCK_ID)
    answered.rewrite()
    assert [ballot for ballot in EVERYBODY if postgres.holds(ballot, url)] == []


def test_a_reader_of_the_old_state_holds_a_rewrite_up_and_is_waited_for(
    answered: Database, url: str
) -> None:
    with closing(psycopg.connect(url)) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT 1")
        with pytest.raises(RewriteBlockedError):
            answered.rewrite()
        assert not answered.tells_order  # not worth trying again at once
        with answered.write() as uow:
            assert uow.responses.answered_count(BLOCK_ID) == len(EVERYBODY)
    answered.rewrite()
    assert len({transaction for _, transaction in _rows(url)}) == 1


def test_nobody_answers_in_the_middle_of_a_rewrite(answered: Database, url: str) -> None:
    latecomers = [secrets.token_bytes(16) for _ in range(20)]

    def answer() -> None:
        for ballot in latecomers:
            with answered.write() as uow:
                uow.responses.put(
                    BLOCK_ID,
                    ballot=ballot,
                    receipt=ballot,
                    response=Response(department="512", answers={}),
                )

    crowd = threading.Thread(target=answer)
    crowd.start()
    answered.rewrite()
    crowd.join()
    assert {ballot for ballot, _ in _rows(url)} == {*EVERYBODY, *latecomers}


def test_the_lock_on_writing_is_held_however_long_a_rewrite_takes(
    url: str, answered: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(on_postgresql.SESSION, "idle_in_transaction_session_timeout", 100)
    rewrite = on_postgresql._rewrite

    def dawdle(tables: tuple[Table, ...], worker: Connection) -> None:
        time.sleep(0.5)
        with psycopg.connect(url) as other, pytest.raises(LockNotAvailable):
            other.execute(f"{on_postgresql.WRITE_LOCK} NOWAIT".encode())
        rewrite(tables, worker)

    monkeypatch.setattr(on_postgresql, "_rewrite", dawdle)
    assert answered.tells_order
    with closing(Database(url, tmp_path / "keys")) as impatient:
        impatient.rewrite()
    answered.rewrite()
    assert not answered.tells_order


@pytest.mark.usefixtures("answered")
def test_whoever_copies_everything_may_take_their_time(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(on_postgresql.SESSION, "idle_in_transaction_session_timeout", 100)
    with closing(Database(url, tmp_path / "keys")) as impatient, impatient.reading() as connection:
        time.sleep(0.5)
        assert connection.exec_driver_sql("SELECT count(*) FROM roles").scalar_one() == 0


def _rows(url: str) -> list[tuple[bytes, str]]:
    query = "SELECT ballot, xmin::text FROM responses ORDER BY ctid"
    with closing(psycopg.connect(url)) as connection:
        return [(bytes(ballot), str(number)) for ballot, number in connection.execute(query)]
