"""What tests of dialogs share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dialogs.desk import Desk, opened_desk
from tests.dialogs.leading import Office, opened_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One open block and everybody who answers it."""
    with opened_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A process with a lead and a deputy, before its first block."""
    with opened_office(tmp_path) as opened:
        yield opened
