"""`pause_process` and `resume_process`: everything stands still, and goes on later."""

from tests.journeys.leading import REASON, acts, begin, confirm, status, trail
from tests.journeys.story import BEFORE_CLOSING, CHANNELS, CLOSED, PUBLISHED, Story


def pause(story: Story) -> None:
    """Pause the process as its lead does."""
    done = story.office.submit(confirm(story, "Pausieren"), "Ja, pausieren")
    assert "Es steht alles still" in done.words


def resume(story: Story) -> None:
    """Let it go on as its lead does."""
    done = story.office.submit(confirm(story, "Fortsetzen"), "Ja, fortsetzen")
    assert "Die neuen Termine gelten" in done.words


def test_before_it_is_paused_the_dialog_says_exactly_what_will_happen(story: Story) -> None:
    story.open_block()
    words = confirm(story, "Pausieren").words
    assert "„Grundverständnis und Ziele“ nimmt keine Antworten an, bis es weitergeht" in words
    assert f"Grund: {REASON}" in words
    assert story.rows("SELECT state FROM processes") == [("running",)]
    assert acts(story) == ["set_up_process"]


def test_a_pause_is_told_in_both_channels_and_shown_on_the_cards(story: Story) -> None:
    card = story.open_block()
    pause(story)
    for channel in (story.office.channel(), story.office.channel(CHANNELS["basics"])):
        assert REASON in story.card_saying("Pause:", channel).words
    assert story.card_saying("ist seit Donnerstag, 1. April 2027", card.conversation).id == card.id
    assert story.cards_saying("Pause:", story.office.channel(CHANNELS["coordinators"])) == []
    assert "Zurzeit pausiert" in story.card_saying("Es geht los", story.office.channel()).words
    assert "seit Donnerstag, 1. April 2027" in status(story).words


def test_in_a_pause_nothing_opens_reminds_or_closes(story: Story) -> None:
    story.open_block()
    pause(story)
    story.office.move_clock("2027-06-15T12:00:00+02:00")
    channel = story.office.channel(CHANNELS["basics"])
    assert story.cards_saying("Noch offen", channel) == []
    states = story.rows("SELECT state FROM topic_blocks ORDER BY position")
    assert states == [("open",), ("planned",), ("planned",)]


def test_an_answer_in_a_pause_is_refused_kindly_and_an_answer_given_before_stays(
    story: Story,
) -> None:
    card = story.open_block()
    story.answer(story.staff[0], card)
    seen = story.walk(story.office.press(story.staff[1], card, "Jetzt teilnehmen"))
    pause(story)
    assert "pausiert" in story.office.submit(seen, "Senden").words
    assert len(story.rows("SELECT 1 FROM responses")) == 1
    resume(story)
    again = story.card_saying("Ihre Meinung zählt", card.conversation)
    assert "Vielen Dank" in story.answer(story.staff[1], again).words
    assert len(story.rows("SELECT 1 FROM responses")) == 2


def test_an_answer_can_be_taken_back_in_a_pause_but_not_changed(story: Story) -> None:
    card = story.open_block()
    story.answer(story.staff[0], card)
    pause(story)
    paused_card = story.card_saying("ist seit Donnerstag, 1. April 2027", card.conversation)
    own = story.office.press(story.staff[0], paused_card, "Meine Antwort ansehen")
    assert own.actions == ("Zurückziehen",)
    sure = story.office.submit(own, "Zurückziehen")
    assert "Zurückgezogen" in story.office.submit(sure, "Ja, zurückziehen").words
    assert story.rows("SELECT 1 FROM responses") == []
    nothing = story.office.press(story.staff[1], paused_card, "Meine Antwort ansehen")
    assert "Zurzeit pausiert" in nothing.words


def test_results_of_what_has_closed_come_on_their_day_in_spite_of_a_pause(story: Story) -> None:
    story.open_block()
    story.office.move_clock(CLOSED)
    assert "erscheinen wie geplant am Mittwoch, 28. April" in confirm(story, "Pausieren").words
    pause(story)
    story.office.move_clock(PUBLISHED)
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("published",)]


def test_all_later_dates_move_by_the_working_days_lost_and_are_shown_before(story: Story) -> None:
    story.open_block()
    story.office.move_clock("2027-04-12T09:00:00+02:00")
    pause(story)
    story.office.move_clock("2027-04-15T09:00:00+02:00")
    words = confirm(story, "Fortsetzen").words
    assert "Die Pause hat 3 Arbeitstage gekostet" in words
    assert "bleibt offen bis Montag, 26. April 2027, 18:00 Uhr" in words
    resume(story)
    story.office.move_clock(CLOSED)
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("open",)]
    assert "26. April" in story.block_card("basics").words
    story.office.move_clock("2027-04-26T18:00:30+02:00")
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]
    assert '"closes basics"' in trail(story)[2][1]


def test_a_confirmation_that_time_has_overtaken_is_asked_again(story: Story) -> None:
    story.open_block()
    pause(story)
    story.office.move_clock("2027-04-06T09:00:00+02:00")
    seen = confirm(story, "Fortsetzen")
    story.office.move_clock("2027-04-07T09:00:00+02:00")
    again = story.office.submit(seen, "Ja, fortsetzen")
    assert "Inzwischen hat sich etwas geändert" in again.words
    assert "Die neuen Termine gelten" in story.office.submit(again, "Ja, fortsetzen").words


def test_four_deliveries_of_one_confirmation_are_one_act(story: Story) -> None:
    story.open_block()
    seen = confirm(story, "Pausieren")
    data = story.button(seen, "Ja, pausieren")["data"]
    value = {"data": data, "context": {"theme": "default"}}
    answers = story.office.invoke(story.lead, story.lead.chat, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert acts(story) == ["set_up_process", "pause_process"]
    assert story.card_saying("Pause:", story.office.channel())
    assert len(story.cards_saying("Pause:", story.office.channel())) == 1


def test_nobody_pauses_what_is_paused_or_goes_on_with_what_runs(story: Story) -> None:
    story.open_block()
    card = status(story)
    pause(story)
    assert "Zurzeit pausiert" in story.office.press(story.lead, card, "Pausieren").words
    paused_card = status(story)
    resume(story)
    assert "Nicht pausiert" in story.office.press(story.lead, paused_card, "Fortsetzen").words


def test_whoever_does_not_lead_the_process_is_refused_though_a_card_names_it(story: Story) -> None:
    story.open_block()
    story.grant("process_lead", story.steering)
    data = story.button(confirm(story, "Pausieren"), "Ja, pausieren")["data"]
    value = {"data": data, "context": {"theme": "default"}}
    for person in (story.steering, story.staff[0]):
        (answer,) = story.office.invoke(person, story.office.channel(), "task/submit", value)
        assert "Nur für die Leitung dieser Beteiligung" in str(answer)
    assert story.rows("SELECT state FROM processes") == [("running",)]


def test_a_reason_is_needed(story: Story) -> None:
    story.open_block()
    seen = story.office.submit(begin(story, "Pausieren"), "Weiter", reason="  x ")
    assert "mindestens 3 Zeichen" in seen.words


def test_reminders_come_anew_after_a_pause(story: Story) -> None:
    story.open_block()
    story.office.move_clock(BEFORE_CLOSING)
    pause(story)
    channel = story.office.channel(CHANNELS["basics"])
    reminder = story.card_saying("Pausiert: Grundverständnis", channel)
    assert "Jetzt teilnehmen" not in reminder.actions
    story.office.move_clock("2027-04-26T09:00:00+02:00")
    resume(story)
    assert "Jetzt teilnehmen" in story.card_saying("Noch offen", channel).actions
