"""What differs between the databases: SQLite and PostgreSQL."""

from sqlalchemy import make_url

from storage.engines.dialect import Dialect, Lead, Purpose, RewriteBlockedError
from storage.engines.on_sqlite import OnSQLite
from storage.faults import UnknownDatabaseError

__all__ = ["Dialect", "Lead", "Purpose", "RewriteBlockedError", "dialect_for"]

DRIVERS = {"postgresql": "postgresql+psycopg", "sqlite": "sqlite+pysqlite"}


def dialect_for(url: str) -> Dialect:
    """Open the database that `url` names; nothing is connected yet.

    Raises UnknownDatabaseError for anything but `sqlite:///…` and `postgresql://…`.
    """
    parsed = make_url(url)
    name = parsed.get_backend_name()
    if name not in DRIVERS:
        raise UnknownDatabaseError(name)
    parsed = parsed.set(drivername=DRIVERS[name])
    if name == "sqlite":
        return OnSQLite(parsed)
    # Its driver takes time and memory that an office with a SQLite file need not spend.
    from storage.engines.on_postgresql import OnPostgreSQL  # noqa: PLC0415

    return OnPostgreSQL(parsed)
