"""Backups: a copy of all tables in one SQLite file, out of and into either kind of database.

The keys of open blocks are not in it, and never may be: with them a backup would tell who has
answered what. A block that is open in a backup closes and is sealed after it was brought back, but
it takes no more answers.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DatabaseError

from storage.database import Database
from storage.deliveries import Deliveries
from storage.faults import (
    BackupExistsError,
    DatabaseNotEmptyError,
    DatabaseUnreachableError,
    NotABackupError,
)
from storage.tables import metadata

ROWS_AT_ONCE = 500


def write_backup(database: Database, file: Path) -> int:
    """Copy everything into a new file, as it stands at one moment; return the number of rows.

    The file appears when it is whole. Raises BackupExistsError if there is one of its name.
    """
    if file.exists():
        raise BackupExistsError(str(file))
    with _unfinished(file) as draft, closing(_plain(draft)) as copy:
        copy.migrate()
        with database.reading() as source, copy.writing() as target:
            count = _copy(source, target)
        copy.rewrite()
    return count


def bring_back(file: Path, database: Database) -> int:
    """Copy everything out of a backup into an empty database; return the number of rows.

    A backup of an older version is brought up to this one on the way. Raises NotABackupError,
    DatabaseTooNewError if the backup is newer than this program, or DatabaseNotEmptyError.
    """
    if not file.is_file() or not file.read_bytes()[:16].startswith(b"SQLite format 3"):
        raise NotABackupError(str(file))
    database.migrate()
    with TemporaryDirectory(dir=file.parent) as beside:
        draft = Path(beside) / "backup.db"
        draft.write_bytes(file.read_bytes())
        with closing(_plain(draft)) as copy:
            _bring_up(copy, file)
            with copy.reading() as source, database.writing() as target:
                _require_empty(target)
                count = _copy(source, target)
                # Since the backup it may have been sent.
                Deliveries(target).doubt_waiting()
                return count


def _bring_up(copy: Database, file: Path) -> None:
    try:
        copy.migrate()
    except (DatabaseError, DatabaseUnreachableError):
        raise NotABackupError(str(file)) from None


def _plain(file: Path) -> Database:
    # No key is ever looked for beside a backup.
    return Database(f"sqlite:///{file}", file.parent / "no-keys")


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """Give a place beside `file` that becomes it when all is done, and vanishes otherwise."""
    with TemporaryDirectory(dir=file.parent) as beside:
        draft = Path(beside) / "backup.db"
        yield draft
        with draft.open("rb") as whole:
            os.fsync(whole.fileno())
        os.link(draft, file)


def _copy(source: Connection, target: Connection) -> int:
    return sum(_copy_table(table, source, target) for table in metadata.sorted_tables)


def _copy_table(table: Table, source: Connection, target: Connection) -> int:
    # In the order of their keys: how the rows came into the source must not show in the copy.
    found = source.execute(select(table).order_by(*table.primary_key.columns))
    count = 0
    for rows in found.mappings().partitions(ROWS_AT_ONCE):
        target.execute(insert(table), [dict(row) for row in rows])
        count += len(rows)
    _count_on(table, target)
    return count


def _count_on(table: Table, target: Connection) -> None:
    """Let numbers that the database gives go on after those that were brought along."""
    column = table.autoincrement_column
    if column is None or target.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    target.execute(select(func.setval(sequence, func.max(column))))


def _require_empty(target: Connection) -> None:
    for table in metadata.sorted_tables:
        if target.execute(select(table).limit(1)).first() is not None:
            raise DatabaseNotEmptyError(table.name)
