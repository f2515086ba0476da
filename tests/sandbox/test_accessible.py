"""The page has no barrier that axe knows, in no state that a person can bring it into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import assert_accessible, barriers
from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, card_of, dialog_of, said, submit
from tests.sandbox.window import DESK, PHONE, go, window
from tests.seen import Json

THEMES = ("light", "dark", "contrast")
# Colours do not depend on the width: every theme once, and every width in two of them.
LOOKS = ("light desk", "light phone", "dark phone", "contrast desk")
COLOURS = [{"title": "Blau", "value": "b"}, {"title": "Grün", "value": "g"}]
REQUIRED = {"isRequired": True, "errorMessage": "Bitte ausfüllen."}
HEADING = {"type": "TextBlock", "text": "Ihre Antwort", "style": "heading", "size": "Large"}
FACTS = {"type": "FactSet", "facts": [{"title": "Frist", "value": "21. April"}]}
EVERY_INPUT: tuple[Json, ...] = (
    {"type": "Input.Text", "id": "text", "label": "Kurz", **REQUIRED},
    {"type": "Input.Text", "id": "long", "label": "Lang", "isMultiline": True, **REQUIRED},
    {"type": "Input.Number", "id": "number", "label": "Zahl", "min": 0, "max": 10, **REQUIRED},
    {"type": "Input.Date", "id": "date", "label": "Tag", **REQUIRED},
    {"type": "Input.Time", "id": "time", "label": "Uhrzeit", **REQUIRED},
    {"type": "Input.Toggle", "id": "toggle", "label": "Sicher?", "title": "Ja", **REQUIRED},
    {"type": "Input.ChoiceSet", "id": "list", "label": "Liste", "choices": COLOURS, **REQUIRED},
    {
        "type": "Input.ChoiceSet",
        "id": "one",
        "label": "Eine",
        "style": "expanded",
        "choices": COLOURS,
        **REQUIRED,
    },
    {
        "type": "Input.ChoiceSet",
        "id": "some",
        "label": "Mehrere",
        "isMultiSelect": True,
        "choices": COLOURS,
        **REQUIRED,
    },
)


@pytest.fixture(scope="module")
def talk(office: Office, bot: FakeBot) -> str:
    """A channel with everything in it that a channel can hold."""
    channel = office.channel("Planungsräume")
    people = office.people()
    first = bot.send_card(channel, card_of(HEADING, FACTS, actions=(_opening("Öffnen"),)))
    for number in range(4):
        office.say(people[number], channel, f"Antwort {number}", mention=False, reply_to=first)
    texts = ("bleibt", "geht", "alt")
    kept, gone, old = (bot.send(channel, {"text": text}).json()["id"] for text in texts)
    bot.call("DELETE", f"v3/conversations/{channel}/activities/{gone}")
    path = f"v3/conversations/{channel}/activities/{old}"
    bot.call("PUT", path, {"type": "message", "text": "neu"})
    office.say(people[5], channel, "Danke!", reply_to=kept)
    return channel


def _opening(title: str) -> Json:
    return submit(title, fetches=True, data={"verb": "answer_block"})


@pytest.fixture(scope="module", params=LOOKS)
def look(
    request: pytest.FixtureRequest, office: Office, bot: FakeBot, browser: Browser, talk: str
) -> Iterator[Page]:
    """One window for each look, in German."""
    theme, size = request.param.split()
    viewport = PHONE if size == "phone" else DESK
    with window(browser, office, place=talk, viewport=viewport) as opened:
        opened.locator("#theme").select_option(theme)
        yield opened


@pytest.fixture
def page(look: Page, office: Office, talk: str) -> Page:
    """The look's window as it is when it has just been opened in the channel."""
    go(look, office, place=talk)
    return look


def test_a_barrier_is_told_with_rule_place_and_markup(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<main><h1>Titel</h1><button id='go'></button></main>")
    found = [barrier for barrier in barriers(page) if barrier.rule == "button-name"]
    context.close()
    assert [(one.target, one.html) for one in found] == [("#go", '<button id="go"></button>')]


def test_a_channel_has_no_barrier(page: Page) -> None:
    page.get_by_role("button", name="Antworten anzeigen").click()
    page.get_by_role("button", name="Antworten", exact=True).last.click()
    assert_accessible(page)


def test_a_chat_has_no_barrier(office: Office, bot: FakeBot, page: Page) -> None:
    person = office.people()[0]
    office.say(person, person.chat, "Hallo")
    bot.send_card(person.chat, card_of(HEADING, *EVERY_INPUT, actions=(submit("Senden"),)))
    _reach(page, "#chats button")
    expect(page.locator(".is-bubble .card").last).to_be_visible()
    assert_accessible(page)


def test_a_dialog_with_every_input_has_no_barrier_before_and_after_mistakes(
    bot: FakeBot, page: Page
) -> None:
    card = card_of(HEADING, *EVERY_INPUT, actions=(submit("Weiter"), submit("Zurück")))
    bot.replies["task/fetch"] = lambda _: dialog_of(card)
    page.get_by_role("button", name="Öffnen").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.locator("#dialog").get_by_role("alert")).to_contain_text("fehlen")
    assert_accessible(page)


def test_what_a_dialog_ends_with_has_no_barrier(bot: FakeBot, page: Page) -> None:
    for answer in (said("Vielen Dank!"), dialog_of(card_of(HEADING, FACTS))):
        bot.replies["task/fetch"] = lambda _, answer=answer: answer  # type: ignore[misc]
        page.get_by_role("button", name="Öffnen").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")


def _open_clock(page: Page) -> None:
    page.locator("#clock-button").click()


def _open_window_list(page: Page) -> None:
    page.locator("#window-button").click()


def _open_activity(page: Page) -> None:
    page.locator("#activity-button").click()


def _open_places(page: Page) -> None:
    page.locator("#menu").click()


def _open_keys(page: Page) -> None:
    page.locator("#keys-button").click()


def _open_members(page: Page) -> None:
    page.locator("#place-members").click()


def _open_channel_form(page: Page) -> None:
    _reach(page, "#new-channel")
    page.get_by_label("Geteilter Kanal").check()


def _open_channel(page: Page) -> None:
    page.locator("#edit-channel").click()


def _ask(page: Page) -> None:
    _reach(page, "#install")


def _open_private(page: Page) -> None:
    _reach(page, "#channels li:nth-child(5) button")


OPENERS: tuple[Callable[[Page], None], ...] = (
    _open_clock,
    _open_window_list,
    _open_activity,
    _open_places,
    _open_keys,
    _open_members,
    _open_channel_form,
    _open_channel,
    _ask,
    _open_private,
)


def test_nothing_that_opens_has_a_barrier(office: Office, page: Page, talk: str) -> None:
    for opening in OPENERS:
        opening(page)
        assert_accessible(page)
        go(page, office, place=talk)


def test_no_tool_has_a_barrier(office: Office, bot: FakeBot, page: Page) -> None:
    office.add_fault("roster", status=503, seconds=600, name="Eine Störung")
    page.get_by_role("button", name="Werkzeuge").click()
    expect(page.locator(".fault")).to_be_visible()
    assert_accessible(page)
    for tool in ("Gesendet", "Posteingang"):
        page.get_by_role("tab", name=tool).click()
        page.locator(".calls summary").first.click()
        expect(page.locator(".json").first).to_be_visible()
        assert_accessible(page)
    page.get_by_role("tab", name="Amt").click()
    assert_accessible(page)
    office.clear_faults()


def test_a_notice_has_no_barrier(office: Office, bot: FakeBot, page: Page) -> None:
    office.say(office.people()[7], office.channel(), "Ein Hinweis", mention=False)
    expect(page.locator(".toast").first).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("theme", THEMES)
def test_english_has_no_barrier(office: Office, browser: Browser, talk: str, theme: str) -> None:
    with window(browser, office, place=talk) as page:
        page.get_by_role("button", name="English").click()
        page.locator("#theme").select_option(theme)
        page.get_by_role("button", name="Tools").click()
        page.get_by_role("button", name="Activity").click()
        expect(page.get_by_role("tab", name="Faults")).to_be_visible()
        assert_accessible(page)


@pytest.mark.parametrize(
    ("wish", "theme"),
    [
        ({"color_scheme": "dark"}, "dark"),
        ({"color_scheme": "light"}, "light"),
        ({"contrast": "more"}, "contrast"),
    ],
)
def test_the_page_follows_the_system(
    office: Office, browser: Browser, talk: str, wish: dict[str, Any], theme: str
) -> None:
    with window(browser, office, place=talk, **wish) as page:
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        assert_accessible(page)


def test_the_system_s_own_high_contrast_leaves_nothing_out(
    office: Office, browser: Browser, talk: str
) -> None:
    with window(browser, office, place=talk, forced_colors="active") as page:
        page.get_by_role("button", name="Werkzeuge").click()
        expect(page.locator("#channels [aria-current]")).to_have_css("outline-style", "solid")
        assert_accessible(page)


def _reach(page: Page, selector: str) -> None:
    """Press something in the list of conversations, which a phone opens first."""
    if not page.locator("#places").is_visible():
        page.locator("#menu").click()
    page.locator(selector).click()
