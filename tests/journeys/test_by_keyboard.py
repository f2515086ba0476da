"""Setting up and answering on the sandbox's page by keyboard alone, and how long that takes."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.keyboard import Hands
from tests.journeys.story import CHANNELS, FIRST_DAY, Story
from tests.sandbox.window import window

THREE_MINUTES, FIVE_MINUTES = 180, 300
OPEN_AT = {
    "basics": "2027-04-01T10:00:00+02:00",
    "planning_areas": "2027-05-04T10:00:00+02:00",
    "coordinators": "2027-06-02T10:00:00+02:00",
}
SET_UP: tuple[dict[str, str], ...] = (
    {"Sozialraumorientierung": "", "Erster Tag": FIRST_DAY},
    {f"Kanal für „{title}": title for title in CHANNELS.values()},
    {"Eingeladene: 511": "14"},
    {
        "Rechtsgrundlage": "Dienstvereinbarung (erfunden)",
        "Entscheidung zur": "durchgeführt am 3. März (erfunden)",
        "Zustimmung des Personalrats": "2026-11-02",
        "Aktenzeichen": "DV 12/2026 (erfunden)",
        "Einzelne Sätze dürfen nach Prüfung intern": "",
        "Ansprechstelle": "planung@amt.example",
    },
    {"Aufbewahrung einzelner Stimmen": "12"},
)
ENTRIES: dict[str, str] = {
    # basics
    "1 – gar nicht klar": "",
    "Kinder, Jugendliche und Familien reden": "",
    "Woran würden Sie": "Wir rufen uns öfter an.",
    # planning_areas
    "Wie viele Planungsräume": "14",
    "Jede Gemeinde ist ein eigener": "7",
    "Nur kleine Gemeinden": "2",
    "Kleine und mittlere Gemeinden": "10",
    "Jede Gemeinde gehört": "0",
    "Ja, ein eigener": "",
    "Wie viel Hilfe vor Ort": "Platz 2",
    "Wie viele junge Menschen": "Platz 3",
    "Wo Schule, Kita": "Platz 1",
    "Welche Netzwerke": "Platz 4",
    "Welcher Ort braucht": "Der erfundene Quellgarten liegt weit ab.",
    # coordinators
    "Wissen, was im Planungsraum": "",
    "Treffen vor Ort": "",
    "Das Amt schreibt": "0",
    "Die Bereiche schlagen": "3",
    "Die Fachkräfte vor Ort": "5",
    "Die Leitung bestimmt": "10",
    "Es bleibt, wie es ist": "8",
    "Wie viele Stunden": "6",
    "Ab wann sollen": "2027-10-01",
    "Was muss geklärt sein": "Wer vertritt im Urlaub?",
}
KEPT = {
    "basics": ("1 – gar nicht klar", "Wir rufen uns öfter an."),
    "planning_areas": ("14 Planungsräume", "1. Wo Schule, Kita und Freizeit stattfinden."),
    "coordinators": ("6", "1. Oktober 2027", "Treffen vor Ort vorbereiten und leiten."),
}


def test_a_process_is_set_up_by_keyboard_alone(story: Story, browser: Browser) -> None:
    channel = story.office.channel()
    with window(browser, story.office, story.lead, place=channel) as page:
        hands, dialog = Hands(page), page.get_by_role("dialog")
        hands.enter(page.get_by_label("Nachricht schreiben"), "einrichten")
        hands.press("Enter")
        offer = page.get_by_role("button", name="Einrichten", exact=True).last
        expect(offer).to_be_visible()
        hands.push(offer, "Shift+Tab")
        for number, entries in enumerate(SET_UP, start=1):
            expect(dialog.get_by_text(f"Schritt {number} von")).to_be_visible()
            for label, entry in entries.items():
                hands.enter(labelled(dialog, label), entry)
            hands.push(dialog.get_by_role("button", name="Weiter"))
        hands.push(dialog.get_by_role("button", name="Prozess starten"))
        expect(dialog.get_by_text("Die Beteiligung ist gestartet")).to_be_visible()
        hands.push(dialog.get_by_role("button", name="Schließen").last)
        expect(dialog).to_be_hidden()
    assert story.card_saying("Es geht los", channel)


@pytest.mark.parametrize("block", OPEN_AT)
def test_a_block_is_answered_by_keyboard_alone_in_under_three_minutes(
    story: Story, browser: Browser, block: str
) -> None:
    story.set_up()
    story.office.move_clock(OPEN_AT[block])
    card, person = story.block_card(block), story.staff[0]
    with window(browser, story.office, person, place=card.conversation) as page:
        reading, answering = Hands(page), Hands(page)
        begin = page.get_by_role("button", name="Jetzt teilnehmen").last
        reading.read(page.locator(".message .card").filter(has=begin).last)
        reading.push(begin)
        dialog = page.get_by_role("dialog")
        answer(answering, dialog)
        answering.push(dialog.get_by_role("button", name="Senden"))
        expect(dialog.get_by_text("Vielen Dank!")).to_be_visible()
        answering.read(dialog)
    own = story.office.press(person, card, "Jetzt teilnehmen").words.splitlines()
    assert [line for line in KEPT[block] if line not in own] == []
    assert answering.seconds < THREE_MINUTES
    assert reading.seconds + answering.seconds < FIVE_MINUTES


def answer(hands: Hands, dialog: Locator) -> None:
    """Answer page by page, up to the review."""
    for step in range(1, 60):
        expect(dialog.get_by_text(re.compile(f"Schritt {step} von"))).to_be_visible()
        hands.read(dialog)
        if dialog.get_by_role("button", name="Senden").count():
            return
        vote = dialog.get_by_role("button", name="Stimme zu", exact=True)
        if vote.count():
            hands.push(vote)
            continue
        fill_in(hands, dialog)
        hands.push(dialog.get_by_role("button", name="Weiter"))


def fill_in(hands: Hands, dialog: Locator) -> None:
    """Enter what is known for the labels of a page, and the first department."""
    entries = {**ENTRIES, "511": ""}
    controls = dialog.locator("input, select, textarea").all()
    for control in controls:
        label = str(control.evaluate(LABEL)).strip()
        found = [entry for begin, entry in entries.items() if label.startswith(begin)]
        if found:
            hands.enter(control, found[0])


LABEL = "one => one.labels?.[0]?.textContent ?? ''"


def labelled(dialog: Locator, label: str) -> Locator:
    """The field whose label begins so."""
    return dialog.get_by_label(re.compile(f"^{re.escape(label)}")).first
