"""PostgreSQL: shared by several processes of the program.

One lock lets one transaction write at a time, as SQLite does: rules that read before they write
hold on both in the same way, and nothing can dead-lock. Turns that wait share a commit, so that one
writer at a time is fast enough. The lock is on a table, because whoever waits for it looks at
nothing yet; who waits for an advisory lock already sees a state, and a rewrite would keep that.
"""

import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Table,
    create_engine,
    distinct,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.exc import OperationalError

from storage.engines.dialect import Lead, Purpose, RewriteBlockedError

WRITE_LOCK = "LOCK TABLE roles IN EXCLUSIVE MODE"
"""A table that hardly ever changes, so that it is hardly ever vacuumed. Readers pass."""

MIGRATION_LOCK = "SELECT pg_advisory_xact_lock(0x7468656D)"
"""Before the first migration there is no table to lock; a number of our own stands for it."""

LEADER_LOCK = "SELECT pg_try_advisory_lock(0x7468656D, 1)"

LEADER_LOCK_HELD = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE locktype = 'advisory' AND classid = 1952998765 AND objid = 1 AND granted"
    " AND datname = current_database()"
)
"""Whether somebody has it; to try would take it away from who is just about to."""

WRITTEN_BY: ColumnElement[str] = literal_column("xmin::text")
"""The number of the transaction that wrote a row."""

ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
WITHOUT_HASTE = "SET LOCAL idle_in_transaction_session_timeout = 0"
"""For whoever does something else between two statements, and keeps a lock on purpose, or none."""

BEGINNINGS: dict[Purpose, tuple[str, ...]] = {
    "read": (ONE_STATE,),
    "copy": (ONE_STATE, WITHOUT_HASTE),
    "write": (WRITE_LOCK,),
    "migrate": (MIGRATION_LOCK,),
}

SAMPLED_COLUMNS = text(
    "SELECT attrelid::regclass::text, attname FROM pg_attribute"
    " WHERE attrelid IN (SELECT oid FROM pg_class WHERE relname = ANY(:tables)"
    " AND relnamespace = current_schema()::regnamespace)"
    " AND attnum > 0 AND NOT attisdropped AND attstattarget IS DISTINCT FROM 0"
)

CONNECT_TIMEOUT_S = 5
LOCK_TIMEOUT_MS = 10_000
REWRITE_TIMEOUT_MS = 500
LOCK_NOT_AVAILABLE = "55P03"
SHUTTING_DOWN = frozenset({"57P01", "57P02", "57P03"})

# Both sides give a connection up when the other one has not been heard of for ten seconds. Else
# we would wait for a lost server, and a lost process would keep its locks, for hours.
SILENCE_MS = 10_000
PROBING = {"keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 3}
# A process that stands still inside a transaction must not keep everybody else from writing.
IDLE_TIMEOUT_MS = 8_000
SESSION: dict[str, int | str] = {
    "lock_timeout": LOCK_TIMEOUT_MS,
    "synchronous_commit": "on",
    "idle_in_transaction_session_timeout": IDLE_TIMEOUT_MS,
    "tcp_user_timeout": SILENCE_MS,
    **{f"tcp_{name}": seconds for name, seconds in PROBING.items()},
}


class _Session:
    """A session of its own that holds a lock; it ends with its process."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def is_held(self) -> bool:
        """Say whether the session is still there: the server gives the lock away with it."""
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def give_back(self) -> None:
        """End the session."""
        self._connection.close()


class OnPostgreSQL:
    """A PostgreSQL database."""

    is_shared = True

    def __init__(self, url: URL) -> None:
        self.engine = create_engine(
            url,
            pool_pre_ping=True,
            connect_args=_connecting(SESSION),
        )

    def claim(self) -> AbstractContextManager[None]:
        """Do nothing: several processes may serve from one PostgreSQL."""
        return nullcontext()

    def try_to_lead(self) -> Lead | None:
        """Take the lock of whoever leads, in a session of its own."""
        url = self.engine.url.set(drivername="postgresql")
        connection = psycopg.connect(
            url.render_as_string(hide_password=False),
            autocommit=True,
            **_connecting({**SESSION, "statement_timeout": LOCK_TIMEOUT_MS}),
        )
        held = connection.execute(LEADER_LOCK).fetchone()
        if held and held[0]:
            return _Session(connection)
        connection.close()
        return None

    def is_led(self) -> bool:
        """Say whether some session has the lock of whoever leads."""
        with self.engine.connect() as connection:
            return bool(connection.execute(LEADER_LOCK_HELD).scalar_one())

    def begin(self, connection: Connection, purpose: Purpose) -> None:
        """Begin a transaction; one that writes waits for its turn among all processes."""
        for statement in BEGINNINGS[purpose]:
            connection.exec_driver_sql(statement)

    def take_no_samples(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Tell the server to keep no samples of any column.

        For its planner it copies values of a table into a catalogue, where they outlive their
        rows: answers would be found there after sealing. Our queries go by keys and need none.
        """
        names = [table.name for table in tables]
        quoted = connection.dialect.identifier_preparer.quote
        for table, column in connection.execute(SAMPLED_COLUMNS, {"tables": names}).all():
            connection.exec_driver_sql(
                f"ALTER TABLE {table} ALTER COLUMN {quoted(column)} SET STATISTICS 0"
            )

    def is_standing(self, connection: Connection) -> bool:
        """Say whether the transaction is still there and can go on."""
        if connection.invalidated:
            return False
        driver = connection.connection.driver_connection
        return driver is not None and driver.info.transaction_status == TransactionStatus.INTRANS

    def is_away(self, fault: Exception) -> bool:
        """Say whether the server is gone or going: only its own words carry a number."""
        told = getattr(fault, "orig", None)
        is_lost = isinstance(told, psycopg.OperationalError) and told.sqlstate is None
        return is_lost or getattr(told, "sqlstate", None) in SHUTTING_DOWN

    def tells_order(self, tables: Iterable[Table]) -> bool:
        """Say whether a table has rows of several transactions, whichever process wrote them."""
        with self.engine.connect() as connection:
            writers = (
                connection.execute(select(func.count(distinct(WRITTEN_BY))).select_from(table))
                for table in tables
            )
            return any(count.scalar_one() > 1 for count in writers)

    def own_files(self) -> tuple[Path, ...]:
        """Return none: they are the server's."""
        return ()

    def rewrite(self, tables: Iterable[Table]) -> None:
        """Write tables anew in the order of their keys, all rows by one transaction.

        Updating every row gives all of them the same transaction number, which would otherwise
        tell who answered together or before whom. CLUSTER then leaves neither their old versions
        nor the order in which they were written, once nobody can see the old state any more.
        """
        with self.engine.connect() as guard, self.engine.connect() as worker:
            worker.execution_options(isolation_level="AUTOCOMMIT")
            try:
                for connection in (guard, worker):
                    connection.exec_driver_sql(f"SET lock_timeout = {REWRITE_TIMEOUT_MS}")
                # The guard only waits while the tables are written anew.
                guard.exec_driver_sql(WITHOUT_HASTE)
                guard.exec_driver_sql(WRITE_LOCK)
                _rewrite(tuple(tables), worker)
            except OperationalError as fault:
                if getattr(fault.orig, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                    raise
                raise RewriteBlockedError from None
            finally:
                for connection in (worker, guard):
                    connection.invalidate()  # with its locks and settings


def _connecting(session: Mapping[str, int | str]) -> dict[str, Any]:
    return {
        "connect_timeout": CONNECT_TIMEOUT_S,
        "tcp_user_timeout": SILENCE_MS,
        **PROBING,
        "options": " ".join(f"-c {name}={value}" for name, value in session.items()),
    }


def _rewrite(tables: tuple[Table, ...], worker: Connection) -> None:
    for table in tables:
        column = next(iter(table.primary_key.columns))
        worker.execute(update(table).values({column: column}))
    _await_readers(worker)
    quoted = worker.dialect.identifier_preparer.quote
    for table in tables:
        key = str(table.primary_key.name)
        worker.exec_driver_sql(f"CLUSTER {quoted(table.name)} USING {quoted(key)}")


OLD_READERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND age(backend_xmin) >= 1"
)
"""Who still sees the state before the last transaction; CLUSTER would keep it for them."""


def _await_readers(worker: Connection) -> None:
    patience = time.monotonic() + REWRITE_TIMEOUT_MS / 1000
    while worker.execute(OLD_READERS).scalar_one():
        if time.monotonic() > patience:
            raise RewriteBlockedError
        time.sleep(0.02)
