"""The page has no barrier that axe knows, in no state that a person can bring it into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import assert_accessible, barriers
from tests.office import Office
from tests.sandbox.fake_bot import FakeBot


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The page in German; things that move would be caught half-way."""
    context = browser.new_context(locale="de-DE", reduced_motion="reduce")
    opened = context.new_page()
    opened.goto(office.facts["page"])
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()


def test_a_barrier_is_told_with_rule_place_and_markup(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<main><h1>Titel</h1><button id='go'></button></main>")
    found = [barrier for barrier in barriers(page) if barrier.rule == "button-name"]
    context.close()
    assert [(one.target, one.html) for one in found] == [("#go", '<button id="go"></button>')]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_channel_has_no_barrier(page: Page, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#theme").select_option(theme)
    assert_accessible(page)
