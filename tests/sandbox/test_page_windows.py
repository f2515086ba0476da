"""Several windows act as several people, each with news, notices and devices of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, card_of, dialog_of, said, submit
from tests.sandbox.window import PHONE, focused, window

NOTE = {"type": "Input.Text", "id": "note", "label": "Notiz"}


def test_two_windows_act_as_two_people_and_see_each_other_at_once(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    one, other = office.people()[:2]
    with window(browser, office, one) as first, window(browser, office, other) as second:
        expect(second.get_by_label("Handeln als")).to_have_value(other.oid)
        first.get_by_label("Nachricht schreiben").fill("Bin gleich da")
        first.keyboard.press("Enter")
        expect(second.get_by_text("Bin gleich da")).to_be_visible()
        expect(first.get_by_label("Handeln als")).to_have_value(one.oid)


def test_a_window_keeps_its_person_when_it_is_loaded_anew(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    one, other = office.people()[2:4]
    with window(browser, office, one) as first:
        second = first.context.new_page()
        second.goto(f"{office.facts['page']}/?person={other.oid}")
        second.wait_for_selector("body[data-ready]")
        first.reload()
        first.wait_for_selector("body[data-ready]")
        expect(first.get_by_label("Handeln als")).to_have_value(one.oid)


def test_another_window_opens_as_somebody_else(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    other = office.person("Dora Distelfeld")
    with window(browser, office) as page:
        page.get_by_role("button", name="Zweites Fenster").click()
        expect(page.get_by_role("searchbox", name="Namen suchen")).to_be_focused()
        page.keyboard.type("distel")
        row = page.locator("#window-panel a:visible")
        expect(row).to_have_count(1)
        with page.context.expect_page() as opened:
            row.click()
        opened.value.wait_for_selector("body[data-ready]")
        expect(opened.value.get_by_label("Handeln als")).to_have_value(other.oid)
        assert opened.value.title().endswith("Allgemein – Dora Distelfeld – Sandkasten")


def test_the_same_person_in_two_windows_has_two_devices_with_dialogs_of_their_own(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person = office.people()[5]
    bot.replies["task/fetch"] = lambda _: dialog_of(card_of(NOTE, actions=(submit("Senden"),)))
    bot.replies["task/submit"] = lambda _: said("Danke")
    bot.send_card(office.channel(), card_of(actions=(submit("Auf zwei Geräten", fetches=True),)))
    with window(browser, office, person) as first, window(browser, office, person) as second:
        expect(first.locator("#device")).to_have_text("Gerät 1 von 2")
        expect(second.locator("#device")).to_have_text("Gerät 2 von 2")
        for page in (first, second):
            page.get_by_role("button", name="Auf zwei Geräten").click()
            expect(page.get_by_role("dialog").get_by_label("Notiz")).to_be_visible()
        first.get_by_role("dialog").get_by_role("button", name="Senden").click()
        expect(first.get_by_text("Danke")).to_be_visible()
        expect(second.get_by_role("dialog").get_by_label("Notiz")).to_be_visible()
        second.get_by_label("Handeln als").evaluate("element => element.blur()")
        second.locator("#dialog-close").click()
        second.get_by_label("Handeln als").select_option(office.people()[6].oid)
        expect(first.locator("#device")).to_be_hidden()


def test_what_is_read_in_one_window_is_read_in_the_other(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person, other = office.people()[7:9]
    with window(browser, office, person) as first, window(browser, office, person) as second:
        office.say(other, office.channel("Planungsräume"), "Schon gesehen?", mention=False)
        row = second.locator("#channels").get_by_role("button", name="Planungsräume")
        expect(row).to_contain_text("ungelesen")
        first.locator("#channels").get_by_role("button", name="Planungsräume").click()
        expect(row).not_to_contain_text("ungelesen")


def test_a_new_message_elsewhere_is_told_and_leads_to_itself(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person, other = office.people()[9:11]
    with window(browser, office, person) as page:
        office.say(other, office.channel("Planungsräume"), "Der Entwurf ist da.", mention=False)
        toast = page.locator(".toast")
        expect(toast).to_contain_text("Der Entwurf ist da.")
        expect(page.locator("#announcer")).to_have_text(
            f"Neue Nachricht von {other.name} in Planungsräume"
        )
        toast.get_by_role("button", name="Zur neuen Nachricht").click()
        expect(page.locator("#place-name")).to_have_text("Planungsräume")
        expect(page.locator(".message", has_text="Der Entwurf ist da.")).to_be_focused()
        expect(toast).to_have_count(0)


def test_one_s_own_messages_and_edits_are_no_news(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person = office.people()[11]
    sent = bot.send(office.channel("Planungsräume"), {"text": "alt"}).json()["id"]
    with window(browser, office, person) as page:
        page.locator("#activity-button").click()
        page.get_by_role("button", name="Alles gelesen").click()
        expect(page.locator("#activity-count")).to_be_hidden()
        office.say(person, office.channel("Planungsräume"), "von mir", mention=False)
        path = f"v3/conversations/{office.channel('Planungsräume')}/activities/{sent}"
        bot.call("PUT", path, {"type": "message", "text": "neu"})
        bot.send(office.channel("Koordinator*innen"), {"text": "Das zählt"})
        expect(page.locator("#activity-count")).to_have_text("1 ungelesen")
        expect(page.locator(".toast")).to_have_count(1)


@pytest.mark.parametrize("viewport", [PHONE, None])
def test_the_activity_lists_what_is_new_and_leads_there(
    office: Office, bot: FakeBot, browser: Browser, viewport: dict[str, int] | None
) -> None:
    person, other = office.people()[12:14]
    said_there = f"Bitte lesen ({'Telefon' if viewport else 'Tisch'})"
    office.say(other, office.channel("Koordinator*innen"), said_there, mention=False)
    size = {"viewport": viewport} if viewport else {}
    with window(browser, office, person, **size) as page:
        page.get_by_role("button", name="Aktivität").click()
        expect(page.get_by_role("heading", name="Aktivität")).to_be_focused()
        entry = page.locator("#news button", has_text=said_there)
        expect(entry).to_contain_text(other.name)
        entry.click()
        expect(page.locator("#place-name")).to_have_text("Koordinator*innen")
        expect(page.locator(".message", has_text=said_there)).to_be_focused()
        assert page.locator("#activity").is_visible() == (viewport is None)


def test_a_notice_can_be_closed_by_keyboard(office: Office, bot: FakeBot, browser: Browser) -> None:
    with window(browser, office, office.people()[14]) as page:
        bot.send(office.channel("Planungsräume"), {"text": "Kurz gesagt"})
        close = page.get_by_role("button", name="Hinweis schließen")
        close.focus()
        page.keyboard.press("Enter")
        expect(close).to_have_count(0)
        assert focused(page) == "Allgemein"


def test_on_a_phone_one_thing_is_seen_at_a_time(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    with window(browser, office, viewport=PHONE) as page:
        menu = page.get_by_role("button", name="Teams und Chats")
        expect(page.locator("#places")).to_be_hidden()
        menu.click()
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#channels [aria-current]")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#places")).to_be_hidden()
        expect(menu).to_be_focused()
        menu.click()
        page.locator("#channels").get_by_role("button", name="Planungsräume").click()
        expect(page.locator("#places")).to_be_hidden()
        expect(page.locator("#place-name")).to_have_text("Planungsräume")


def test_a_dialog_fills_a_phone(office: Office, bot: FakeBot, browser: Browser) -> None:
    bot.replies["task/fetch"] = lambda _: dialog_of(card_of(NOTE, actions=(submit("Senden"),)))
    bot.send_card(office.channel(), card_of(actions=(submit("Auf dem Telefon", fetches=True),)))
    with window(browser, office, viewport=PHONE) as page:
        page.get_by_role("button", name="Auf dem Telefon").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
        for part in (dialog.get_by_label("Notiz"), dialog.get_by_role("button", name="Senden")):
            assert _height(page, part.element_handle()) >= 44


def _height(page: Page, element: object) -> float:
    return float(page.evaluate("element => element.getBoundingClientRect().height", element))
