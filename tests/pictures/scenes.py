"""What is to be seen: a walk through an invented office, with a picture at every turn.

Everybody and everything in it is invented, and the sandbox's page says so in each picture.
"""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.meetings import RESULT
from tests.journeys.story import CHANNELS, Story
from tests.journeys.test_page_story import forward, next_page
from tests.office import Person

BASICS = CHANNELS["basics"]
DESK = {"width": 1180, "height": 860}
TALL = {"width": 1180, "height": 1280}
PHONE = {"width": 390, "height": 844}
SIDE = {"width": 1180, "height": 800}


@dataclass(frozen=True)
class Walk:
    """An office, and the browser that looks at it."""

    story: Story
    browser: Browser

    @contextmanager
    def window(
        self, person: Person, place: str, *, size: dict[str, int] = DESK, theme: str = "light"
    ) -> Iterator[Page]:
        """The page as somebody, in a channel or chat."""
        context = self.browser.new_context(
            locale="de-DE",
            viewport={"width": size["width"], "height": size["height"]},
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto(f"{self.story.office.facts['page']}/?person={person.oid}&place={place}")
        page.wait_for_selector("body[data-ready]")
        page.locator("#theme").select_option(theme)
        yield page
        context.close()

    @property
    def staff(self) -> Person:
        """Somebody who is asked."""
        return self.story.office.person("Dora Distelfeld")

    @property
    def other(self) -> Person:
        """Somebody else who is asked."""
        return self.story.office.person("Paul Pappelgrund")

    @property
    def coordinator(self) -> Person:
        """Somebody who writes down what came out of a meeting."""
        return self.story.office.people(role="coordinator")[0]


def set_up_preview(walk: Walk) -> bytes:
    """The lead sees all dates before the process begins, and starts it."""
    story = walk.story
    story.preview()
    with walk.window(story.lead, story.office.channel()) as page:
        page.get_by_role("button", name="Einrichten", exact=True).last.click()
        dialog = page.get_by_role("dialog")
        start = dialog.get_by_role("button", name="Prozess starten")
        expect(start).to_be_visible()
        to_top(dialog.get_by_text("Termine", exact=True).first)
        taken = still(page)
        start.click()
        expect(dialog.get_by_text("Die Beteiligung ist gestartet")).to_be_visible()
    return taken


def channel(walk: Walk) -> bytes:
    """The first topic is open, and some have answered."""
    story = walk.story
    story.office.move_clock("2027-04-01T08:30:00+02:00")
    card = story.block_card("basics")
    story.office.colleagues(card, 24, seed=7, excepted=[walk.staff, walk.other])
    story.office.move_clock("2027-04-01T10:00:30+02:00")
    story.card_saying("mindestens 20 Antworten", story.office.channel(BASICS))
    with walk.window(walk.staff, story.office.channel(BASICS), size=TALL) as page:
        expect(page.get_by_role("button", name="Jetzt teilnehmen")).to_be_visible()
        return still(page)


def answer_on_phone(walk: Walk) -> bytes:
    """A statement in the window that only one person sees."""
    place = walk.story.office.channel(BASICS)
    with walk.window(walk.staff, place, size=PHONE, theme="dark") as page:
        dialog = begun(page)
        forward(dialog, 1)
        return marked(walk, still(page))


def status(walk: Walk) -> bytes:
    """How the process stands, in the lead's chat."""
    story = walk.story
    story.office.say(story.lead, story.lead.chat, "status")
    story.card_saying("Stand:", story.lead.chat)
    with walk.window(story.lead, story.lead.chat, size=TALL) as page:
        to_top(page.get_by_text("Stand:").last)
        return still(page)


def outcome(walk: Walk) -> bytes:
    """What came out of a meeting, on its way into the channel."""
    story, place = walk.story, walk.story.office.channel(BASICS)
    story.office.say(walk.coordinator, place, "ergebnis", mention=True)
    story.card_saying("Ergebnis eines Treffens eintragen", place)
    with walk.window(walk.coordinator, place) as page:
        page.get_by_role("button", name="Ergebnis eintragen").last.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Bereich", exact=True).select_option("511")
        next_page(dialog)
        dialog.get_by_label("Fachkräfte 511").fill("6")
        next_page(dialog)
        dialog.get_by_label("Ergebnis", exact=True).fill(RESULT)
        return still(page)


def three_windows(walk: Walk) -> bytes:
    """Three people at once: one answers, one leads, one looks at what the bot has sent."""
    story, place = walk.story, walk.story.office.channel(BASICS)
    with walk.window(walk.other, place, size=SIDE) as page:
        begun(page)
        answering = still(page)
    with walk.window(story.lead, story.lead.chat, size=SIDE, theme="dark") as page:
        to_top(page.get_by_text("Stand:").last)
        leading = still(page)
    with walk.window(walk.coordinator, place, size=SIDE) as page:
        page.get_by_role("button", name="Werkzeuge").first.click()
        page.get_by_role("tab", name="Gesendet").click()
        looking = still(page)
    return side_by_side(walk.browser, answering, leading, looking)


def asked_back(walk: Walk) -> bytes:
    """A text that looks like personal data comes back, to be changed or sent anyway."""
    with walk.window(walk.other, walk.story.office.channel(BASICS), size=PHONE) as page:
        dialog = begun(page)
        for step in range(1, 60):
            if dialog.get_by_role("textbox").count():
                break
            forward(dialog, step)
        dialog.get_by_role("textbox").fill("Bitte immer zuerst unter 0711 1234567 anrufen.")
        dialog.get_by_role("button", name="Weiter").click()
        expect(dialog.get_by_role("button", name="Trotzdem senden")).to_be_visible()
        return marked(walk, still(page))


def summary(walk: Walk) -> bytes:
    """What the steering circle reads in the end."""
    story = walk.story
    for moment, key in (
        ("2027-05-04T10:00:00+02:00", "planning_areas"),
        ("2027-06-02T10:00:00+02:00", "coordinators"),
    ):
        story.office.move_clock(moment)
        story.office.colleagues(story.block_card(key), 36, seed=3)
    story.office.move_clock("2027-07-15T12:00:00+02:00")
    reader = story.steering
    story.office.say(reader, reader.chat, "zusammenfassung")
    story.card_saying("Ergebnisse Themenblock", reader.chat)
    with walk.window(reader, reader.chat, size=TALL) as page:
        to_top(page.locator(".message .ac-adaptiveCard").last)
        return still(page)


Scene = Callable[[Walk], bytes]

SCENES: Mapping[str, Scene] = {
    "vorschau.png": set_up_preview,
    "kanal.png": channel,
    "antworten-telefon-dunkel.png": answer_on_phone,
    "stand.png": status,
    "ergebnis-eintragen.png": outcome,
    "drei-fenster.png": three_windows,
    "nachfrage-telefon.png": asked_back,
    "zusammenfassung.png": summary,
}
"""Every picture, in the order of the walk."""


def begun(page: Page) -> Locator:
    """The answer dialog on its first page."""
    page.get_by_role("button", name="Jetzt teilnehmen").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("Schritt 1 von"))).to_be_visible()
    return dialog


def to_top(element: Locator) -> None:
    """Scroll until an element is the first that can be seen; the page itself stays where it is."""
    element.evaluate("element => element.scrollIntoView({ block: 'start' })")
    element.page.evaluate("scrollTo(0, 0); document.body.scrollTo(0, 0)")


def still(page: Page) -> bytes:
    """A picture of the window, without notices that would be gone in a moment."""
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(300)
    page.evaluate("document.querySelectorAll('.toast').forEach((one) => one.remove())")
    return page.screenshot()


def side_by_side(browser: Browser, *shots: bytes) -> bytes:
    """Several windows in one picture, each overlapping the one before."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    places = ((0, 0), (460, 140), (140, 350))
    images = "".join(
        f'<img style="left:{x + 16}px; top:{y + 16}px" alt="" src="{source_of(shot)}">'
        for shot, (x, y) in zip(shots, places, strict=True)
    )
    style = (
        "body { background: #dfe3ea; margin: 0 }"
        "img { position: absolute; width: 780px; border-radius: 8px;"
        " border: 1px solid #9aa3b2; box-shadow: 0 6px 24px #0004 }"
    )
    page.set_content(f"<style>{style}</style>{images}")
    taken = page.screenshot()
    page.close()
    return taken


def marked(walk: Walk, shot: bytes) -> bytes:
    """A picture below the notice that a phone's full window hides: everybody in it is invented."""
    notice = walk.story.office.get("/api/office")["notice"]
    page = walk.browser.new_page(viewport={"width": PHONE["width"], "height": PHONE["height"] + 26})
    style = (
        "body { margin: 0; background: #f7e6b5; font: 13px/26px sans-serif; text-align: center }"
        "img { display: block }"
    )
    page.set_content(f'<style>{style}</style>{notice}<img alt="" src="{source_of(shot)}">')
    taken = page.screenshot()
    page.close()
    return taken


def source_of(shot: bytes) -> str:
    """A picture as an address that a page can hold."""
    return f"data:image/png;base64,{base64.b64encode(shot).decode()}"
