"""One office with a bot for all tests of a module that only look at the front door."""

from collections.abc import Iterator

import pytest

from tests.journeys.story import Story, told


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An office whose bot nobody starts a process with."""
    with told(tmp_path_factory.mktemp("office")) as office:
        yield office
