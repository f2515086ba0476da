"""An outcome on the sandbox's page: on a phone, in the dark, by keyboard, looked at by axe."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.axe import assert_accessible
from tests.browser import picture
from tests.journeys.meetings import OFFER, RESULT, begin, fill_in, moderator, opened
from tests.journeys.story import CHANNELS, Story
from tests.journeys.test_page_story import act_as, close, go_to

PAGES = {
    "meeting": {"Bereich": "511"},
    "took-part": {"Fachkräfte 511": "6", "Bereichsleitung": "1"},
    "result": {"Ergebnis": RESULT},
    "measures": {
        "Maßnahme 1: Was ist zu tun?": "Termine mit beiden Rathäusern vereinbaren",
        "Maßnahme 1: zuständige Rolle": "Jugendhilfeplanung",
    },
    "points": {"Offener Punkt 1": "Wer vertritt die Koordination im Urlaub?"},
}


@pytest.fixture
def page(story: Story, browser: Browser) -> Iterator[Page]:
    """The sandbox's page in German."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    shown = context.new_page()
    shown.goto(story.office.facts["page"])
    shown.wait_for_selector("body[data-ready]")
    yield shown
    context.close()


def test_an_outcome_is_posted_on_a_phone_by_keyboard(story: Story, page: Page) -> None:
    channel, person = opened(story), moderator(story)
    story.office.say(person, channel, "ergebnis", mention=True)
    story.card_saying(OFFER, channel)
    act_as(page, person)
    go_to(page, CHANNELS["basics"])
    page.locator("#theme").select_option("dark")
    page.set_viewport_size({"width": 390, "height": 844})
    by_keyboard(page.get_by_role("button", name="Ergebnis eintragen").last)
    dialog = page.get_by_role("dialog")
    for number, (name, entries) in enumerate(PAGES.items(), start=1):
        expect(dialog.get_by_text(f"Schritt {number} von 6")).to_be_visible()
        for label, entry in entries.items():
            enter(dialog, label, entry)
        picture(page, f"20-outcome-{number}-{name}")
        assert_accessible(page, "#dialog")
        by_keyboard(dialog.get_by_role("button", name="Weiter"))
    expect(dialog.get_by_text("Schritt 6 von 6")).to_be_visible()
    picture(page, "20-outcome-6-preview")
    assert_accessible(page, "#dialog")
    by_keyboard(dialog.get_by_role("button", name="Ergebnis eintragen"))
    expect(dialog.get_by_text("Eingetragen. Vielen Dank!")).to_be_visible()
    close(page)
    expect(page.get_by_text("Dabei waren").last).to_be_visible()
    picture(page, "21-outcome-card")


def test_what_is_wrong_is_told_where_it_is_and_can_be_read_by_everybody(
    story: Story, page: Page
) -> None:
    channel, person = opened(story), moderator(story)
    fill_in(story, begin(story, person, channel), held_on="2037-04-01")
    act_as(page, person)
    go_to(page, CHANNELS["basics"])
    page.get_by_role("button", name="Ergebnis eintragen").last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Sie machen dort weiter")).to_be_visible()
    dialog.get_by_role("button", name="Weiter").click()
    expect(dialog.get_by_text("Dieser Tag liegt in der Zukunft")).to_be_visible()
    picture(page, "22-outcome-problem")
    assert_accessible(page, "#dialog")


def enter(dialog: Locator, label: str, entry: str) -> None:
    """Fill in one field, whatever it is."""
    field = dialog.get_by_label(re.compile(f"^{re.escape(label)}")).last
    if field.evaluate("element => element.tagName") == "SELECT":
        field.select_option(entry)
    else:
        field.fill(entry)


def by_keyboard(button: Locator) -> None:
    """Press a button as somebody without a mouse does."""
    button.focus()
    button.press("Enter")
