"""Fixtures that more than one room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import headless
from tests.journeys.story import Story, told


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
