"""One office with a bot for all tests of a module that only look at the front door."""

from collections.abc import Iterator

import pytest

from tests.bot.commanding import file
from tests.bot.knocking import knock
from tests.bot.verifying import published, scenery
from tests.journeys.story import Story, told
from tests.sandbox.fake_bot import start_fake_bot

__all__ = ["file", "known", "published", "scenery", "shared"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An office whose bot nobody starts a process with."""
    with told(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def known(shared: Story) -> str:
    """A token that Teams has sent and that the bot has let in before."""
    with start_fake_bot(shared.office, signs_in=False) as listener:
        knock(shared)
        token = listener.heard[-1].token
    shared.office.set_bot(shared.bot.url)
    assert knock(shared, raw=token) == 200
    return token
