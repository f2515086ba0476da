"""The whole story on the sandbox's page, in a real browser, as a newcomer would walk it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import picture, picture_of
from tests.journeys.story import CHANNELS, FIRST_DAY, Story
from tests.office import Person

COLLEAGUES_DONE = re.compile(r"27 .*geantwortet")
COLLEAGUE_COUNT = "Anzahl der erfundenen Kolleg*innen"


@pytest.fixture
def page(story: Story, browser: Browser) -> Iterator[Page]:
    """The sandbox's page in German."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(story.office.facts["page"])
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()


def test_a_newcomer_walks_from_set_up_to_summary(story: Story, page: Page) -> None:
    start_process(story, page)
    move_clock(page, "2027-04-01T10:00")
    go_to(page, CHANNELS["basics"])
    picture(page, "05-block-card")
    for number, person in enumerate(story.staff[:3]):
        answer(page, person, pictures="06-answer" if number == 0 else "")
    page.get_by_label(COLLEAGUE_COUNT).fill("27")
    page.get_by_role("button", name=re.compile("antworten lassen")).click()
    expect(page.get_by_text(COLLEAGUES_DONE)).to_be_visible(timeout=60_000)
    change_and_look(page, story.staff[0])
    answer_later_blocks(story, page)
    move_clock(page, "2027-07-31T12:00")
    pull_summary(story, page)
    every_look(page)


def start_process(story: Story, page: Page) -> None:
    """The lead asks for the dialog, fills in its pages and starts."""
    act_as(page, story.lead)
    go_to(page, "Allgemein")
    picture(page, "01-welcome")
    page.get_by_label("Nachricht schreiben").fill("einrichten")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Einrichten", exact=True).last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Erster Tag").fill(FIRST_DAY)
    choose(dialog, "Vorlage", "Sozialraum")
    picture(page, "02-set-up")
    next_page(dialog)
    for title in CHANNELS.values():
        choose(dialog, f"Kanal für „{title}", title)
    next_page(dialog)
    next_page(dialog)
    for label, entry in {
        "Rechtsgrundlage": "Dienstvereinbarung (erfunden)",
        "Entscheidung zur": "durchgeführt am 3. März (erfunden)",
        "Zustimmung des Personalrats am": "2026-11-02",
        "Aktenzeichen": "DV 12/2026 (erfunden)",
        "Ansprechstelle": "planung@amt.example",
    }.items():
        dialog.get_by_label(label).first.fill(entry)
    choose(dialog, "Zitate", "intern")
    picture(page, "03-start-gate")
    next_page(dialog)
    picture(page, "03-retention")
    next_page(dialog)
    expect(dialog.get_by_role("button", name="Prozess starten")).to_be_visible()
    picture(page, "04-preview")
    dialog.get_by_role("button", name="Prozess starten").click()
    expect(dialog.get_by_text("Die Beteiligung ist gestartet")).to_be_visible()
    close(page)


def answer(page: Page, person: Person, *, pictures: str = "") -> None:
    """Somebody walks through the dialog of the open block and sends."""
    act_as(page, person)
    page.get_by_role("button", name="Jetzt teilnehmen").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("Schritt 1 von"))).to_be_visible()
    for step in range(1, 60):
        if pictures and step in (1, 2, 10, 12):
            picture(page, f"{pictures}-step-{step:02}")
        if dialog.get_by_role("button", name="Senden").count():
            break
        forward(dialog, step)
    if pictures:
        picture(page, f"{pictures}-review")
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_text("Vielen Dank!")).to_be_visible()
    close(page)


def forward(dialog: Locator, step: int) -> None:
    """Answer one page."""
    vote = dialog.get_by_role("button", name="Stimme zu", exact=True)
    if vote.count():
        vote.click()
    else:
        fill_in(dialog)
        dialog.get_by_role("button", name="Weiter").click()
    expect(dialog.get_by_text(re.compile(f"Schritt {step + 1} von"))).to_be_visible()


def fill_in(dialog: Locator) -> None:
    """Enter something that is taken into every input but optional texts."""
    for field in dialog.get_by_role("radio").all()[:1]:
        field.check()
    for field in dialog.get_by_role("checkbox").all()[:2]:
        field.check()
    # The first of each list says that nothing is chosen; ranks have to differ.
    for place, field in enumerate(dialog.get_by_role("combobox").all(), start=1):
        field.select_option(index=place)
    for field in dialog.locator("input[min]").all():
        field.fill(str(field.get_attribute("min")))
    for field in dialog.locator("input[placeholder]:not([type=number])").all():
        (lowest, *_) = str(field.get_attribute("placeholder")).split()
        field.fill(lowest)


def change_and_look(page: Page, person: Person) -> None:
    """Somebody looks at their own answer, on a phone too."""
    act_as(page, person)
    page.get_by_role("button", name="Jetzt teilnehmen").first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Ändern")).to_be_visible()
    picture(page, "07-own-answer")
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, "07-own-answer-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    close(page)


def answer_later_blocks(story: Story, page: Page) -> None:
    """The invented colleagues answer May and June."""
    for moment, key in (
        ("2027-05-04T10:00", "planning_areas"),
        ("2027-06-02T10:00", "coordinators"),
    ):
        move_clock(page, moment)
        go_to(page, CHANNELS[key])
        story.office.colleagues(story.block_card(key), 30, seed=3)


def pull_summary(story: Story, page: Page) -> None:
    """A member of the steering circle asks in a channel and reads in the personal chat."""
    go_to(page, CHANNELS["basics"])
    picture(page, "08-published")
    act_as(page, story.steering)
    go_to(page, "Allgemein")
    page.get_by_label("Nachricht schreiben").fill("zusammenfassung")
    page.keyboard.press("Enter")
    expect(page.get_by_text("An Sie persönlich geschickt").last).to_be_visible(timeout=20_000)
    picture(page, "09-sent-privately")
    go_to(page, "Themenblock")
    picture(page, "10-chat")
    expect(page.get_by_text("30 von 40").first).to_be_visible(timeout=20_000)
    picture(page, "10-summary")
    page.set_viewport_size({"width": 1280, "height": 3600})
    picture_of(page.locator(".message .ac-adaptiveCard").last, "10-summary-whole")
    page.set_viewport_size({"width": 1280, "height": 900})


def every_look(page: Page) -> None:
    """The summary in every colour scheme and on a phone."""
    for name in ("dark", "contrast", "light"):
        page.locator("#theme").select_option(name)
        picture(page, f"11-summary-{name}")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("button", name="Teams und Chats")).to_be_visible()
    page.wait_for_timeout(400)
    picture(page, "12-summary-phone")


def act_as(page: Page, person: Person) -> None:
    """Become somebody else."""
    page.get_by_label("Handeln als").select_option(person.oid)


def go_to(page: Page, name: str) -> None:
    """Open a channel or chat."""
    page.locator("#places li").get_by_role(
        "button", name=re.compile(f"^\\W*{re.escape(name)}")
    ).click()


def move_clock(page: Page, to: str) -> None:
    """Set the office's clock and wait until the bot has followed."""
    page.locator("#clock-button").click()
    page.get_by_label("Uhr stellen auf").fill(to)
    page.get_by_role("button", name="Stellen", exact=True).click()
    expect(page.locator("#clock-progress")).to_be_hidden(timeout=60_000)
    page.keyboard.press("Escape")


def choose(dialog: Locator, label: str, text: str) -> None:
    """Choose from a list, or from buttons, by a part of the words."""
    field = dialog.get_by_label(re.compile(re.escape(label))).first
    if field.evaluate("element => element.tagName") == "SELECT":
        option = field.locator("option", has_text=text).first.get_attribute("value")
        field.select_option(option)
    else:
        dialog.get_by_label(re.compile(text)).first.check()


def next_page(dialog: Locator) -> None:
    """Press on."""
    before = dialog.get_by_text(re.compile(r"Schritt \d von")).inner_text()
    dialog.get_by_role("button", name="Weiter").click()
    expect(dialog.get_by_text(before)).to_be_hidden()


def close(page: Page) -> None:
    """Close the dialog's window."""
    page.locator("#dialog-close").click()
