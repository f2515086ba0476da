"""Fixtures that more than one room's tests use."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from storage.database import Database
from tests.browser import headless
from tests.journeys.story import Story, told
from tests.postgres import Postgres, empty_database_url, running_postgres


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let files with browser tests come last.

    Playwright's plain interface keeps a loop running in the main thread for as long as the browser
    lives, and there no other test can await anything.
    """
    late = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path in late)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for all tests that want one."""
    with running_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is, of either kind."""
    return empty_database_url(request, tmp_path / "kept.db")


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A real, empty database."""
    opened = Database(database_url, tmp_path / "keys")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def is_on_disk(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> Callable[[bytes], bool]:
    """Whether some bytes are in a file of the database; SQLite's log included."""
    if database_url.startswith("postgresql"):
        server: Postgres = request.getfixturevalue("postgres")
        return lambda needle: server.holds(needle, database_url)
    return lambda needle: any(needle in path.read_bytes() for path in tmp_path.glob("kept.db*"))


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A fresh office with a bot, all to oneself."""
    with told(tmp_path) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with headless() as running:
        yield running
