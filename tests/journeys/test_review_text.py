"""`review_text`: what somebody sent anyway is seen by nobody, and after sealing by moderators."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import assert_accessible
from tests.browser import picture
from tests.journeys.leading import trail
from tests.journeys.story import CLOSED, Story
from tests.journeys.test_look_over import ANYWAY, at_text
from tests.journeys.test_page_story import act_as, go_to
from tests.office import Message, Person

TEXT = "Fragt doch Frau Muster am Quellgarten, die kennt alle Familien."
NEVER = "Nie zitieren"
HINT = "Es gibt Texte zu prüfen"


@pytest.fixture(scope="module")
def sealed(shared: Story) -> Story:
    """The first block, answered by six, one of whom sent a text in spite of the question."""
    card = shared.open_block()
    for person in shared.staff[1:6]:
        shared.answer(person, card)
    send_anyway(shared, shared.staff[0], card)
    assert shared.rows("SELECT 1 FROM sealed_texts") == []
    assert not shared.cards_saying(HINT, shared.lead.chat)
    shared.office.move_clock(CLOSED)
    shared.card_saying(HINT, shared.lead.chat)
    return shared


@pytest.fixture
def page(sealed: Story, browser: Browser) -> Iterator[Page]:
    """The sandbox's page, as a phone shows it."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 844})
    opened = context.new_page()
    opened.goto(sealed.office.facts["page"])
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()


def test_the_text_is_looked_at_on_a_phone(sealed: Story, page: Page) -> None:
    act_as(page, sealed.lead)
    go_to(page, "Themenblock")
    page.get_by_role("button", name="Texte ansehen").last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(TEXT)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, "41-review-text-list")
    dialog.get_by_role("button", name="Prüfen").click()
    expect(dialog.get_by_text("Sieht nach dem Namen einer Person aus.")).to_be_visible()
    for theme in ("light", "dark"):
        page.locator("#theme").select_option(theme)
        picture(page, f"41-review-text-{theme}")
        assert_accessible(page, "#dialog")


def test_from_the_hint_to_a_decision(sealed: Story) -> None:
    hint = sealed.card_saying(HINT, sealed.lead.chat)
    assert "Muster" not in hint.words
    seen = sealed.office.press(sealed.lead, hint, "Texte ansehen")
    assert TEXT in seen.words
    one = sealed.office.submit(seen, "Prüfen")
    without = sealed.office.submit(one, NEVER)
    assert "Bitte wählen Sie einen Grund." in without.words
    done = sealed.office.submit(without, NEVER, reason="names_person")
    assert "Entschieden: Der Text wird nie zitiert." in done.words
    act, details = trail(sealed)[-1]
    assert (act, json.loads(details)["reason"]) == ("review_text", "names_person")
    assert "Quellgarten" not in str(trail(sealed))
    said = [sealed.office.messages(place) for place in (sealed.lead.chat, sealed.office.channel())]
    assert "Quellgarten" not in str(said)


def test_the_command_leads_there_too_and_staff_get_nowhere(sealed: Story) -> None:
    chat = sealed.lead.chat
    sealed.office.say(sealed.lead, chat, "moderation")
    offer = sealed.card_saying("Hier sehen Sie", chat)
    seen = sealed.office.press(sealed.lead, offer, "Vorschläge ansehen")
    assert "Texte ansehen" in seen.actions
    data = {"data": {"verb": "review_text", "action": "list"}}
    person = sealed.staff[3]
    (answer,) = sealed.office.invoke(person, person.chat, "task/submit", data)
    assert "Nur für die Moderation" in str(answer["body"])


def send_anyway(story: Story, person: Person, card: Message) -> None:
    """Answer with a text that looks like personal data, and confirm it."""
    asked = story.office.submit(at_text(story, person, card), "Weiter", answer=TEXT)
    assert "Das sieht nach dem Namen einer Person aus." in asked.words
    done = story.office.submit(story.office.submit(asked, ANYWAY), "Senden")
    assert "Vielen Dank" in done.words
