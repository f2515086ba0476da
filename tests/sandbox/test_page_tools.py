"""The tools: faults in plain words, repeated delivery, what was sent and brought, the office."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, card_of, dialog_of, said, submit
from tests.sandbox.window import PHONE, window

NOTE = {"type": "Input.Text", "id": "note", "label": "Notiz"}


@pytest.fixture
def page(office: Office, bot: FakeBot, browser: Browser) -> Iterator[Page]:
    """The page with the tools open, and no fault left behind."""
    with window(browser, office) as opened:
        opened.get_by_role("button", name="Werkzeuge").click()
        yield opened
        office.clear_faults()


def test_a_fault_is_put_in_force_counted_and_ended(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.get_by_role("button", name="Zehn Sekunden lang 429").click()
    row = page.locator(".fault", has_text="Zehn Sekunden lang 429")
    expect(row).to_contain_text(re.compile(r"0 Treffer · noch \d+ s"))
    assert bot.send(office.people()[1].chat, {"text": "Hallo"}).status_code == 429
    expect(row).to_contain_text("1 Treffer")
    row.get_by_role("button", name="Beenden: Zehn Sekunden lang 429").click()
    expect(page.get_by_text("Es ist keine Störung in Kraft.")).to_be_visible()
    assert bot.send(office.people()[1].chat, {"text": "Hallo"}).status_code == 201


@pytest.mark.parametrize(
    ("name", "kind", "effect"),
    [
        ("Verbindung bricht nach der Arbeit ab", "send", {"drop": "after", "left": 1}),
        ("Login-Dienst antwortet nicht", "token", {"drop": "before", "left": None}),
        ("Langsam: 3 s", "connector", {"delay": 3, "status": None}),
        ("Connector ausgefallen", "connector", {"status": 503, "left": None}),
    ],
)
def test_every_preset_does_what_it_says(
    office: Office, bot: FakeBot, page: Page, name: str, kind: str, effect: dict[str, object]
) -> None:
    page.get_by_role("button", name=name).first.click()
    expect(page.locator(".fault", has_text=name)).to_be_visible()
    (fault,) = office.faults()
    assert fault["kind"] == kind
    assert {key: fault[key] for key in effect} == effect


def test_the_keys_are_changed(office: Office, bot: FakeBot, page: Page) -> None:
    before = office.post("/api/keys/rollover", {})["kid"]
    page.get_by_role("button", name="Schlüsselwechsel").click()
    expect(page.get_by_text("Der Schlüssel ist gewechselt.")).to_be_visible()
    assert office.post("/api/keys/rollover", {})["kid"] != before


def test_a_fault_of_one_s_own_is_started_and_all_are_ended(
    office: Office, bot: FakeBot, page: Page
) -> None:
    page.get_by_label("Trifft").select_option("Mitglieder lesen")
    page.get_by_label("Was geschieht").select_option("504 Zeitüberschreitung")
    page.get_by_label("Wie lange").select_option("drei Mal")
    page.get_by_role("button", name="Störung starten").click()
    row = page.locator(".fault")
    expect(row).to_contain_text("Mitglieder lesen: 504 Zeitüberschreitung")
    expect(row).to_contain_text("noch 3-mal")
    page.get_by_role("button", name="Alle beenden").click()
    expect(row).to_have_count(0)
    assert office.faults() == []


def test_the_next_press_is_delivered_four_times_and_the_one_after_it_once(
    office: Office, bot: FakeBot, page: Page
) -> None:
    numbers = iter(range(100))
    bot.replies["task/fetch"] = lambda _: dialog_of(card_of(NOTE, actions=(submit("Senden"),)))
    bot.replies["task/submit"] = lambda _: said(f"Nummer {next(numbers)}")
    bot.send_card(office.channel(), card_of(actions=(submit("Vierfach", fetches=True),)))
    arm = page.get_by_role("button", name="Für den nächsten Knopfdruck")
    arm.click()
    expect(page.get_by_role("button", name="Nächster Knopfdruck: 4-mal")).to_be_visible()
    page.get_by_role("button", name="Vierfach").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("4-mal zugestellt: Alle Antworten sind gleich.")
    dialog.get_by_role("button", name="Schließen").click()
    arm.click()
    page.get_by_role("button", name="Vierfach").click()
    expect(dialog).to_contain_text("4-mal zugestellt")
    dialog.get_by_role("button", name="Senden").click()
    expect(dialog.get_by_text("Nummer 0")).to_be_visible()
    assert [heard.activity["name"] for heard in bot.heard].count("task/submit") == 1


def test_different_answers_to_one_press_are_told_apart(
    office: Office, bot: FakeBot, page: Page
) -> None:
    numbers = iter(range(100))
    bot.replies["task/fetch"] = lambda _: said(f"Nummer {next(numbers)}")
    bot.send_card(office.channel(), card_of(actions=(submit("Verschieden", fetches=True),)))
    page.get_by_label("Wie oft zugleich").select_option("3")
    page.get_by_role("button", name="Für den nächsten Knopfdruck").click()
    page.get_by_role("button", name="Verschieden").click()
    expect(page.get_by_role("dialog")).to_contain_text("3-mal zugestellt: 3 verschiedene Antworten")
    page.get_by_role("button", name="OK", exact=True).click()
    answers = page.locator("#tools-panel details", has_text="Antwort · 200")
    expect(answers).to_have_count(3)
    expect(answers.last).to_contain_text("anders als die erste")
    answers.last.locator("summary").click()
    expect(answers.last.locator(".json")).to_contain_text('"value": "Nummer')


def test_what_the_bot_sends_appears_and_can_be_read_whole(
    office: Office, bot: FakeBot, page: Page
) -> None:
    tab(page, "Gesendet")
    bot.send(office.channel("Planungsräume"), {"text": "Neues vom Bot"})
    row = page.locator(".calls > li", has_text="Nachricht senden").first
    expect(row).to_contain_text("Planungsräume")
    expect(row).to_contain_text("201")
    row.locator("summary").click()
    expect(row.locator(".json").first).to_contain_text('"text": "Neues vom Bot"')


def test_broken_limits_are_seen_at_once(office: Office, bot: FakeBot, page: Page) -> None:
    person = office.people()[2]
    for number in range(9):
        bot.send(person.chat, {"text": str(number)})
    tab(page, "Gesendet")
    expect(page.locator(".violations")).to_contain_text("2 Verstöße gegen die Grenzen")
    expect(page.locator(".violations")).to_contain_text(
        f"Sendungen an {person.name}: mehr als 7 in 1 s"
    )
    expect(page.get_by_text("höchstens 7").first).to_be_visible()
    page.get_by_role("button", name="Nur Abgelehntes").click()
    refused = page.locator(".calls > li:visible")
    expect(refused.first).to_contain_text("429")
    expect(refused.first).to_contain_text("Grenze · Retry-After")
    assert all("201" not in text for text in refused.all_inner_texts())


def test_what_was_brought_to_the_bot_is_brought_again(
    office: Office, bot: FakeBot, page: Page
) -> None:
    person = office.people()[3]
    office.say(person, office.channel(), "hilfe")
    tab(page, "Posteingang")
    row = page.locator(".calls > li", has_text=person.name).first
    expect(row).to_contain_text("message")
    row.locator("summary").click()
    row.get_by_role("button", name="Noch einmal zustellen").click()
    expect(row).to_contain_text("Antwort 200: dieselbe wie damals.")
    expect(page.locator(".calls > li").first).to_contain_text("wiederholt")
    assert [heard.activity["id"] for heard in bot.heard] == [bot.heard[0].activity["id"]] * 2


def test_a_list_that_was_emptied_shows_only_what_comes_later(
    office: Office, bot: FakeBot, page: Page
) -> None:
    office.say(office.people()[4], office.channel(), "vorher")
    tab(page, "Posteingang")
    expect(page.locator(".calls > li").first).to_be_visible()
    page.get_by_role("button", name="Liste leeren").click()
    expect(page.get_by_text("Dem Bot wurde noch nichts zugestellt.")).to_be_visible()
    office.say(office.people()[4], office.channel(), "nachher")
    expect(page.locator(".calls > li")).to_have_count(1)


def test_people_leave_the_team_and_block_the_app(office: Office, bot: FakeBot, page: Page) -> None:
    person = office.people()[9]
    tab(page, "Amt")
    page.get_by_role("tabpanel").get_by_label("Namen suchen").fill(person.name.split()[-1])
    page.get_by_label(f"im Team: {person.name}").uncheck()
    expect(page.locator("#place-members")).to_have_text("43 Mitglieder")
    assert bot.last("conversationUpdate")["membersRemoved"][0]["aadObjectId"] == person.oid
    page.get_by_label(f"im Team: {person.name}").check()
    expect(page.locator("#place-members")).to_have_text("44 Mitglieder")
    page.get_by_label(f"blockiert: {person.name}").check()
    expect(page.get_by_label(f"blockiert: {person.name}")).to_be_focused()
    assert bot.send(person.chat, {"text": "Hallo"}).status_code == 403
    page.get_by_label(f"blockiert: {person.name}").uncheck()
    expect(page.get_by_role("tabpanel").get_by_label("Namen suchen")).to_have_value(
        person.name.split()[-1]
    )


def test_the_app_is_added_to_a_chat_and_taken_away(
    office: Office, bot: FakeBot, page: Page
) -> None:
    person = office.people()[26]
    tab(page, "Amt")
    box = page.get_by_label(f"App im Chat: {person.name}")
    box.check()
    expect(box).to_be_checked()
    box.uncheck()
    for _ in range(100):
        actions = [h.activity.get("action") for h in bot.heard if h.activity.get("action")]
        if len(actions) > 1:
            break
        # The press is answered before the bot has been told.
        page.wait_for_timeout(100)
    assert actions == ["add", "remove"]


def test_the_team_gets_another_name(office: Office, bot: FakeBot, page: Page) -> None:
    tab(page, "Amt")
    page.get_by_label("Name des Teams").fill("Sozialräume im Wandel")
    page.get_by_role("button", name="Umbenennen").click()
    expect(page.locator("#team-name")).to_have_text("Sozialräume im Wandel")
    assert bot.last("conversationUpdate")["channelData"]["eventType"] == "teamRenamed"


def test_the_tools_are_used_and_left_with_the_keyboard(
    office: Office, bot: FakeBot, page: Page
) -> None:
    first = page.get_by_role("tab", name="Störungen")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Gesendet")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Amt")).to_be_focused()
    expect(page.get_by_role("tab", name="Amt")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#tools")).to_be_hidden()
    expect(page.get_by_role("button", name="Werkzeuge")).to_be_focused()


def test_the_tools_fill_a_phone(office: Office, bot: FakeBot, browser: Browser) -> None:
    with window(browser, office, viewport=PHONE) as page:
        page.get_by_role("button", name="Werkzeuge").click()
        assert page.locator("#tools").bounding_box() == {
            "x": 0,
            "y": 0,
            "width": 390,
            "height": 844,
        }
        small = "elements => elements.filter((one) => one.offsetHeight < 44).length"
        assert buttons(page).evaluate_all(small) == 0
        page.get_by_role("button", name="Schließen").click()
        expect(page.locator("#tools")).to_be_hidden()


def buttons(page: Page) -> Locator:
    """Everything in the drawer that is to be touched."""
    return page.locator("#tools button:visible, #tools select:visible")


def tab(page: Page, name: str) -> None:
    """Turn to one of the tools."""
    page.get_by_role("tab", name=name).click()
