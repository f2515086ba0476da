"""What the page mends in rendered cards, for people who do not see, point or hear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, card_of, dialog_of, said, submit
from tests.sandbox.window import PHONE, focused, window
from tests.seen import Json

SEND = submit("Senden", style="positive")
NAME = {
    "type": "Input.Text",
    "id": "name",
    "label": "Name",
    "isRequired": True,
    "errorMessage": "Bitte nennen Sie einen Namen.",
}
COLOURS = [{"title": "Blau", "value": "b"}, {"title": "Grün", "value": "g"}]


def choices(kind: str, **more: object) -> Json:
    """A set of choices with a label and an error text."""
    asked = {"type": "Input.ChoiceSet", "id": kind, "label": f"Farbe ({kind})", "style": "expanded"}
    return asked | {"choices": COLOURS, "errorMessage": "Bitte wählen Sie."} | more


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The page, whose next dialog is told by `opened`."""
    with window(browser, office, office.people()[1]) as running:
        yield running


def opened(office: Office, bot: FakeBot, page: Page, *body: Json) -> Locator:
    """A dialog with this card in it."""
    bot.replies["task/fetch"] = lambda _: dialog_of(card_of(*body, actions=(SEND,)), "Fragen")
    bot.replies["task/submit"] = lambda activity: said(str(activity["value"]["data"]))
    bot.send_card(office.channel(), card_of(actions=(submit("Öffnen", fetches=True),)))
    page.get_by_role("button", name="Öffnen").last.click()
    expect(page.get_by_role("dialog", name="Fragen")).to_be_visible()
    return page.get_by_role("dialog")


def test_choices_of_one_are_a_radio_group_with_a_name(
    office: Office, bot: FakeBot, page: Page
) -> None:
    dialog = opened(office, bot, page, choices("one", isRequired=True))
    group = dialog.get_by_role("radiogroup", name="Farbe (one)", exact=True)
    expect(group).to_have_attribute("aria-required", "true")
    expect(group.get_by_role("radio", name="Grün", exact=True)).to_be_visible()
    group.get_by_role("radio", name="Grün").check()
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_text("'one': 'g'")).to_be_visible()


def test_choices_of_several_are_a_group_with_a_name(
    office: Office, bot: FakeBot, page: Page
) -> None:
    dialog = opened(office, bot, page, choices("some", isMultiSelect=True))
    group = dialog.get_by_role("group", name="Farbe (some)", exact=True)
    for name in ("Blau", "Grün"):
        group.get_by_role("checkbox", name=name, exact=True).check()
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_text("'some': 'b,g'")).to_be_visible()


def test_a_whole_row_answers_to_a_touch(office: Office, bot: FakeBot, browser: Browser) -> None:
    with window(browser, office, office.people()[1], viewport=PHONE) as page:
        dialog = opened(office, bot, page, choices("one"))
        row = dialog.locator(".ac-choiceSetInput-expanded > div").last
        box = row.bounding_box()
        assert box
        assert box["height"] >= 44
        page.mouse.click(box["x"] + box["width"] - 8, box["y"] + 5)
        expect(dialog.get_by_role("radio", name="Grün")).to_be_checked()


def test_a_missing_entry_is_said_counted_and_led_to(
    office: Office, bot: FakeBot, page: Page
) -> None:
    dialog = opened(office, bot, page, choices("one", isRequired=True), NAME)
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_role("alert")).to_have_text("2 Angaben fehlen oder passen noch nicht.")
    group, name = dialog.get_by_role("radiogroup"), dialog.get_by_role("textbox")
    expect(group.get_by_role("radio").first).to_be_focused()
    for wrong, text in ((group, "Bitte wählen Sie."), (name, "Bitte nennen Sie einen Namen.")):
        expect(wrong).to_have_attribute("aria-invalid", "true")
        expect(wrong).to_have_accessible_description(text)
    expect(name).to_have_accessible_name("Name")
    assert [heard.activity["name"] for heard in bot.heard] == ["task/fetch"]


def test_a_mended_entry_is_no_longer_wrong(office: Office, bot: FakeBot, page: Page) -> None:
    dialog = opened(office, bot, page, NAME)
    dialog.get_by_role("button", name="Senden").click()
    field = dialog.get_by_role("textbox", name="Name")
    expect(field).to_be_focused()
    page.keyboard.type("Pia")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_text("Bitte nennen Sie einen Namen.")).to_have_count(0)
    expect(page.locator("#dialog-error")).to_be_empty()
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_text("'name': 'Pia'")).to_be_visible()


def test_a_toggle_is_named_by_its_label_and_title(office: Office, bot: FakeBot, page: Page) -> None:
    toggle = {
        "type": "Input.Toggle",
        "id": "sure",
        "label": "Bestätigung",
        "title": "Ich bin sicher",
        "isRequired": True,
        "errorMessage": "Bitte bestätigen Sie.",
    }
    dialog = opened(office, bot, page, toggle)
    box = dialog.get_by_role("checkbox")
    dialog.get_by_role("button", name="Senden").click()
    expect(box).to_have_accessible_name("Bestätigung Ich bin sicher")
    expect(box).to_have_accessible_description("Bitte bestätigen Sie.")
    box.check()
    expect(box).not_to_have_attribute("aria-invalid", "true")


def test_a_button_that_shows_something_says_whether_it_does(
    office: Office, bot: FakeBot, page: Page
) -> None:
    hidden = {"type": "TextBlock", "id": "more", "text": "Einfacher gesagt", "isVisible": False}
    toggle = {
        "type": "Action.ToggleVisibility",
        "title": "Einfache Sprache",
        "targetElements": ["more"],
    }
    bar = {"type": "ActionSet", "actions": [toggle]}
    for _ in range(2):
        bot.send_card(office.channel(), card_of(hidden, bar))
    buttons = page.get_by_role("button", name="Einfache Sprache")
    expect(buttons).to_have_count(2)
    first, second = buttons.all()
    expect(first).to_have_attribute("aria-expanded", "false")
    first.click()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(second).to_have_attribute("aria-expanded", "false")
    shown = page.get_by_text("Einfacher gesagt").first
    expect(shown).to_be_visible()
    assert shown.evaluate("one => one.closest('[aria-expanded]')") is None
    controlled = [one.get_attribute("aria-controls") for one in (first, second)]
    assert len(set(controlled)) == 2
    assert page.locator(f"#{controlled[0]}").count() == 1


def test_headings_of_a_card_go_on_from_where_it_stands(
    office: Office, bot: FakeBot, page: Page
) -> None:
    def heading(text: str, size: str) -> Json:
        return {"type": "TextBlock", "text": text, "size": size, "style": "heading"}

    titles = heading("Titel", "Large"), heading("Abschnitt", "Medium")
    dialog = opened(office, bot, page, *titles)
    expect(dialog.get_by_role("heading", level=2)).to_have_text("Fragen")
    expect(dialog.get_by_role("heading", level=3)).to_have_text("Titel")
    expect(dialog.get_by_role("heading", level=4)).to_have_text("Abschnitt")


def test_a_dialog_is_walked_through_by_keyboard_alone(
    office: Office, bot: FakeBot, page: Page
) -> None:
    note = {"type": "Input.Text", "id": "note", "label": "Notiz", "isMultiline": True}
    dialog = opened(office, bot, page, choices("one", isRequired=True), note)
    assert focused(page) == "Fragen"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="Grün")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("mit der Tastatur")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Senden")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("mit der Tastatur")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert focused(page) == "Öffnen"


def test_a_card_in_another_language_says_so(office: Office, bot: FakeBot, page: Page) -> None:
    card = card_of({"type": "TextBlock", "text": "Good morning"}) | {"lang": "en"}
    bot.send_card(office.channel(), card)
    expect(page.locator(".card", has_text="Good morning")).to_have_attribute("lang", "en")
