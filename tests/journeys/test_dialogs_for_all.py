"""Setting up and answering: looked at by axe, on a phone, in the dark, in high contrast."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.axe import assert_accessible
from tests.browser import picture
from tests.journeys.story import Story
from tests.journeys.test_by_keyboard import OPEN_AT, SET_UP, labelled
from tests.journeys.test_page_story import fill_in
from tests.office import Message, Person
from tests.sandbox.window import DESK, PHONE, window

LOOKS = {
    "dark-phone": ("dark", PHONE),
    "contrast-phone": ("contrast", PHONE),
    "light-desk": ("light", DESK),
}
PLAIN = "In einfacher Sprache"
PUBLISHED = "2027-05-28T12:00:00+02:00"


@contextmanager
def shown(
    story: Story, browser: Browser, person: Person, card: Message, look: str
) -> Iterator[Page]:
    """The page as somebody sees it who prefers a look, where a card stands."""
    theme, viewport = LOOKS[look]
    place = card.conversation
    with window(browser, story.office, person, place=place, viewport=viewport) as page:
        page.locator("#theme").select_option(theme)
        yield page


@pytest.mark.parametrize("look", ["dark-phone", "light-desk"])
def test_setting_up_has_no_barrier_on_any_page(story: Story, browser: Browser, look: str) -> None:
    channel = story.office.channel()
    story.office.say(story.lead, channel, "einrichten", mention=True)
    card = story.card_saying("Beteiligung einrichten", channel)
    with shown(story, browser, story.lead, card, look) as page:
        page.get_by_role("button", name="Einrichten", exact=True).last.click()
        dialog = page.get_by_role("dialog")
        for number, entries in enumerate(SET_UP, start=1):
            expect(dialog.get_by_text(f"Schritt {number} von")).to_be_visible()
            if number in (1, 4):
                onward(dialog)
                expect(page.locator("#dialog").get_by_role("alert")).to_contain_text("fehl")
                assert_accessible(page)
            for label, entry in entries.items():
                put(labelled(dialog, label), entry)
            picture(page, f"30-set-up-{look}-{number}")
            assert_accessible(page)
            onward(dialog)
        expect(dialog.get_by_role("button", name="Prozess starten")).to_be_visible()
        picture(page, f"30-set-up-{look}-preview")
        assert_accessible(page)
        dialog.get_by_role("button", name="Prozess starten").click()
        expect(dialog.get_by_text("Die Beteiligung ist gestartet")).to_be_visible()
        picture(page, f"30-set-up-{look}-started")
        assert_accessible(page)


@pytest.mark.parametrize(
    ("block", "look"),
    [
        ("planning_areas", "dark-phone"),
        ("coordinators", "contrast-phone"),
        ("coordinators", "light-desk"),
    ],
)
def test_answering_has_no_barrier_on_any_page(
    story: Story, browser: Browser, block: str, look: str
) -> None:
    card = opened(story, block)
    with shown(story, browser, story.staff[0], card, look) as page:
        picture(page, f"31-{block}-{look}-00-card")
        page.get_by_role("button", name="Jetzt teilnehmen").last.click()
        dialog = page.get_by_role("dialog")
        for step in range(1, 60):
            expect(dialog.get_by_text(re.compile(f"Schritt {step} von"))).to_be_visible()
            if dialog.get_by_role("button", name="Senden").count():
                break
            one_page(page, dialog, f"31-{block}-{look}-{step:02}")
        picture(page, f"31-{block}-{look}-review")
        assert_accessible(page)
        dialog.get_by_role("button", name="Senden").click()
        expect(dialog.get_by_text("Vielen Dank!")).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Jetzt teilnehmen").last.click()
        expect(dialog.get_by_role("button", name="Ändern")).to_be_visible()
        assert_accessible(page)
        whole_picture(page, f"31-{block}-{look}-own")


def test_two_answers_beside_each_other_have_no_barrier(story: Story, browser: Browser) -> None:
    person, card = story.staff[0], opened(story, "planning_areas")
    first, second = (story.office.press(person, card, "Jetzt teilnehmen") for _ in range(2))
    story.office.submit(story.walk(first, text="Der erfundene Quellgarten"), "Senden")
    story.walk(second, vote="Weiß nicht", choice=1, text="Die erfundene Aue")
    for look in LOOKS:
        with shown(story, browser, person, card, look) as page:
            page.get_by_role("button", name="Jetzt teilnehmen").last.click()
            expect(page.get_by_role("heading", name="Inzwischen geändert")).to_be_visible()
            assert_accessible(page)
            whole_picture(page, f"32-conflict-{look}")


def test_what_came_out_has_no_barrier(story: Story, browser: Browser) -> None:
    card = opened(story, "planning_areas")
    story.office.colleagues(card, 30, seed=3)
    story.office.move_clock(PUBLISHED)
    results = story.card_saying("Ergebnisse:", card.conversation)
    for look in LOOKS:
        with shown(story, browser, story.staff[0], results, look) as page:
            expect(page.get_by_role("heading", name="Ergebnisse: Planungsräume")).to_be_visible()
            assert_accessible(page)
            whole_picture(page, f"33-results-{look}")


def opened(story: Story, block: str) -> Message:
    """Set up and move on to the day on which a block is open; its card."""
    story.set_up()
    story.office.move_clock(OPEN_AT[block])
    return story.block_card(block)


def whole_picture(page: Page, name: str) -> None:
    """Leave a picture with everything on it that would have to be scrolled to."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": 3000})
    picture(page, name)
    page.set_viewport_size(size)


def one_page(page: Page, dialog: Locator, name: str) -> None:
    """Look at a page as it comes, unfolded, and where something is missing; then answer it."""
    plain = dialog.get_by_role("button", name=PLAIN)
    if plain.count():
        plain.click()
        expect(plain).to_have_attribute("aria-expanded", "true")
    vote = dialog.get_by_role("button", name="Stimme zu", exact=True)
    if not vote.count() and dialog.locator("[aria-required=true]").count():
        onward(dialog)
        expect(page.locator("#dialog").get_by_role("alert")).to_contain_text("fehl")
        picture(page, f"{name}-missing")
        assert_accessible(page)
    fill_in(dialog)
    expect(page.locator("#dialog-error")).to_be_empty()
    picture(page, name)
    assert_accessible(page)
    if vote.count():
        vote.click()
    else:
        onward(dialog)


def onward(dialog: Locator) -> None:
    """Press on."""
    dialog.get_by_role("button", name="Weiter", exact=True).click()


def put(control: Locator, entry: str) -> None:
    """Fill in one field, whatever it is."""
    if control.evaluate("element => element.tagName") == "SELECT":
        control.select_option(label=entry)
    elif control.get_attribute("type") == "radio":
        control.check()
    else:
        control.fill(entry)
