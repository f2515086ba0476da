"""Fixtures that more than one room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from storage.database import Database
from tests.browser import headless
from tests.journeys.story import Story, told


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let files with browser tests come last.

    Playwright's plain interface keeps a loop running in the main thread for as long as the browser
    lives, and there no other test can await anything.
    """
    late = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path in late)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A real, empty database."""
    opened = Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")
    opened.migrate()
    yield opened
    opened.close()


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
