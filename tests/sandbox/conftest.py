"""One sandbox and one fake bot for each module of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.office import Office, start_sandbox
from tests.sandbox.fake_bot import FakeBot, start_fake_bot


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A running sandbox; certificate bundles of the machine would override its own authority."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
            patch.delenv(name, raising=False)
        with start_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
            yield running
    log = (running.directory / "sandbox.log").read_text(encoding="utf-8")
    assert log == ""


@pytest.fixture(scope="module")
def bot(office: Office) -> Iterator[FakeBot]:
    """A bot that is installed in the team."""
    with start_fake_bot(office) as running:
        office.install()
        yield running


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> None:
    # What one test told the bot must not reach the next.
    if "bot" in request.fixturenames:
        bot: FakeBot = request.getfixturevalue("bot")
        bot.replies.clear()
        bot.delays.clear()
        bot.heard.clear()
