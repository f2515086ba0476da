"""A text that looks like personal data comes back, and leaves nothing behind when it is changed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from content.words import Language, Words, words
from tests.axe import assert_accessible
from tests.browser import picture
from tests.journeys.story import CHANNELS, Story
from tests.journeys.test_page_story import act_as, close, fill_in, go_to
from tests.office import Message, Person, Seen

PHONE = "0711 4242 4217"
TEXT = f"Bitte immer zuerst unter {PHONE} anrufen."
CHANGED = "Bitte immer zuerst anrufen."
ANYWAY = "Trotzdem senden"
NOTE = "Das sieht nach einer Telefonnummer aus."
TRACES = (PHONE, PHONE.replace(" ", ""), "zuerst unter")


@pytest.fixture
def page(shared: Story, browser: Browser) -> Iterator[Page]:
    """The sandbox's page."""
    context = browser.new_context(locale="de-DE", viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.goto(shared.office.facts["page"])
    opened.wait_for_selector("body[data-ready]")
    yield opened
    context.close()


@pytest.mark.parametrize("locale", ["de-DE", "en-GB"])
def test_the_page_on_a_phone_says_what_and_why(
    shared: Story, card: Message, page: Page, locale: str
) -> None:
    language: Language = "de" if locale == "de-DE" else "en"
    spoken = words(language)
    people = shared.office.people(role="staff")
    person = next(one for one in people if one.locale == locale and one.is_member)
    page.set_viewport_size({"width": 1280, "height": 844})
    act_as(page, person)
    go_to(page, CHANNELS["basics"])
    page.get_by_role("button", name="Jetzt teilnehmen").first.click()
    dialog = page.get_by_role("dialog")
    walk_to_text(dialog, spoken)
    page.set_viewport_size({"width": 390, "height": 844})
    field = dialog.get_by_role("textbox")
    kinds = {"certain": (TEXT, "phone"), "check": ("Lea soll das machen.", "first_name")}
    for level, (typed, kind) in kinds.items():
        field.fill(typed)
        dialog.get_by_role("button", name=spoken.text("answer.next")).click()
        said = spoken.text(f"concerns.{level}", kinds=spoken.text(f"concerns.kinds.{kind}"))
        expect(dialog.get_by_text(said)).to_be_visible()
        assert field.input_value() == typed
        for theme in ("light", "dark"):
            page.locator("#theme").select_option(theme)
            picture(page, f"40-concern-{level}-{language}-{theme}")
            assert_accessible(page, "#dialog")
    dialog.get_by_role("button", name=spoken.text("concerns.send_anyway")).click()
    expect(dialog.get_by_role("button", name=spoken.text("answer.send"))).to_be_visible()
    close(page)


def walk_to_text(dialog: Locator, spoken: Words) -> None:
    """Answer pages in any language until one asks for a text."""
    for step in range(1, 60):
        expect(dialog.get_by_text(re.compile(rf"(Schritt|Step) {step} (von|of)"))).to_be_visible()
        if dialog.get_by_role("textbox").count():
            return
        vote = dialog.get_by_role("button", name=spoken.text("votes.agree"), exact=True)
        if vote.count():
            vote.click()
        else:
            fill_in(dialog)
            dialog.get_by_role("button", name=spoken.text("answer.next")).click()


def test_a_text_that_is_changed_leaves_no_trace_anywhere(shared: Story, card: Message) -> None:
    person = shared.staff[1]
    seen = at_text(shared, person, card)
    data = shared.button(seen, "Weiter")["data"]
    value = {"data": {**data, "answer": TEXT}}
    for answer in shared.office.invoke(person, card.conversation, "task/submit", value, times=4):
        assert NOTE in str(answer["body"])
    asked = shared.office.submit(seen, "Weiter", answer=TEXT)
    assert NOTE in asked.words
    assert TEXT in asked.words
    other = shared.office.submit(asked, ANYWAY, answer=TEXT.replace("4217", "4218"))
    assert NOTE in other.words
    done = shared.office.submit(shared.office.submit(other, "Weiter", answer=CHANGED), "Senden")
    assert "Vielen Dank" in done.words
    assert holds(shared, CHANGED)
    assert [trace for trace in TRACES if holds(shared, trace)] == []


def test_a_text_that_is_sent_anyway_is_kept_as_the_answer(shared: Story, card: Message) -> None:
    person, text = shared.staff[2], TEXT.replace("zuerst", "gleich")
    asked = shared.office.submit(at_text(shared, person, card), "Weiter", answer=text)
    review = shared.office.submit(asked, ANYWAY)
    assert text in review.words
    assert "Vielen Dank" in shared.office.submit(review, "Senden").words
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    assert text in own.words


def at_text(story: Story, person: Person, card: Message) -> Seen:
    """Walk to the page with the free text."""
    seen = story.first_page(person, card)
    while not any(field["type"] == "Input.Text" for field in seen.fields):
        seen = story.next_page(seen)
    return seen


def holds(story: Story, text: str) -> bool:
    """Whether any file of the bot has a text in it: database, its log, the program's log, keys."""
    files = [path for path in story.bot.directory.rglob("*") if path.is_file()]
    assert {"themenblock.db", "bot.log"} <= {path.name for path in files}
    return any(text.encode() in path.read_bytes() for path in files)
