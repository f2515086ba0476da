"""SQLite: one file beside the program, in write-ahead mode, durable with every commit.

The driver's own transactions are switched off and every write begins with BEGIN IMMEDIATE. Taking
the write lock at once makes turns queue instead of failing with "database is locked".
"""

import fcntl
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import URL, Connection, Table, create_engine, event

from storage.engines.dialect import Lead, Purpose, RewriteBlockedError
from storage.faults import DatabaseTakenError, DatabaseUnreachableError

BUSY_TIMEOUT_MS = 10_000
REWRITE_TIMEOUT_MS = 500
LOOK_AGAIN_S = 0.05
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)


class _Only:
    """Leads because nobody else is there: `claim` keeps others away."""

    def is_held(self) -> bool:
        """Say yes."""
        return True

    def give_back(self) -> None:
        """Do nothing: nobody waits for it."""


class OnSQLite:
    """A SQLite file."""

    is_shared = False

    def __init__(self, url: URL) -> None:
        self.engine = create_engine(url)
        event.listen(self.engine, "connect", _configure)

    @contextmanager
    def claim(self) -> Iterator[None]:
        """Hold a lock file beside the database for as long as this process serves."""
        file = str(self.engine.url.database)
        with ExitStack() as stack:
            try:
                _hold(stack.enter_context(Path(f"{file}.lock").open("ab")))
            except BlockingIOError:
                raise DatabaseTakenError(file) from None
            except OSError as fault:
                raise DatabaseUnreachableError(f"{file}: {fault.strerror}") from None
            yield

    def try_to_lead(self) -> Lead:
        """Lead: there is only one process."""
        return _Only()

    def is_led(self) -> bool:
        """Say whether a process serves from the file; to ask takes its lock for an instant."""
        try:
            with Path(f"{self.engine.url.database}.lock").open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    def begin(self, connection: Connection, purpose: Purpose) -> None:
        """Begin a transaction; one that writes has the only lock from the start."""
        is_reading = purpose in ("read", "copy")
        connection.exec_driver_sql("BEGIN DEFERRED" if is_reading else "BEGIN IMMEDIATE")

    def take_no_samples(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Do nothing: SQLite takes samples only when told to, and nobody tells it."""

    def is_standing(self, connection: Connection) -> bool:
        """Say whether the transaction is still there."""
        driver: Any = connection.connection.driver_connection
        return bool(driver.in_transaction)

    def is_away(self, fault: Exception) -> bool:
        """Say no: a full disk may have room for the next piece of work."""
        return False

    def tells_order(self, tables: Iterable[Table]) -> bool:
        """Say no: what this process has written it knows, and there is no other."""
        return False

    def own_files(self) -> tuple[Path, ...]:
        """Return the file and its log, whatever of them there is."""
        file = Path(str(self.engine.url.database))
        files = (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-journal")))
        return tuple(one for one in files if one.exists())

    def rewrite(self, tables: Iterable[Table]) -> None:
        """Rewrite the whole file: no tables here, whose pages could be told apart in the log."""
        connection = self.engine.raw_connection()
        driver: Any = connection.driver_connection
        try:
            # A reader who stays long must not hold up everybody who writes.
            driver.execute(f"PRAGMA busy_timeout={REWRITE_TIMEOUT_MS}")
            driver.execute("VACUUM")
            (is_busy, *_) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
            connection.close()
        if is_busy:
            raise RewriteBlockedError


def _hold(lock: BinaryIO) -> None:
    for is_last in (False, False, True):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if is_last:
                raise
            # It may only be somebody who asks whether the file is held.
            time.sleep(LOOK_AGAIN_S)
        else:
            return


def _configure(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
