"""The one door to the database: write and read transactions, migrations, rewriting.

SQLite: the driver's own transactions are switched off and every write begins with BEGIN IMMEDIATE.
A turn reads before it writes; taking the write lock at once makes turns queue instead of failing
with "database is locked".
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from storage.block_keys import KeyDirectory
from storage.responses import TELLS_ORDER
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

BUSY_TIMEOUT_MS = 10_000
REWRITE_TIMEOUT_MS = 500
BLOCKED_FOR_S = 60.0


class DatabaseTooNewError(Exception):
    """The database was written by a newer version of the program."""


class RewriteBlockedError(Exception):
    """The old pages could not be dropped yet, because somebody is still reading them."""


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
        self._engine = create_engine(url)
        self._keys = KeyDirectory(key_directory)
        # Whoever opens a file does not know what was written before.
        self._tells_order = True
        self._blocked_until = float("-inf")
        if self._engine.dialect.name == "sqlite":
            _prepare_sqlite(self._engine)

    @property
    def tells_order(self) -> bool:
        """Say whether the file should be rewritten because its pages tell when answers came.

        After a reader has held up a rewrite, it is not worth trying again for a minute.
        """
        return self._tells_order and time.monotonic() >= self._blocked_until

    def migrate(self) -> None:
        """Bring the tables up to this program's version; refuse a newer database."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        with self._begin("IMMEDIATE") as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise DatabaseTooNewError(current)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Give one unit of work that is committed as a whole or not at all."""
        with self._begin("IMMEDIATE") as connection:
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
        return [self._alone(work) for work in works]

    def _together(self, works: Sequence[Work[T]]) -> list[Outcome[T]]:
        with self._begin("IMMEDIATE") as connection:
            outcomes = [self._in_savepoint(work, connection) for work in works]
            self._tells_order |= connection.info.pop(TELLS_ORDER, False)
        return outcomes

    def _in_savepoint(self, work: Work[T], connection: Connection) -> Outcome[T]:
        try:
            with connection.begin_nested():
                return Outcome(value=work(UnitOfWork(connection, self._keys)))
        except Exception as fault:
            if not _is_standing(connection):
                raise _GroupLostError from fault
            return Outcome(fault=fault)

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
        with self._engine.connect() as connection:
            connection.execution_options(begin_kind="DEFERRED")
            transaction = connection.begin()
            try:
                yield UnitOfWork(connection, self._keys)
            finally:
                transaction.rollback()

    def rewrite(self) -> None:
        """Rewrite the whole file, so that deleted rows are gone from pages and write-ahead log.

        Raises RewriteBlockedError while a reader holds on to the old state; call again later.
        """
        connection = self._engine.raw_connection()
        try:
            driver: Any = connection.driver_connection
            # A reader who stays long must not hold up everybody who writes.
            driver.execute(f"PRAGMA busy_timeout={REWRITE_TIMEOUT_MS}")
            driver.execute("VACUUM")
            (is_busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        finally:
            connection.close()
        if is_busy:
            self._blocked_until = time.monotonic() + BLOCKED_FOR_S
            raise RewriteBlockedError
        self._tells_order = False

    def destroy_key(self, block_id: str) -> None:
        """Destroy the keys of a block for good."""
        self._keys.destroy(block_id)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @contextmanager
    def _begin(self, kind: str) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            connection.execution_options(begin_kind=kind)
            with connection.begin():
                yield connection


def _is_standing(connection: Connection) -> bool:
    """Say whether the transaction is still there; a full disk ends it without a word."""
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("begin_kind", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")
