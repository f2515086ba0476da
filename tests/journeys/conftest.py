"""Stories that several tests share, because starting an office takes seconds."""

from collections.abc import Iterator

import pytest

from tests.journeys.story import Story, told
from tests.office import Message


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """One office for all tests of a module."""
    with told(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture(scope="module")
def card(shared: Story) -> Message:
    """The card of the first block, open, in the shared office."""
    return shared.open_block()
