"""The app on the page: what it says of itself before it is added, and the menu of its commands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from tests.axe import assert_accessible
from tests.office import Office, Person
from tests.sandbox.fake_bot import FakeBot


@pytest.fixture(scope="module")
def office(office: Office) -> Office:
    """The office with this bot's package."""
    package = PackageFor(app_id=office.facts["app_id"], host="themenblock.example")
    office.upload(build_package(package))
    return office


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The page in German, without a message in its console."""
    context = browser.new_context(locale="de-DE", reduced_motion="reduce")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(office.facts["page"])
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()
    assert complaints == []


def test_a_channel_offers_exactly_what_the_package_declares(office: Office, page: Page) -> None:
    act_as(page, office.people()[0])
    expect(offered(page)).to_have_text(declared(office, office.people()[0], "team"))


def test_a_chat_offers_exactly_what_the_package_declares_there(office: Office, page: Page) -> None:
    act_as(page, office.people()[0])
    page.locator("#chats button").click()
    expect(offered(page)).to_have_text(declared(office, office.people()[0], "personal"))


def test_commands_are_offered_in_the_language_of_the_person(office: Office, page: Page) -> None:
    person = next(p for p in office.people() if p.locale == "en-GB" and p.is_member)
    act_as(page, person)
    expect(offered(page)).to_have_text(declared(office, person, "team"))
    expect(offered(page).first).to_contain_text("setup")


def test_a_chosen_command_is_written_and_can_be_sent(
    office: Office, bot: FakeBot, page: Page
) -> None:
    menu(page).get_by_role("button", name="hilfe").click()
    text = page.get_by_label("Nachricht schreiben")
    expect(text).to_be_focused()
    expect(text).to_have_value("hilfe")
    expect(page.locator("#commands")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_text("@Themenblock hilfe")).to_be_visible()
    assert bot.last("message")["text"] == "<at>Themenblock</at> hilfe"


def test_the_menu_is_used_and_left_with_the_keyboard(page: Page) -> None:
    opener = page.get_by_role("button", name="Befehle")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#commands button").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator("#commands")).to_be_hidden()


def test_no_commands_are_offered_while_the_bot_is_not_mentioned(page: Page) -> None:
    page.get_by_role("button", name="@Themenblock").click()
    expect(page.get_by_role("button", name="Befehle")).to_be_hidden()


def test_the_app_is_added_after_its_description_was_shown(office: Office, page: Page) -> None:
    page.get_by_role("button", name="Themenblock aus dem Team entfernen").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Entfernen").click()
    page.get_by_role("button", name="Themenblock zum Team hinzufügen").click()
    dialog = page.get_by_role("dialog", name="Themenblock hinzufügen")
    shown = office.app(office.people()[0])
    expect(dialog.get_by_text(shown["summary"])).to_be_visible()
    expect(dialog.get_by_text("Mitgliedern des Teams persönlich schreiben")).to_be_visible()
    expect(dialog.get_by_role("link", name="Datenschutz")).to_have_attribute(
        "href", shown["pages"]["privacy"]
    )
    assert_accessible(page, "#app")
    dialog.get_by_role("button", name="Abbrechen").click()
    assert not office.get("/api/office")["bot"]["is_in_team"]
    page.get_by_role("button", name="Themenblock zum Team hinzufügen").click()
    dialog.get_by_role("button", name="Themenblock zum Team hinzufügen").click()
    expect(page.get_by_role("button", name="Themenblock aus dem Team entfernen")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_menu_and_description_have_no_barrier(page: Page, theme: str, width: int) -> None:
    page.locator("#theme").select_option(theme)
    page.set_viewport_size({"width": width, "height": 800})
    menu(page)
    assert_accessible(page)
    page.evaluate("document.querySelector('#about-app').click()")
    expect(page.get_by_role("dialog", name="Themenblock")).to_be_visible()
    assert_accessible(page, "#app")


def menu(page: Page) -> Locator:
    """The open menu."""
    opener = page.get_by_role("button", name="Befehle")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    return page.locator("#commands")


def offered(page: Page) -> Locator:
    """What the menu offers, open or not."""
    return page.locator("#commands button")


def declared(office: Office, person: Person, scope: str) -> list[str]:
    """What the package declares for a person: title and description of each command."""
    commands = office.app(person)["commands"][scope]
    return [one["title"] + one["description"] for one in commands]


def act_as(page: Page, person: Person) -> None:
    """Act as somebody, in the team's first channel."""
    page.get_by_label("Handeln als").select_option(person.oid)
    page.locator("#channels button").first.click()
