"""Several looks at one state: each gets its own answer, and a fault is its own."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import SQLAlchemyError

from participation.people import Role
from storage.database import Database
from storage.unit_of_work import UnitOfWork

Look = Callable[[UnitOfWork], list[str]]
TENANT = "7077d28d-d325-5862-ba90-d536d2f26415"


@pytest.fixture
def filled(database: Database) -> Database:
    """A database in which one person has a role."""
    with database.write() as uow:
        uow.people.grant(TENANT, "a", Role.STEERING)
    return database


def steering(uow: UnitOfWork) -> list[str]:
    """Who steers."""
    return [person for _, person, _ in uow.people.granted()]


def refuses(_uow: UnitOfWork) -> list[str]:
    """Look at something that is not for everybody."""
    raise ValueError("not for you")


def breaks(uow: UnitOfWork) -> list[str]:
    """Ask the database for what it does not have."""
    uow.people._connection.exec_driver_sql("SELECT nothing FROM nowhere")
    return []


def test_all_look_at_the_same_state_in_their_order(filled: Database) -> None:
    found = filled.read_group([steering, lambda _uow: ["b"], steering])
    assert [outcome.value for outcome in found] == [["a"], ["b"], ["a"]]


@pytest.mark.parametrize(
    ("faulty", "kind"), [(refuses, ValueError), (breaks, SQLAlchemyError)], ids=["rule", "database"]
)
def test_a_fault_is_nobody_else_s(filled: Database, faulty: Look, kind: type[Exception]) -> None:
    before, fault, after = filled.read_group([steering, faulty, steering])
    assert (before.value, after.value) == (["a"], ["a"])
    assert isinstance(fault.fault, kind)


def test_what_a_look_changes_is_not_kept(filled: Database) -> None:
    def writes(uow: UnitOfWork) -> None:
        uow.people.grant(TENANT, "b", Role.STEERING)

    filled.read_group([writes, writes])
    with filled.read() as uow:
        assert steering(uow) == ["a"]
