"""Conversations on the page: threads, replies, bubbles, days, marks, and the field to write in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, card_of
from tests.sandbox.window import window

CHANNEL = "Planungsräume"


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The channel in which these tests speak."""
    with window(browser, office, place=office.channel(CHANNEL)) as opened:
        yield opened


def test_many_replies_are_shown_when_they_are_asked_for(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    one, other = office.people()[:2]
    first = office.say(one, office.channel(CHANNEL), "Wer kommt?", mention=False)["message"]
    for number in range(1, 5):
        text = f"Antwort Nummer {number}"
        office.say(other, office.channel(CHANNEL), text, mention=False, reply_to=first)
    with window(browser, office, one, place=office.channel(CHANNEL)) as page:
        thread = page.locator(f'[data-thread="{first}"]')
        toggle = thread.get_by_role("button", name="4 Antworten anzeigen")
        expect(page.get_by_text("Antwort Nummer 1")).to_have_count(0)
        toggle.click()
        expect(page.get_by_text("Antwort Nummer 1")).to_be_visible()
        hide = thread.get_by_role("button", name="Antworten ausblenden")
        expect(hide).to_be_focused()
        hide.click()
        expect(page.get_by_text("Antwort Nummer 4")).to_have_count(0)


def test_a_reply_that_comes_while_one_looks_on_is_shown(
    office: Office, bot: FakeBot, page: Page
) -> None:
    one, other = office.people()[:2]
    channel = office.channel(CHANNEL)
    first = office.say(one, channel, "Und wann?", mention=False)["message"]
    for number in range(4):
        office.say(other, channel, f"Um {number} Uhr", mention=False, reply_to=first)
    expect(page.get_by_text("Um 3 Uhr")).to_be_visible()


def test_a_reply_is_written_in_its_thread(office: Office, bot: FakeBot, page: Page) -> None:
    first = office.say(office.people()[1], office.channel(CHANNEL), "Frage", mention=False)
    thread = page.locator(f'[data-thread="{first["message"]}"]')
    thread.get_by_role("button", name="Antworten").click()
    field = thread.get_by_label("Antwort schreiben")
    expect(field).to_be_focused()
    field.fill("hilfe")
    page.keyboard.press("Enter")
    expect(thread.locator(".is-reply")).to_contain_text("@Themenblock hilfe")
    expect(thread.get_by_role("button", name="Antworten")).to_be_focused()
    assert bot.last("message")["conversation"]["id"].endswith(f";messageid={first['message']}")


def test_a_reply_is_given_up_with_escape(office: Office, bot: FakeBot, page: Page) -> None:
    said = office.say(office.people()[1], office.channel(CHANNEL), "Noch eine", mention=False)
    thread = page.locator(f'[data-thread="{said["message"]}"]')
    thread.get_by_role("button", name="Antworten").click()
    page.keyboard.type("doch nicht")
    page.keyboard.press("Escape")
    expect(thread.get_by_label("Antwort schreiben")).to_have_count(0)
    expect(thread.get_by_role("button", name="Antworten")).to_be_focused()


def test_what_is_being_written_survives_other_messages(
    office: Office, bot: FakeBot, page: Page
) -> None:
    said = office.say(office.people()[1], office.channel(CHANNEL), "Lange Frage", mention=False)
    thread = page.locator(f'[data-thread="{said["message"]}"]')
    thread.get_by_role("button", name="Antworten").click()
    page.keyboard.type("ein halber Satz")
    office.say(office.people()[2], office.channel(CHANNEL), "Zwischenruf", mention=False)
    expect(page.get_by_text("Zwischenruf")).to_be_visible()
    expect(thread.get_by_label("Antwort schreiben")).to_have_value("ein halber Satz")
    expect(thread.get_by_label("Antwort schreiben")).to_be_focused()


def test_a_chat_has_bubbles_and_one_s_own_stand_at_the_right(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person = office.people()[22]
    office.say(person, person.chat, "Guten Morgen")
    bot.send(person.chat, {"text": "Guten Morgen!"})
    with window(browser, office, person, place=person.chat) as page:
        mine, theirs = page.locator(".is-mine .said"), page.locator(".is-bot .said")
        expect(mine).to_contain_text("Guten Morgen")
        right, left = mine.bounding_box(), theirs.bounding_box()
        assert right
        assert left
        assert right["x"] > left["x"] + 100
        expect(page.locator(".reply-foot")).to_have_count(0)


def test_messages_stand_under_their_day_and_say_the_hour(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person = office.people()[23]
    moments = ("2027-04-01T08:00:00+00:00", "2027-04-01T09:30:00+00:00", "2027-04-02T08:00:00Z")
    for moment in moments:
        office.move_clock(moment, wait=0)
        bot.send(person.chat, {"text": "Hallo"})
    with window(browser, office, person, place=person.chat) as page:
        days = page.locator(".day-line")
        expect(days).to_have_text(["Donnerstag, 1. April 2027", "Freitag, 2. April 2027"])
        expect(page.locator(".message time").nth(1)).to_have_text("11:30")


def test_what_was_edited_or_deleted_is_marked(office: Office, bot: FakeBot, page: Page) -> None:
    channel = office.channel(CHANNEL)
    edited, deleted = (bot.send(channel, {"text": text}).json()["id"] for text in ("eins", "zwei"))
    path = f"v3/conversations/{channel}/activities"
    bot.call("PUT", f"{path}/{edited}", {"type": "message", "text": "eins, neu"})
    bot.call("DELETE", f"{path}/{deleted}")
    first = page.locator(f'[data-message="{edited}"]')
    expect(first).to_contain_text("eins, neu")
    expect(first).to_contain_text("bearbeitet, 2 Fassungen")
    expect(page.locator(f'[data-message="{deleted}"]')).to_contain_text("wurde gelöscht")


def test_what_is_new_since_last_time_begins_with_a_line(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    person, other = office.people()[24:26]
    channel = office.channel("Koordinator*innen")
    known = office.say(other, channel, "Das ist bekannt", mention=False)["message"]
    office.post("/api/read", {"person": person.oid, "conversation": channel, "message": known})
    office.say(other, channel, "Das ist neu", mention=False)
    with window(browser, office, person, place=channel) as page:
        expect(page.locator(".news-line")).to_have_text("Neu")
        order = page.locator("#messages > *").all_inner_texts()
    found = [place for place, text in enumerate(order) if text == "Neu"]
    assert "Das ist bekannt" in order[found[0] - 1]
    assert "Das ist neu" in order[found[0] + 1]


def test_the_mention_goes_with_backspace_and_comes_with_an_at_sign(
    office: Office, bot: FakeBot, page: Page
) -> None:
    text, mention = page.get_by_label("Nachricht schreiben"), page.locator("#mention")
    text.focus()
    expect(mention).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Backspace")
    expect(mention).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("hört der Bot diese Nachricht nicht")).to_be_visible()
    page.keyboard.type("nur unter uns")
    page.keyboard.press("Enter")
    expect(page.get_by_text("nur unter uns", exact=True)).to_be_visible()
    assert bot.heard == []
    page.keyboard.type("@")
    expect(mention).to_have_attribute("aria-pressed", "true")
    expect(text).to_have_value("")


def test_people_from_elsewhere_are_marked_at_their_messages(
    office: Office, bot: FakeBot, browser: Browser
) -> None:
    partner = next(person for person in office.people() if person.is_external)
    guest = next(person for person in office.people() if person.is_guest)
    shared = office.channel("Runde mit freien Trägern")
    office.say(partner, shared, "Grüße von nebenan", mention=False)
    office.say(guest, office.channel(), "Grüße vom Gast", mention=False)
    with window(browser, office, place=shared) as page:
        expect(page.locator(".message", has_text="nebenan").locator(".tag")).to_have_text("extern")
        page.locator("#channels button").first.click()
        expect(page.locator(".message", has_text="vom Gast").locator(".tag")).to_have_text("Gast")


def test_a_message_for_one_person_says_so(office: Office, bot: FakeBot, browser: Browser) -> None:
    person, channel = office.people()[0], office.channel(CHANNEL)
    path = f"v3/conversations/{channel}/activities?isTargetedActivity=true"
    card = {"type": "TextBlock", "text": "Nur für Pia"}
    body = {"type": "message", "recipient": {"id": person.user_id}, "text": "leise"}
    bot.call("POST", path, body | {"attachments": [_attached(card)]})
    with window(browser, office, person, place=channel) as page:
        message = page.locator(".message", has_text="Nur für Pia")
        expect(message).to_contain_text(re.compile("Nur Sie sehen diese Nachricht"))


def _attached(block: dict[str, str]) -> dict[str, object]:
    return {"contentType": "application/vnd.microsoft.card.adaptive", "content": card_of(block)}
