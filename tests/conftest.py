"""Fixtures that more than one room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.story import Story, told


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """A fresh office with a bot, all to oneself."""
    with told(tmp_path) as fresh:
        yield fresh
