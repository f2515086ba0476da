"""What tests of dialogs share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dialogs.desk import Desk, opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One open block and everybody who answers it."""
    with opened_desk(tmp_path) as opened:
        yield opened
