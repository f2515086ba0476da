"""The one door to the database: write and read transactions, migrations, rewriting.

What differs between SQLite and PostgreSQL is in `storage.engines`.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from storage.block_keys import KeyDirectory
from storage.engines import Lead, Purpose, RewriteBlockedError, dialect_for
from storage.faults import DatabaseTooNewError, DatabaseUnreachableError
from storage.purging import purged_tables
from storage.responses import TELLS_ORDER
from storage.revision import current_revision, is_known, migrations
from storage.tables import metadata, unordered_tables
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

BLOCKED_FOR_S = 60.0


class _GroupLostError(Exception):
    """A fault has ended the transaction that several turns share."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a piece of work: what it returned, or the fault that undid it."""

    value: T | None = None
    fault: Exception | None = None


Work = Callable[[UnitOfWork], T]


class Database:
    """An open database and the key directory that belongs to it."""

    def __init__(self, url: str, key_directory: Path) -> None:
        self._dialect = dialect_for(url)
        self._keys = KeyDirectory(key_directory)
        # Whoever opens a file does not know what was written before.
        self._tells_order = True
        self._blocked_until = float("-inf")

    @property
    def tells_order(self) -> bool:
        """Say whether the file should be rewritten because its pages tell when answers came.

        After a reader has held up a rewrite, it is not worth trying again for a minute.
        """
        if time.monotonic() < self._blocked_until:
            return False
        return self._tells_order or self._dialect.tells_order(unordered_tables())

    def claim(self) -> AbstractContextManager[None]:
        """Hold the database as the one that serves from it, where only one may.

        Raises DatabaseTakenError if another process does.
        """
        return self._dialect.claim()

    @property
    def file(self) -> Path | None:
        """The file that holds the database, or None if a server does."""
        return None if self.is_shared else Path(str(self._dialect.engine.url.database))

    @property
    def is_shared(self) -> bool:
        """Say whether several processes may serve from this database."""
        return self._dialect.is_shared

    def try_to_lead(self) -> Lead | None:
        """Take the right to keep the calendar and to deliver, or None while another has it."""
        return self._dialect.try_to_lead()

    def is_led(self) -> bool:
        """Say whether a process keeps the calendar and delivers right now."""
        return self._dialect.is_led()

    def migrate(self) -> None:
        """Bring the tables up to this program's version; refuse a newer database.

        Raises DatabaseTooNewError, or DatabaseUnreachableError with the driver's reason.
        """
        try:
            self._migrate()
        except OperationalError as fault:
            raise DatabaseUnreachableError(str(fault.orig).strip().splitlines()[0]) from None

    def _migrate(self) -> None:
        config = migrations()
        with self._begin("migrate") as connection:
            current = current_revision(connection)
            if current is not None and not is_known(current):
                raise DatabaseTooNewError(current)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            self._dialect.take_no_samples(connection, metadata.sorted_tables)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Give one unit of work that is committed as a whole or not at all."""
        with self._begin("write") as connection:
            yield UnitOfWork(connection, self._keys)
            self._tells_order |= connection.info.pop(TELLS_ORDER, False)

    def write_group(self, works: Sequence[Work[T]]) -> list[Outcome[T]]:
        """Do several pieces of work in one transaction, each kept or undone by itself.

        Returns an outcome for each, in their order, after the transaction is durable: one commit
        costs the disk's time once for all of them. A fault undoes its own work only. Some faults,
        as a full disk, end the whole transaction, also what was fine before them: then nothing of
        the group is kept, and everything is done again, each in a transaction of its own.
        """
        if len(works) > 1:
            try:
                return self._together(works)
            except (_GroupLostError, SQLAlchemyError):
                pass
        return self._one_by_one(works, self._alone)

    def _together(self, works: Sequence[Work[T]]) -> list[Outcome[T]]:
        with self._begin("write") as connection:
            outcomes = [self._in_savepoint(work, connection) for work in works]
            self._tells_order |= connection.info.pop(TELLS_ORDER, False)
        return outcomes

    def _in_savepoint(self, work: Work[T], connection: Connection) -> Outcome[T]:
        try:
            connection.exec_driver_sql("SAVEPOINT work")
            value = work(UnitOfWork(connection, self._keys))
            connection.exec_driver_sql("RELEASE SAVEPOINT work")
        except Exception as fault:
            self._undo(connection, fault)
            return Outcome(fault=fault)
        return Outcome(value=value)

    def _undo(self, connection: Connection, fault: Exception) -> None:
        try:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT work")
            connection.exec_driver_sql("RELEASE SAVEPOINT work")
        except SQLAlchemyError:
            raise _GroupLostError from fault
        if not self._dialect.is_standing(connection):
            raise _GroupLostError from fault

    def _one_by_one(
        self, works: Sequence[Work[T]], alone: Callable[[Work[T]], Outcome[T]]
    ) -> list[Outcome[T]]:
        outcomes: list[Outcome[T]] = []
        for work in works:
            last = outcomes[-1].fault if outcomes else None
            # Where there is no server, everybody would wait for it once more, one after another.
            is_hopeless = last is not None and self._dialect.is_away(last)
            outcomes.append(Outcome(fault=last) if is_hopeless else alone(work))
        return outcomes

    def _alone(self, work: Work[T]) -> Outcome[T]:
        try:
            with self.write() as uow:
                value = work(uow)
        except Exception as fault:
            return Outcome(fault=fault)
        return Outcome(value=value)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Give a unit of work on one consistent state; nothing it does is kept."""
        with self._begin("read") as connection:
            yield UnitOfWork(connection, self._keys)

    def read_group(self, works: Sequence[Work[T]]) -> list[Outcome[T]]:
        """Do several pieces of work that only look, all on the same consistent state."""
        if len(works) > 1:
            try:
                with self.read() as uow:
                    return [_looked(work, uow) for work in works]
            except SQLAlchemyError:
                # It may have taken the state away from the others, too.
                pass
        return self._one_by_one(works, self._look_alone)

    def _look_alone(self, work: Work[T]) -> Outcome[T]:
        try:
            with self.read() as uow:
                return Outcome(value=work(uow))
        except Exception as fault:
            return Outcome(fault=fault)

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection on one consistent state, for whoever copies whole tables."""
        return self._begin("copy")

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a connection that is committed as a whole, for whoever fills whole tables."""
        return self._begin("write")

    def rewrite(self) -> None:
        """Rewrite what answers are kept in, so that neither deleted rows nor their order are left.

        Raises RewriteBlockedError while a reader holds on to the old state; call again later.
        """
        try:
            self._dialect.rewrite(unordered_tables())
        except RewriteBlockedError:
            self._blocked_until = time.monotonic() + BLOCKED_FOR_S
            raise
        self._tells_order = False

    def rewrite_purged(self) -> None:
        """Rewrite everything that something can be purged from.

        Raises RewriteBlockedError while a reader holds on to the old state; call again later.
        """
        self._dialect.rewrite(purged_tables())

    def files_with(self, marks: Iterable[bytes]) -> tuple[tuple[Path, ...], tuple[bytes, ...]]:
        """Look for bytes in the files of the database; return the files, and what was found.

        There are no files to look into where a server has them.
        """
        files = self._dialect.own_files()
        contents = [file.read_bytes() for file in files]
        return files, tuple(one for one in marks if any(one in content for content in contents))

    def destroy_key(self, block_id: str) -> None:
        """Destroy the keys of a block for good."""
        self._keys.destroy(block_id)

    def close(self) -> None:
        """Give all connections back."""
        self._dialect.engine.dispose()

    @contextmanager
    def _begin(self, purpose: Purpose) -> Iterator[Connection]:
        with self._dialect.engine.connect() as connection, connection.begin() as transaction:
            self._dialect.begin(connection, purpose)
            yield connection
            if purpose in ("read", "copy"):
                transaction.rollback()


def _looked(work: Work[T], uow: UnitOfWork) -> Outcome[T]:
    """Return what somebody saw; a fault of the database itself is everybody's."""
    try:
        return Outcome(value=work(uow))
    except SQLAlchemyError:
        raise
    except Exception as fault:
        return Outcome(fault=fault)
