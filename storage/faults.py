"""Why a database cannot be used; the command line has words for each `code`."""

from sqlalchemy import exc


class DatabaseFaultError(Exception):
    """The database cannot be used as it is; `reason` is the driver's own word, if there is one."""

    code = "unusable"

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class DatabaseTooNewError(DatabaseFaultError):
    """The database was written by a newer version of the program."""

    code = "too_new"


class DatabaseTakenError(DatabaseFaultError):
    """Another process serves from this file; two would say everything twice."""

    code = "taken"


class DatabaseUnreachableError(DatabaseFaultError):
    """The file cannot be opened, or no server answers, or the disk is full."""

    code = "unreachable"


class UnknownDatabaseError(DatabaseFaultError):
    """The URL names a kind of database that this program does not know."""

    code = "unknown"


class DatabaseNotEmptyError(DatabaseFaultError):
    """A backup is brought back into an empty database only."""

    code = "not_empty"


class NotABackupError(DatabaseFaultError):
    """The file is not one that `themenblock backup` has written."""

    code = "no_backup"


class BackupExistsError(DatabaseFaultError):
    """There is a file of this name; a backup never overwrites one."""

    code = "backup_exists"


def is_outage(fault: BaseException) -> bool:
    """Say whether the database was away, full or busy, which passes.

    What was to be written is then not acknowledged, but a server that vanished while it committed
    may have kept it.
    """
    is_lost = isinstance(fault, exc.DBAPIError) and fault.connection_invalidated
    passing = exc.OperationalError | exc.InterfaceError | exc.TimeoutError
    return is_lost or isinstance(fault, passing)
