"""Several turns in one transaction: each is kept or undone by itself, none lost in silence."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from participation.people import Role
from storage.database import Database
from storage.unit_of_work import UnitOfWork

TENANT = "7077d28d-d325-5862-ba90-d536d2f26415"


def grant(person: str) -> Callable[[UnitOfWork], str]:
    """Work that leaves a trace and returns whose it is."""

    def work(uow: UnitOfWork) -> str:
        uow.people.grant(TENANT, person, Role.STEERING)
        return person

    return work


def kept(database: Database) -> list[str]:
    """The traces that are there."""
    with database.read() as uow:
        return [person for _, person, _ in uow.people.granted()]


def test_all_of_a_group_are_kept_in_their_order(database: Database) -> None:
    outcomes = database.write_group([grant("a"), grant("b"), grant("c")])
    assert [outcome.value for outcome in outcomes] == ["a", "b", "c"]
    assert kept(database) == ["a", "b", "c"]


def test_a_fault_undoes_its_own_work_only(database: Database) -> None:
    def fails(uow: UnitOfWork) -> str:
        grant("half")(uow)
        raise ValueError("after half of the work")

    first, second, third = database.write_group([grant("a"), fails, grant("c")])
    assert (first.value, third.value) == ("a", "c")
    assert isinstance(second.fault, ValueError)
    assert kept(database) == ["a", "c"]


def test_a_fault_that_ends_the_transaction_takes_nobody_elses_work_along(
    database: Database,
) -> None:
    def ends_everything(uow: UnitOfWork) -> str:
        # What SQLite does by itself when the disk is full, measured and told without a word.
        _connection(uow).exec_driver_sql("ROLLBACK")
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    first, second, third = database.write_group([grant("a"), ends_everything, grant("c")])
    assert (first.value, third.value) == ("a", "c")
    assert isinstance(second.fault, OperationalError)
    assert kept(database) == ["a", "c"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_full_file_in_the_second_of_three_acknowledges_only_what_is_kept(
    database: Database,
) -> None:
    def fills(uow: UnitOfWork) -> str:
        connection = _connection(uow)
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        for number in range(5000):
            uow.people.grant(TENANT, f"filling {number:036}", Role.STEERING)
        return "never"

    outcomes = database.write_group([grant("a"), fills, grant("c")])
    acknowledged = [outcome.value for outcome in outcomes if outcome.fault is None]
    assert isinstance(outcomes[1].fault, OperationalError)
    assert "full" in str(outcomes[1].fault)
    assert kept(database) == acknowledged == ["a", "c"]


def test_a_commit_that_fails_acknowledges_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_connection: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    with monkeypatch.context() as broken:
        broken.setattr(type(database._dialect.engine.dialect), "do_commit", lambda *_: refuse(None))
        outcomes = database.write_group([grant("a"), grant("b")])
    assert all(outcome.fault is not None for outcome in outcomes)
    assert kept(database) == []


def _connection(uow: UnitOfWork) -> Connection:
    return uow.people._connection
