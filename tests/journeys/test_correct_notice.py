"""`correct_notice`: a new version of the privacy notice, told to all, also to who has answered."""

from tests.journeys.leading import REASON, acts, begin, confirm, trail
from tests.journeys.story import Story

CORRECT = "Hinweise berichtigen"
NEW = "neue.stelle@amt.example"


def test_a_correction_is_a_new_version_that_everybody_sees(story: Story) -> None:
    card = story.open_block()
    story.answer(story.staff[0], card)
    first_page = story.office.press(story.staff[1], card, "Jetzt teilnehmen")
    assert "Fassung 1, seit dem Start" in first_page.words
    page = confirm(story, CORRECT, contact=NEW)
    assert f"Ansprechstelle für Fragen ist jetzt: {NEW}" in page.words
    assert "Fassung 2" in page.words
    done = story.office.submit(page, "Ja, berichtigen")
    assert "Die neue Fassung der Hinweise gilt" in done.words
    for channel in (story.office.channel(), card.conversation):
        assert REASON in story.card_saying("Neue Fassung der Hinweise", channel).words
    assert NEW in story.card_saying("Es geht los", story.office.channel()).words
    new_first_page = story.office.press(story.staff[2], card, "Jetzt teilnehmen")
    assert "Fassung 2, seit" in new_first_page.words
    assert "Neu: Ansprechstelle für Fragen" in new_first_page.words
    own = story.office.press(story.staff[0], card, "Jetzt teilnehmen")
    assert "Die Hinweise zum Datenschutz sind neu" in own.words
    assert_both_are_kept(story)


def assert_both_are_kept(story: Story) -> None:
    """Both versions are kept, and the trail names what is new in the second, but no words."""
    ((number, gate),) = story.rows("SELECT number, gate FROM notice_versions")
    assert (number, "planung@amt.example" in gate) == (1, True)
    assert acts(story) == ["set_up_process", "correct_notice"]
    assert '"changed": "contact", "notice": "2"' in trail(story)[-1][1]
    assert NEW not in trail(story)[-1][1]
    ((process,),) = story.rows("SELECT process_id FROM processes")
    said = story.bot.command("audit", process).stdout
    assert "Hinweise zum Datenschutz berichtigt" in said
    assert "Geändert: Ansprechstelle" in said


def test_nothing_new_is_no_version_and_nobody_else_makes_one(story: Story) -> None:
    story.set_up()
    page = story.office.submit(begin(story, CORRECT), "Weiter", reason=REASON)
    assert "Noch ist nichts anders als bisher" in page.words
    assert "sealed_rows_months" not in page.inputs
    data = story.button(confirm(story, CORRECT, contact=NEW), "Ja, berichtigen")["data"]
    value = {"data": data, "context": {"theme": "default"}}
    person = story.staff[0]
    story.office.install(person)
    (answer,) = story.office.invoke(person, person.chat, "task/submit", value)
    assert "leitet" in str(answer)
    assert acts(story) == ["set_up_process"]
