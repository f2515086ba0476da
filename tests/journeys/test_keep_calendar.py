"""`keep_calendar`: blocks open, remind, close, are sealed and published by themselves."""

from tests.journeys.story import (
    BEFORE_CLOSING,
    CHANNELS,
    CLOSED,
    END_OF_JULY,
    OPENED,
    PUBLISHED,
    Story,
)

MONDAY_AFTER = "2027-08-02T12:00:00+02:00"
SECRET = "Geheimwort Brombeerhecke"


def test_a_block_opens_at_its_local_time_and_not_before(story: Story) -> None:
    story.set_up()
    story.office.move_clock("2027-04-01T07:59:00+02:00")
    channel = story.office.channel(CHANNELS["basics"])
    assert story.cards_saying("Das steht fest", channel) == []
    story.office.move_clock("2027-04-01T08:00:30+02:00")
    assert story.block_card("basics")


def test_each_of_two_reminders_goes_to_the_channel_once(story: Story) -> None:
    story.open_block()
    story.office.move_clock(BEFORE_CLOSING)
    story.bot.restart()
    story.office.move_clock(BEFORE_CLOSING.replace("12:00", "13:00", 1))
    assert len(story.cards_saying("Noch offen", story.office.channel(CHANNELS["basics"]))) == 2


def test_the_coarse_count_moves_at_full_hours_only_and_never_down(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:5]:
        story.answer(person, card)
    story.office.move_clock("2027-04-01T10:59:00+02:00")
    assert "weniger als 5 Antworten" in story.block_card("basics").words
    story.office.move_clock("2027-04-01T11:00:30+02:00")
    assert "mindestens 5 Antworten" in story.block_card("basics").words
    withdraw(story, 0)
    story.office.move_clock("2027-04-02T11:00:30+02:00")
    assert "mindestens 5 Antworten" in story.block_card("basics").words


def test_closing_seals_the_block(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card, text=SECRET)
    assert len(list(story.bot.key_directory.glob("*.*.key"))) == 1
    story.office.move_clock(CLOSED)
    assert list(story.bot.key_directory.glob("*.*.key")) == []
    for table in ("responses", "receipts", "deliveries"):
        assert story.rows(f"SELECT 1 FROM {table}") == []
    assert len(story.rows("SELECT 1 FROM sealed_texts")) == 6
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]


def test_after_sealing_no_page_of_the_file_ties_a_text_to_votes(story: Story) -> None:
    card = story.open_block()
    ballots = []
    for person in story.staff[:6]:
        story.answer(person, card, text=SECRET)
        ballots = story.rows("SELECT ballot FROM responses")
    story.office.move_clock(CLOSED)
    story.bot.stop()
    kept = b"".join(path.read_bytes() for path in story.bot.directory.glob("themenblock.db*"))
    story.bot.start()
    assert SECRET.encode() in kept
    assert not [ballot for (ballot,) in ballots if ballot in kept]


def test_a_closed_block_takes_no_answer_and_its_card_says_so(story: Story) -> None:
    card = story.open_block()
    seen = story.walk(story.office.press(story.staff[0], card, "Jetzt teilnehmen"))
    story.office.move_clock(CLOSED)
    assert "geschlossen" in story.office.submit(seen, "Senden").words
    assert "geschlossen" in story.now_reads(card)
    assert "Jetzt teilnehmen" not in story.now_reads(card)


def test_reminders_do_not_outlive_the_deadline(story: Story) -> None:
    story.open_block()
    story.office.move_clock(BEFORE_CLOSING)
    reminder = story.card_saying("Noch offen", story.office.channel(CHANNELS["basics"]))
    assert "Jetzt teilnehmen" in reminder.actions
    story.office.move_clock(CLOSED)
    assert "Jetzt teilnehmen" not in story.now_reads(reminder)


def test_the_day_of_the_decision_is_told_where_the_process_was_started(story: Story) -> None:
    story.set_up()
    story.office.move_clock(END_OF_JULY)
    assert len(story.cards_saying("Heute:", story.office.channel())) == 1


def test_single_answers_are_deleted_after_the_promised_months(story: Story) -> None:
    story.set_up(sealed_texts_months=6)
    story.office.move_clock(OPENED)
    card = story.block_card("basics")
    for person in story.staff[:6]:
        story.answer(person, card, text=SECRET)
    story.office.move_clock("2027-10-20T12:00:00+02:00")
    assert len(story.rows("SELECT 1 FROM sealed_texts")) == 6
    story.office.move_clock("2028-04-20T12:00:00+02:00")
    assert story.rows("SELECT 1 FROM sealed_texts") == []
    assert len(story.rows("SELECT 1 FROM vote_rows")) == 6
    story.office.move_clock("2028-04-22T12:00:00+02:00")
    assert story.rows("SELECT 1 FROM vote_rows") == story.rows("SELECT 1 FROM sealed_texts") == []
    assert story.rows("SELECT 1 FROM frozen_counts") != []


def test_everything_happens_once_though_the_bot_is_killed_at_every_event(story: Story) -> None:
    story.set_up()
    # July ends on a weekend, on which nothing is published.
    for moment in (OPENED, BEFORE_CLOSING, CLOSED, PUBLISHED, END_OF_JULY, MONDAY_AFTER):
        story.office.move_clock(moment, wait=0)
        story.bot.restart()
        story.office.move_clock(moment)
    channel = story.office.channel(CHANNELS["basics"])
    assert len(story.cards_saying("abgeschlossen", channel)) == 1
    # A reminder that an outage has overtaken is dropped.
    assert len(story.cards_saying("Noch offen", channel)) <= 2
    assert len(story.cards_saying("Ergebnisse: ", channel)) == 1
    assert story.rows("SELECT DISTINCT state FROM topic_blocks") == [("published",)]


def test_a_clock_that_jumps_back_reopens_nothing(story: Story) -> None:
    story.open_block()
    story.office.move_clock(CLOSED)
    story.office.move_clock(OPENED)
    story.bot.restart()
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("sealed",)]


def test_a_block_whose_whole_time_was_slept_through_invites_nobody(story: Story) -> None:
    story.set_up()
    story.bot.kill()
    story.office.move_clock(CLOSED, wait=0)
    story.bot.start()
    story.office.move_clock(PUBLISHED)
    channel = story.office.channel(CHANNELS["basics"])
    assert story.cards_saying("Das steht fest", channel) == []
    assert story.cards_saying("Noch offen", channel) == []


def withdraw(story: Story, place: int) -> None:
    """Somebody takes their answer back."""
    own = story.office.press(story.staff[place], story.block_card("basics"), "Jetzt teilnehmen")
    sure = story.office.submit(own, "Zurückziehen")
    story.office.submit(sure, "Ja, zurückziehen")
