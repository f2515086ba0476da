"""The page in a real browser: what a person sees and can do there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, card_of, dialog_of, said, submit

SEND = submit("Senden", style="positive")
ANSWER = submit("Teilnehmen", fetches=True, data={"verb": "answer_block"})
NOTE = {"type": "Input.Text", "id": "note", "label": "Notiz", "isRequired": True}


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The page in German, without a message in its console."""
    context = browser.new_context(locale="de-DE")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(office.facts["page"])
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()
    assert complaints == []


def test_a_dialog_is_filled_in_and_sent_from_a_card(
    office: Office, bot: FakeBot, page: Page
) -> None:
    form = card_of(NOTE, actions=(submit("Senden", style="positive"),))
    bot.replies["task/fetch"] = lambda _: dialog_of(form, "Fragen")
    bot.replies["task/submit"] = lambda activity: said(activity["value"]["data"]["note"])
    bot.send_card(office.channel(), card_of(actions=(submit("Öffnen", fetches=True),)))
    page.get_by_role("button", name="Öffnen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Notiz").fill("Guten Tag")
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_text("Guten Tag")).to_be_visible()
    dialog.get_by_role("button", name="OK").click()
    expect(page.get_by_role("button", name="Öffnen")).to_be_focused()


def test_a_command_typed_as_another_person_reaches_the_bot(
    office: Office, bot: FakeBot, page: Page
) -> None:
    person = office.people(department="512")[0]
    page.get_by_label("Handeln als").select_option(person.oid)
    page.get_by_label("Nachricht schreiben").fill("hilfe")
    page.keyboard.press("Enter")
    expect(page.get_by_text("@Themenblock hilfe")).to_be_visible()
    assert bot.last("message")["from"]["name"] == person.name


def test_an_unread_channel_is_marked_until_it_is_opened(
    office: Office, bot: FakeBot, page: Page
) -> None:
    bot.send(office.channel("Planungsräume"), {"text": "Neues"})
    row = page.get_by_role("button", name="Planungsräume")
    expect(row).to_contain_text("ungelesen")
    row.click()
    expect(page.get_by_text("Neues")).to_be_visible()
    expect(row).not_to_contain_text("ungelesen")


def test_the_clock_is_moved_in_the_office_s_own_zone(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.locator("#clock-button").click()
    page.get_by_label("Uhr stellen auf").fill("2021-07-31T12:00")
    page.get_by_role("button", name="Stellen", exact=True).click()
    expect(page.locator("#clock-shown")).to_contain_text("31.07.2021, 12:00")
    assert office.clock()["now"].startswith("2021-07-31T10:00")


@pytest.mark.parametrize("width", [390, 780, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    assert page.get_by_role("button", name="Senden").bounding_box() is not None


@pytest.mark.parametrize("width", [390, 780, 1280])
def test_who_acts_can_be_read_at_every_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    box = page.get_by_label("Handeln als").bounding_box()
    assert box
    assert box["width"] >= 160


def test_colleagues_are_offered_as_many_as_are_left(
    office: Office, bot: FakeBot, page: Page
) -> None:
    bot.replies["task/fetch"] = lambda _: dialog_of(card_of(NOTE, actions=(SEND,)))
    bot.replies["task/submit"] = lambda _: said("Danke")
    bot.send_card(office.channel(), card_of(actions=(ANSWER,)))
    count = page.get_by_label("Anzahl der erfundenen Kolleg*innen")
    ask = page.get_by_role("button", name="Erfundene Kolleg*innen")
    expect(count).to_have_value("30")
    ask.click()
    expect(page.get_by_text("30 haben geantwortet.")).to_be_visible()
    expect(count).to_have_value("6")
    ask.click()
    expect(page.get_by_text("6 haben geantwortet.")).to_be_visible()
    ask.click()
    expect(page.get_by_text("Alle haben diese Karte schon benutzt.")).to_be_visible()


def test_removing_the_bot_is_asked_about_and_offered_to_few(
    office: Office, bot: FakeBot, page: Page
) -> None:
    remove = page.get_by_role("button", name="Themenblock aus dem Team entfernen")
    remove.click()
    page.get_by_role("alertdialog").get_by_role("button", name="Abbrechen").click()
    expect(remove).to_be_focused()
    assert office.get("/api/office")["bot"]["is_in_team"]
    page.get_by_label("Handeln als").select_option(office.people(role="coordinator")[0].oid)
    expect(remove).to_be_hidden()


def test_a_dialog_that_offers_nothing_can_be_closed_with_a_button(
    office: Office, bot: FakeBot, page: Page
) -> None:
    notice = card_of({"type": "TextBlock", "text": "Vielen Dank!"})
    bot.replies["task/fetch"] = lambda _: dialog_of(notice)
    bot.send_card(office.channel(), card_of(actions=(submit("Anzeigen", fetches=True),)))
    page.get_by_role("button", name="Anzeigen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Vielen Dank!")).to_be_visible()
    box = dialog.bounding_box()
    assert box
    assert box["height"] < 220
    dialog.locator(".dialog-end button").click()
    expect(dialog).to_be_hidden()


def test_a_long_word_stays_inside_the_conversation(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    block = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "x" * 400}]}
    bot.send_card(office.channel(), card_of(block))
    expect(page.locator(".ac-richTextBlock").last).to_be_visible()
    wide = "element => element.scrollWidth - element.clientWidth"
    assert page.locator("#messages").evaluate(wide) == 0


def test_the_page_speaks_english_after_the_switch(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Act as")).to_be_visible()
    expect(page.get_by_text("an invented office")).to_be_visible()
    expect(page.locator("#roles")).to_contain_text("process lead")
    assert page.get_attribute("html", "lang") == "en"
