"""`extend_block`: an open block gets a later last day."""

import json

from tests.journeys.leading import REASON, acts, begin, confirm, status, trail
from tests.journeys.story import CHANNELS, CLOSED, Story

EXTEND = "Verlängern: Grundverständnis und Ziele"


def extend(story: Story, day: str = "2027-04-28") -> None:
    """Extend the first block as its lead does."""
    done = story.office.submit(confirm(story, EXTEND, closes_on=day), "Ja, verlängern")
    assert "Der neue letzte Tag gilt" in done.words


def test_the_dialog_says_what_moves_and_then_it_does(story: Story) -> None:
    card = story.open_block()
    words = confirm(story, EXTEND, closes_on="2027-04-28").words
    assert "offen bis Mittwoch, 28. April 2027, 18:00 Uhr" in words
    assert "erscheinen am Mittwoch, 5. Mai 2027, 10:00 Uhr" in words
    extend(story)
    assert (
        "28. April"
        in story.card_saying("Sie haben Zeit bis Mittwoch, 28.", card.conversation).words
    )
    for channel in (story.office.channel(), card.conversation):
        assert REASON in story.card_saying("Mehr Zeit: Grundverständnis", channel).words
    assert (
        "bis zum 28. April 2027" in story.card_saying("Es geht los", story.office.channel()).words
    )


def test_the_block_closes_and_reminds_by_its_new_day(story: Story) -> None:
    card = story.open_block()
    story.office.move_clock("2027-04-20T12:00:00+02:00")
    extend(story, "2027-04-29")
    story.office.move_clock(CLOSED)
    assert "Vielen Dank" in story.answer(story.staff[0], card).words
    reminded = [
        day for (day,) in story.rows("SELECT due_on FROM calendar_entries WHERE kind = 'reminds'")
    ]
    assert {"2027-04-22", "2027-04-28"} <= set(reminded)
    story.office.move_clock("2027-04-29T18:00:30+02:00")
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]


def test_a_day_that_cannot_be_is_told_at_its_field(story: Story) -> None:
    story.open_block()
    page = begin(story, EXTEND)
    assert "vom 22. April 2027 bis zum 2. Mai 2027" in page.words
    for day, told in (
        ("2027-04-21", "nicht nach dem bisherigen"),
        ("2027-04-24", "Wochenende oder Feiertag"),
        ("2027-05-04", "liegt zu spät"),
    ):
        page = story.office.submit(page, "Weiter", closes_on=day, reason=REASON)
        assert told in page.words
        assert "closes_on" in page.inputs


def test_a_forged_day_is_refused_at_the_very_end_too(story: Story) -> None:
    story.open_block()
    data = story.button(confirm(story, EXTEND, closes_on="2027-04-22"), "Ja, verlängern")["data"]
    data["form"]["closes_on"] = "2029-04-22"
    value = {"data": data, "context": {"theme": "default"}}
    story.office.invoke(story.lead, story.lead.chat, "task/submit", value)
    assert acts(story) == ["set_up_process"]


def test_lead_and_deputy_at_once_are_one_extension_and_one_question(story: Story) -> None:
    story.open_block()
    first = confirm(story, EXTEND, closes_on="2027-04-22")
    second = confirm(story, EXTEND, closes_on="2027-04-23")
    assert "Der neue letzte Tag gilt" in story.office.submit(first, "Ja, verlängern").words
    again = story.office.submit(second, "Ja, verlängern")
    assert "Inzwischen hat sich etwas geändert" in again.words
    assert acts(story) == ["set_up_process", "extend_block"]


def test_a_block_that_has_closed_meanwhile_is_not_extended(story: Story) -> None:
    story.open_block()
    seen = confirm(story, EXTEND, closes_on="2027-04-28")
    story.office.move_clock(CLOSED)
    assert "geschlossen" in story.office.submit(seen, "Ja, verlängern").words
    assert "extend_block" not in acts(story)


def test_the_audit_trail_says_who_why_and_what_moved(story: Story) -> None:
    story.open_block()
    extend(story)
    act, details = trail(story)[-1]
    assert (act, json.loads(details)["reason"]) == ("extend_block", REASON)
    assert json.loads(details)["closes basics"] == "2027-04-21T16:00Z > 2027-04-28T16:00Z"
    assert story.rows("SELECT actor FROM audit_entries WHERE number = 2") == [(story.lead.oid,)]


def test_only_open_blocks_are_offered_for_extension(story: Story) -> None:
    story.set_up()
    assert EXTEND not in status(story).actions
    story.office.move_clock("2027-04-02T12:00:00+02:00")
    assert EXTEND in status(story).actions
    assert f"Verlängern: {CHANNELS['coordinators']}" not in status(story).actions
