"""Channels on the page: making, filling, renaming and deleting them, and adding the bot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot
from tests.sandbox.window import window

PRIVATE, SHARED = "Steuerungskreis", "Runde mit freien Trägern"


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The page as youth welfare planning, who may manage channels."""
    with window(browser, office, office.people(role="planning")[0]) as opened:
        yield opened


def test_a_private_channel_is_made_with_its_members_and_the_bot(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.get_by_role("button", name="Kanal anlegen").click()
    sheet = page.get_by_role("dialog", name="Kanal anlegen")
    sheet.get_by_label("Name des Kanals").fill("Redaktion")
    sheet.get_by_label("Privater Kanal").check()
    sheet.get_by_label("Namen suchen").fill("Dora")
    sheet.get_by_label("Dora Distelfeld").check()
    expect(sheet.get_by_text("2 ausgewählt")).to_be_visible()
    sheet.get_by_role("button", name="Anlegen").click()
    page.locator("#channels").get_by_role("button", name="Redaktion").click()
    expect(page.locator("#place-kind")).to_have_text("Privater Kanal")
    expect(page.locator("#place-members")).to_have_text("2 Mitglieder")
    assert bot.last("conversationUpdate")["channelData"]["eventType"] == "channelMemberAdded"


def test_a_shared_channel_offers_partners_and_no_guests(
    office: Office, bot: FakeBot, page: Page
) -> None:
    guest = next(person for person in office.people() if person.is_guest)
    partner = next(person for person in office.people() if person.is_external)
    page.get_by_role("button", name="Kanal anlegen").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Geteilter Kanal").check()
    expect(sheet.get_by_label(guest.name)).to_be_disabled()
    expect(sheet.get_by_label(partner.name)).to_be_enabled()
    sheet.get_by_label("Privater Kanal").check()
    expect(sheet.get_by_label(guest.name)).to_be_enabled()
    expect(sheet.get_by_label(partner.name)).to_be_disabled()


def test_a_channel_is_renamed_and_deleted_after_a_question(
    office: Office, bot: FakeBot, page: Page
) -> None:
    office.change_channel("create", name="Vorläufig")
    page.locator("#channels").get_by_role("button", name="Vorläufig").click()
    page.get_by_role("button", name="Kanal verwalten").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Name des Kanals").fill("Endgültig")
    sheet.get_by_role("button", name="Speichern").click()
    expect(page.locator("#place-name")).to_have_text("Endgültig")
    page.get_by_role("button", name="Kanal verwalten").click()
    page.get_by_role("button", name="Kanal löschen").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Löschen").click()
    expect(page.locator("#channels")).not_to_contain_text("Endgültig")
    expect(page.locator("#place-name")).to_have_text("Allgemein")
    events = [heard.activity["channelData"]["eventType"] for heard in bot.heard]
    assert events == ["channelCreated", "channelRenamed", "channelDeleted"]


def test_members_come_and_go_and_the_page_follows(office: Office, bot: FakeBot, page: Page) -> None:
    person = office.person("Rieke Rosmarin")
    page.locator("#channels").get_by_role("button", name=SHARED).click()
    page.get_by_role("button", name="Kanal verwalten").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label(person.name).uncheck()
    sheet.get_by_role("button", name="Speichern").click()
    expect(page.locator("#place-members")).to_have_text("6 Mitglieder")
    page.locator("#place-members").click()
    expect(page.get_by_role("dialog")).not_to_contain_text(person.name)
    expect(page.get_by_role("dialog")).to_contain_text("extern")


def test_the_bot_is_added_to_a_private_channel_where_it_was_missing(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.locator("#channels").get_by_role("button", name=PRIVATE).click()
    expect(page.get_by_text("Themenblock ist nicht in diesem Kanal.")).to_be_visible()
    expect(page.locator("#mention")).to_be_hidden()
    page.get_by_role("button", name="Themenblock hinzufügen").click()
    expect(page.locator("#place-note")).to_be_hidden()
    expect(page.locator("#mention")).to_be_visible()
    assert bot.send(office.channel(PRIVATE), {"text": "Da bin ich."}).status_code == 201


def test_what_teams_would_refuse_is_said_in_the_dialog(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.get_by_role("button", name="Kanal anlegen").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Name des Kanals").fill("Allgemein")
    sheet.get_by_role("button", name="Anlegen").click()
    expect(sheet.get_by_role("alert")).to_contain_text("there is a channel Allgemein already")


def test_staff_sees_its_channels_and_manages_none(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person = office.person("Dora Distelfeld")
    with window(browser, office, person) as page:
        expect(page.locator("#channels")).not_to_contain_text(PRIVATE)
        expect(page.get_by_role("button", name="Kanal anlegen")).to_be_hidden()
        page.locator("#channels button").nth(1).click()
        expect(page.get_by_role("button", name="Kanal verwalten")).to_be_hidden()


def test_a_partner_sees_what_is_shared_and_nothing_else(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    partner = next(person for person in office.people() if person.is_external)
    with window(browser, office, partner) as page:
        expect(page.locator("#channels button")).to_have_count(1)
        expect(page.locator("#place-name")).to_have_text(SHARED)
        expect(page.locator("#chats button")).to_have_count(0)
        expect(page.get_by_text("Das Konto gehört zu einer anderen Organisation")).to_be_visible()
        expect(page.locator("#roles")).to_contain_text("Kinderhaus Wiesengrund")


def test_whose_only_channel_is_deleted_stands_nowhere(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    partner = next(person for person in office.people() if person.is_external)
    with window(browser, office, partner) as page:
        office.change_channel("delete", channel=SHARED)
        expect(page.locator("#place-name")).to_have_text("Nirgends Mitglied")
        expect(page.locator("#channels button")).to_have_count(0)


def test_going_elsewhere_while_the_list_is_loaded_anew_is_not_undone(
    office: Office, page: Page
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/conversations?*", hold, times=1)
    office.change_channel("create", name="Neuigkeiten", kind="standard")
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    page.locator("#channels").get_by_role("button", name=PRIVATE).click()
    expect(page.locator("#place-kind")).to_have_text("Privater Kanal")
    held[0].continue_()
    expect(page.locator("#channels").get_by_role("button", name="Neuigkeiten")).to_be_visible()
    expect(page.locator("#place-kind")).to_have_text("Privater Kanal")
