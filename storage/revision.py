"""At which step of the migrations a database stands, and which this program wants."""

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def migrations() -> Config:
    """Return where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def current_revision(connection: Connection) -> str | None:
    """Return where a database stands; None is before the first table."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Say whether a revision is one of this program's."""
    return revision in _revisions()


def is_current(connection: Connection) -> bool:
    """Say whether a database has the tables of this program, no older and no newer ones."""
    return current_revision(connection) == _revisions()[0]


@cache
def _revisions() -> tuple[str, ...]:
    """All revisions, the newest first."""
    script = ScriptDirectory.from_config(migrations())
    return tuple(one.revision for one in script.walk_revisions())
