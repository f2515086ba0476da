"""`show_audit`: who audits sees settings, keys and trail in a dialog, and takes no part."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.axe import assert_accessible
from tests.browser import picture
from tests.journeys.leading import begin
from tests.journeys.story import CHANNELS, CLOSED, PUBLISHED, Story, told
from tests.journeys.test_dialogs_for_all import shown
from tests.office import Message, Person, Seen

NOT_FOR_YOU = "Nur für Prüferinnen und Prüfer"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An office with an open block, an answer and somebody who audits."""
    with told(tmp_path_factory.mktemp("audited")) as story:
        story.grant("auditor", auditor(story))
        story.answer(story.staff[0], story.open_block(), text="Ganz geheime Worte")
        yield story


def test_settings_keys_and_trail_are_there_to_see(shared: Story) -> None:
    seen = looked(shared)
    for words in ("Kleinste gezeigte Gruppe", "Dienstvereinbarung Beteiligung", "nicht gefragt"):
        assert words in seen.words
    assert seen.words.count("Schlüssel: vorhanden") == 1
    assert seen.words.count("Schlüssel: noch keiner") == 2
    assert "unverändert" in seen.words
    page = shared.office.submit(seen, "Protokoll lesen")
    assert "Beteiligung eingerichtet und gestartet" in page.words
    assert shared.lead.oid in page.words
    assert "Festgelegt" in shared.office.submit(page, "Zurück zur Übersicht").words


def test_no_answer_and_nobody_who_answered_is_there_to_see(shared: Story) -> None:
    seen = looked(shared)
    page = shared.office.submit(seen, "Protokoll lesen")
    for words in ("geheime Worte", shared.staff[0].oid, shared.staff[0].name):
        assert words not in f"{seen.card} {page.card}"


def test_nobody_else_is_shown_anything_wherever_they_ask(shared: Story) -> None:
    for person in (shared.staff[3], shared.lead, shared.steering):
        shared.office.say(person, person.chat, "prüfung")
        shared.card_saying(NOT_FOR_YOU, person.chat)
    offer = asked(shared)
    value = {"data": _button(offer)}
    (answer,) = shared.office.invoke(shared.lead, shared.lead.chat, "task/fetch", value)
    assert NOT_FOR_YOU in str(answer["body"])


def test_a_channel_reads_the_same_whoever_asks(shared: Story) -> None:
    channel = shared.office.channel(CHANNELS["coordinators"])
    for person in (auditor(shared), shared.staff[4]):
        shared.office.say(person, channel, "prüfung", mention=True)
    shared.office.last_card(channel, count=2)
    said = {one.words for one in shared.office.messages(channel) if one.is_bot}
    assert len(said) == 1


def test_who_audits_does_not_answer(shared: Story) -> None:
    card = shared.block_card("basics")
    before = shared.rows("SELECT count(*) FROM responses")
    seen = shared.office.press(auditor(shared), card, "Jetzt teilnehmen")
    assert "Wer prüft, nimmt nicht teil" in seen.words
    page = shared.office.press(shared.staff[1], card, "Jetzt teilnehmen")
    value = {"data": {**shared.button(page, "Weiter")["data"], "department": "511"}}
    (answer,) = shared.office.invoke(auditor(shared), card.conversation, "task/submit", value)
    assert "Wer prüft, nimmt nicht teil" in str(answer["body"])
    assert shared.rows("SELECT count(*) FROM responses") == before
    assert shared.rows("SELECT count(*) FROM drafts") == [(0,)]


@pytest.mark.parametrize("change", [{"process": "f" * 32}, {"process": "../x"}, {"page": -1}])
def test_what_no_card_can_have_sent_is_refused_kindly(
    shared: Story, change: dict[str, object]
) -> None:
    seen = looked(shared)
    value = {"data": shared.button(seen, "Protokoll lesen")["data"] | change}
    person = auditor(shared)
    (answer,) = shared.office.invoke(person, person.chat, "task/submit", value)
    assert answer["status"] == 200
    assert "Protokoll" not in str(answer["body"])
    assert "_failed" not in shared.bot.log


def test_the_audit_has_no_barrier(shared: Story, browser: Browser) -> None:
    look = "dark-phone"
    with shown(shared, browser, auditor(shared), asked(shared), look) as page:
        page.get_by_role("button", name="Ansehen", exact=True).last.click()
        dialog = page.get_by_role("dialog")
        for button in ("Protokoll lesen", "Zurück zur Übersicht"):
            expect(dialog.get_by_role("button", name=button)).to_be_visible()
            picture(page, f"40-audit-{look}-{button.split()[0].lower()}")
            assert_accessible(page)
            dialog.get_by_role("button", name=button).click()


def test_a_lost_key_and_a_changed_trail_are_told(story: Story) -> None:
    story.grant("auditor", auditor(story))
    story.open_block()
    begin(story, "Pausieren")
    for key in story.bot.key_directory.glob("*.*.key"):
        _remove(key)
    with closing(sqlite3.connect(story.bot.database)) as database, database:
        database.execute("UPDATE audit_entries SET actor = 'somebody' WHERE number = 1")
    seen = looked(story)
    assert "Schlüssel: fehlt" in seen.words
    assert "Ab hier wurde das Protokoll verändert" in seen.words


def test_after_sealing_the_key_is_destroyed(shared: Story) -> None:
    shared.office.move_clock(CLOSED)
    seen = looked(shared)
    assert seen.words.count("Schlüssel: vernichtet") == 1
    trail = shared.office.submit(seen, "Protokoll lesen").words
    sealed, begun = "geschlossen und versiegelt", "eingerichtet und gestartet"
    assert trail.index(sealed) < trail.index(begun)


def test_how_many_have_answered_is_told_no_earlier_than_to_everybody(shared: Story) -> None:
    shared.office.move_clock(CLOSED)
    assert "Antworten:" not in shared.office.submit(looked(shared), "Protokoll lesen").words
    shared.office.move_clock(PUBLISHED)
    assert "Antworten:" in shared.office.submit(looked(shared), "Protokoll lesen").words


def auditor(story: Story) -> Person:
    """Somebody of the staff council."""
    return story.office.people(role="staff_council")[0]


def asked(story: Story) -> Message:
    """Ask for the audit; the card with the button."""
    person = auditor(story)
    story.office.say(person, person.chat, "prüfung")
    return story.card_saying("wie es um ihre Schlüssel steht", person.chat)


def looked(story: Story) -> Seen:
    """Open the dialog."""
    return story.office.press(auditor(story), asked(story), "Ansehen")


def _button(message: Message) -> dict[str, object]:
    assert message.card is not None
    return dict(message.card["actions"][0]["data"])


def _remove(key: Path) -> None:
    key.chmod(0o600)
    key.unlink()
