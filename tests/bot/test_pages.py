"""The pages that the manifest links to: in both languages, true to the settings, harmless."""

import re
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.sync_api import Browser, Page

from bot.pages import ADDRESSES, Pages
from tests.axe import assert_accessible
from tests.journeys.story import Story
from tests.manifest.package import OFFICE, manifest

Client = TestClient[web.Request, web.Application]
OFFICE_NAME = "Kreisjugendamt <Musterkreis> & Söhne {erfunden}"
CONTACT = "beteiligung@musterkreis.example"
EVERY_PAGE = pytest.mark.parametrize("address", [*ADDRESSES.values()])


async def served(office_name: str, contact: str) -> AsyncIterator[Client]:
    """The pages, over HTTP."""
    application = web.Application()
    Pages(office_name, contact).add_routes(application)
    async with TestClient(TestServer(application)) as client:
        yield client


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """The pages of an office that has set everything."""
    async for running in served(OFFICE_NAME, CONTACT):
        yield running


@pytest.fixture
async def bare() -> AsyncIterator[Client]:
    """The pages of an office that has set nothing."""
    async for running in served("", ""):
        yield running


async def text(client: Client, address: str, accept: str = "") -> str:
    """A page as a browser with these languages gets it."""
    async with client.get(address, headers={"Accept-Language": accept}) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_every_address_of_the_manifest_is_served(client: Client) -> None:
    linked = {value for key, value in manifest()["developer"].items() if key.endswith("Url")}
    paths = {address.removeprefix(f"https://{OFFICE.host}") for address in linked}
    assert paths == set(ADDRESSES.values())
    for path in paths:
        assert "<h1>" in await text(client, path)


@EVERY_PAGE
@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "de"),
        ("en-GB,en;q=0.9", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8,de;q=0.7", "en"),
        ("de-AT,en;q=0.5", "de"),
        ("en;q=0.3,de;q=0.9", "de"),
        ("en;q=0,fr", "de"),
        ("tlh", "de"),
        ("en;q=much,*;;,", "de"),
    ],
)
async def test_a_page_is_in_the_language_that_the_browser_prefers(
    client: Client, address: str, accept: str, language: str
) -> None:
    assert f'<html lang="{language}">' in await text(client, address, accept)


@EVERY_PAGE
async def test_a_link_leads_to_the_other_language_and_stays_there(
    client: Client, address: str
) -> None:
    german = await text(client, address, "de")
    (link,) = re.findall(r'<a href="([^"]+)" lang="en"', german)
    english = await text(client, link, "de")
    assert '<html lang="en">' in english
    onward = re.findall(r"<nav.*?</nav>", english, re.DOTALL)[0]
    assert onward.count("?language=en") == len(ADDRESSES)


@EVERY_PAGE
@pytest.mark.parametrize("language", ["de", "en"])
async def test_a_page_names_the_office_as_text(client: Client, address: str, language: str) -> None:
    page = await text(client, address, language)
    assert "Kreisjugendamt &lt;Musterkreis&gt; &amp; Söhne {erfunden}" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Ansprechstelle: noch nicht eingetragen"), ("en", "Contact: not named yet")],
)
async def test_a_missing_contact_is_said(bare: Client, language: str, said: str) -> None:
    assert said in await text(bare, "/privacy", language)


@EVERY_PAGE
async def test_a_page_can_do_nothing_but_be_read(client: Client, address: str) -> None:
    async with client.get(address) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self';")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        assert "Set-Cookie" not in answer.headers
    assert not re.search(r"<script|<form|style=|https?://", page)


@pytest.mark.parametrize("address", ["/?language=<script>", "/?language=xx", "/privacy?language="])
async def test_an_unknown_language_is_the_default(client: Client, address: str) -> None:
    page = await text(client, address)
    assert '<html lang="de">' in page
    assert "<script>" not in page


async def test_nothing_else_is_served(client: Client) -> None:
    for address in ("/pages.py", "/../settings.py", "/manifest.json", "/privacy/"):
        async with client.get(address) as answer:
            assert answer.status == 404


@pytest.fixture
def page(shared: Story, browser: Browser) -> Iterator[Page]:
    """The pages of a running bot in a browser, without a message in its console."""
    context = browser.new_context(locale="de-DE", base_url=f"http://127.0.0.1:{shared.bot.port}")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    context.close()
    assert complaints == []


@EVERY_PAGE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_barrier_and_fits_a_phone(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address)
    assert_accessible(page)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
