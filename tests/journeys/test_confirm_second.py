"""`confirm_second`, `publish_early`, `destroy_early`: two people, or it does not happen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.axe import assert_accessible
from tests.browser import picture_of
from tests.journeys.leading import REASON, acts, begin, confirmed, second, status
from tests.journeys.story import CHANNELS, CLOSED, PUBLISHED, Story, told
from tests.office import Person
from tests.sandbox.window import PHONE, window

SECRET = "Geheimwort Schlehenwein"
ASK = "Zweite Person bitten"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Story, Person]]:
    """An office whose first block is sealed, with somebody from the staff council."""
    with told(tmp_path_factory.mktemp("office")) as story:
        card = story.open_block()
        story.office.colleagues(card, 20, seed=7, excepted=[story.lead])
        story.answer(story.lead, card, text=SECRET)
        story.office.move_clock(CLOSED)
        story.card_saying("Danke", story.office.channel(CHANNELS["basics"]))
        yield story, second(story)


def test_one_text_goes_when_the_staff_council_confirms(office: tuple[Story, Person]) -> None:
    story, auditor = office
    page = begin(story, "Vorzeitig löschen: Grundverständnis und Ziele")
    page = story.office.submit(page, "Weiter", what="text", wording=SECRET, reason=REASON)
    story.office.submit(page, ASK)
    before = len(story.rows("SELECT 1 FROM sealed_texts"))
    seen = confirmed(story, auditor, "Ja, löschen")
    assert "was Sie zu zweit entschieden haben" in seen.words
    assert len(story.rows("SELECT 1 FROM sealed_texts")) == before - 1
    assert "Schlehenwein" not in str(story.office.traffic()["stored"])
    assert acts(story)[-3:] == ["ask_second", "confirm_second", "destroy_early"]


def test_it_can_be_read_by_everybody(office: tuple[Story, Person], browser: Browser) -> None:
    story, _ = office
    person = story.lead
    status(story)
    with window(browser, story.office, person, place=person.chat, viewport=PHONE) as page:
        page.locator("#theme").select_option("dark")
        page.get_by_role("button", name="Früher veröffentlichen").last.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Grund").fill(REASON)
        dialog.get_by_role("button", name="Weiter").click()
        expect(dialog.get_by_role("button", name=ASK)).to_be_visible()
        assert_accessible(page, "#dialog")
        picture_of(dialog, "41-publish-early")
        dialog.get_by_role("button", name=ASK).click()
        expect(dialog.get_by_text("Wartet auf eine zweite Person")).to_be_visible()
    card = status(story)
    with window(browser, story.office, person, place=person.chat, viewport=PHONE) as page:
        page.locator("#theme").select_option("dark")
        assert "Wartet auf eine zweite Person" in card.words
        page.get_by_role("button", name="Ansehen und entscheiden").last.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Sie haben selbst darum gebeten")).to_be_visible()
        assert_accessible(page, "#dialog")
        picture_of(dialog, "41-confirm-second")
        dialog.get_by_role("button", name="Bitte zurücknehmen").click()
        expect(dialog.get_by_text("Die Bitte ist vom Tisch")).to_be_visible()


def test_results_appear_early_for_everybody_at_once(office: tuple[Story, Person]) -> None:
    story, _ = office
    deputy = story.staff[-2]
    ((process,),) = story.rows("SELECT process_id FROM processes")
    named = story.bot.command("process", "leads", process, "--add", deputy.oid, "--deputy")
    assert named.returncode == 0, named.stderr
    page = begin(story, "Früher veröffentlichen: Grundverständnis und Ziele")
    story.office.submit(story.office.submit(page, "Weiter", reason=REASON), ASK)
    assert story.cards_saying("21 von 40", story.office.channel(CHANNELS["basics"])) == []
    card = status(story, deputy)
    seen = story.office.press(deputy, card, "Ansehen und entscheiden")
    assert REASON in seen.words
    story.office.submit(seen, "Ja, jetzt veröffentlichen")
    shown = story.card_saying("21 von 40", story.office.channel(CHANNELS["basics"]))
    assert "Stand " in shown.words
    assert acts(story)[-4:] == ["ask_second", "confirm_second", "publish_early", "publish_block"]
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("published",)]
    story.office.move_clock(PUBLISHED)
    assert len(story.cards_saying("21 von 40", shown.conversation)) == 1
