"""`set_up_process`: the process lead sets the process up in a channel."""

import pytest

from tests.journeys.story import CHANNELS, Story
from tests.office import Seen


def test_the_preview_shows_all_dates_and_numbers(shared: Story) -> None:
    words = shared.preview().words
    for expected in ("1. April 2027", "Planungsräume", "Juli 2027", "DV 12/2026"):
        assert expected in words


def test_all_dates_move_along_with_the_first_day(shared: Story) -> None:
    words = shared.preview(first_day="2028-04-03").words
    assert "3. April 2028" in words
    assert "Juli 2028" in words
    assert "2027" not in words.replace("2026", "").replace("DV 12/2027", "")


@pytest.mark.parametrize(
    ("field", "entry", "told"),
    [
        ("first_day", "2020-04-01", "schon vorbei"),
        ("staff_council_agreed_on", "2027-06-01", "in der Zukunft"),
        ("legal_basis", " ", "fehlt noch"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(
    shared: Story, field: str, entry: object, told: str
) -> None:
    seen = shared.fill_in(**{field: entry})
    assert told in seen.words
    assert field in seen.inputs


@pytest.mark.parametrize(
    ("field", "entry", "told"),
    [("smallest_group", 4, "von 5 bis 50"), ("sealed_rows_months", 99, "1 bis 24")],
)
def test_the_card_itself_stops_what_can_never_be_right(
    shared: Story, field: str, entry: object, told: str
) -> None:
    seen = shared.fill_in(**{field: entry})
    assert seen.kind == "invalid"
    assert told in seen.text


def test_a_forged_group_below_five_is_refused(shared: Story) -> None:
    data = shared.button(shared.preview(), "Prozess starten")["data"]
    data["form"]["smallest_group"] = "4"
    value = {"data": data, "context": {"theme": "default"}}
    shared.office.invoke(shared.lead, shared.office.channel(), "task/submit", value)
    assert shared.rows("SELECT 1 FROM processes") == []


def test_only_a_process_lead_may_set_up(shared: Story) -> None:
    person = shared.staff[0]
    shared.office.say(person, shared.office.channel(), "einrichten", mention=True)
    assert shared.card_saying("Nur für die Prozessleitung", shared.office.channel())


def test_set_up_is_refused_in_a_personal_chat(shared: Story) -> None:
    shared.office.install(shared.lead)
    shared.office.say(shared.lead, shared.lead.chat, "einrichten")
    assert shared.card_saying("Team", shared.lead.chat)


def test_starting_tells_the_team_and_plans_every_date(story: Story) -> None:
    assert "gestartet" in story.set_up().words
    announced = story.card_saying("Es geht los", story.office.channel())
    assert "1. April 2027" in announced.words
    kinds = [kind for (kind,) in story.rows("SELECT kind FROM calendar_entries")]
    assert (kinds.count("opens"), kinds.count("closes"), kinds.count("publishes")) == (3, 3, 3)


def test_a_process_is_started_once_however_often_the_button_arrives(story: Story) -> None:
    preview = story.preview()
    data = story.button(preview, "Prozess starten")["data"]
    value = {"data": data, "context": {"theme": "default"}}
    answers = story.office.invoke(story.lead, story.office.channel(), "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert len(story.rows("SELECT 1 FROM processes")) == 1


def test_a_second_process_in_the_same_team_is_refused(story: Story) -> None:
    story.set_up()
    offer = story.card_saying("Beteiligung einrichten", story.office.channel())
    seen = story.office.press(story.lead, offer, "Einrichten")
    assert "läuft" in seen.words


def test_set_up_goes_on_after_the_bot_was_killed_between_two_pages(story: Story) -> None:
    preview = story.preview()
    story.bot.restart()
    assert "gestartet" in story.office.submit(preview, "Prozess starten").words
    assert story.card_saying("Es geht los", story.office.channel())


def test_whoever_starts_a_process_leads_it(story: Story) -> None:
    story.set_up()
    leads = story.rows("SELECT object_id, part, user_id FROM process_leads")
    assert leads == [(story.lead.oid, "lead", story.lead.user_id)]


def test_every_block_has_its_channel(story: Story) -> None:
    story.set_up()
    kept = {row[0]: row[1] for row in story.rows("SELECT block_key, channel_id FROM topic_blocks")}
    assert kept == {key: story.office.channel(name) for key, name in CHANNELS.items()}


def test_a_dialog_that_was_closed_half_way_goes_on_where_it_was(story: Story) -> None:
    story.fill_in(legal_basis=" ")
    story.bot.restart()
    again = open_set_up(story)
    assert "Sie machen dort weiter" in again.words
    assert "DV 12/2026 (erfunden)" in str(again.card)
    kept = story.office.submit(again, "Weiter", legal_basis="Dienstvereinbarung (erfunden)")
    preview = story.office.submit(kept, "Weiter")
    assert "gestartet" in story.office.submit(preview, "Prozess starten").words
    assert story.rows("SELECT 1 FROM unfinished_forms") == []


def test_whoever_begins_anew_finds_an_empty_form(story: Story) -> None:
    story.fill_in(legal_basis=" ")
    fresh = story.office.submit(open_set_up(story), "Von vorn beginnen")
    assert "first_day" in fresh.inputs
    assert story.rows("SELECT 1 FROM unfinished_forms") == []


def test_what_was_right_when_it_was_kept_is_asked_again_once_it_is_wrong(story: Story) -> None:
    story.fill_in(legal_basis=" ")
    story.office.move_clock("2027-04-10T10:00:00+02:00")
    assert "first_day" in open_set_up(story).inputs


def test_a_form_that_rests_for_a_month_is_thrown_away(story: Story) -> None:
    story.office.move_clock("2027-02-01T10:30:00+01:00")
    story.fill_in(legal_basis=" ")
    story.office.move_clock("2027-03-03T09:59:00+01:00")
    assert len(story.rows("SELECT 1 FROM unfinished_forms")) == 1
    story.office.move_clock("2027-03-03T11:00:30+01:00")
    assert story.rows("SELECT 1 FROM unfinished_forms") == []


def open_set_up(story: Story) -> Seen:
    """Press the button of the newest offer once more."""
    offer = story.card_saying("Beteiligung einrichten", story.office.channel())
    return story.office.press(story.lead, offer, "Einrichten")
