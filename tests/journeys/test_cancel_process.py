"""`cancel_process`: what has not closed ends, its answers are destroyed, results still come."""

from tests.journeys.leading import (
    CANCEL,
    REASON,
    acts,
    cancel,
    confirm,
    confirmed,
    second,
    status,
)
from tests.journeys.story import CHANNELS, CLOSED, END_OF_JULY, PUBLISHED, Story, nodes

ASK = "Zweite Person bitten"
SECRET = "Geheimwort Brombeerhecke"


def kept(story: Story) -> bytes:
    """Everything that the files of the stopped bot hold."""
    return b"".join(path.read_bytes() for path in story.bot.directory.glob("themenblock.db*"))


def gone(story: Story) -> bool:
    """Wait until the calendar has destroyed keys and pages."""
    story.office.move_clock("2027-04-03T12:00:00+02:00")
    return list(story.bot.key_directory.glob("*.*.key")) == []


def test_the_dialog_says_what_ends_and_that_answers_are_deleted(story: Story) -> None:
    story.open_block()
    words = confirm(story, "Beteiligung abbrechen").words
    assert "„Grundverständnis und Ziele“ endet sofort. Alle Antworten und Entwürfe" in words
    assert "„Planungsräume“ findet nicht statt" in words
    assert f"Grund: {REASON}" in words


def test_answers_keys_and_their_traces_are_destroyed(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card, text=SECRET)
    assert "was Sie zu zweit entschieden haben" in cancel(story).words
    for table in ("responses", "receipts", "deliveries"):
        assert story.rows(f"SELECT 1 FROM {table}") == []
    assert gone(story)
    story.bot.stop()
    assert SECRET.encode() not in kept(story)
    story.bot.start()


def test_it_is_told_and_shown_in_channels(story: Story) -> None:
    card = story.open_block()
    cancel(story)
    for channel in (story.office.channel(), card.conversation):
        assert REASON in story.card_saying("Abgebrochen:", channel).words
    shown = story.card_saying("Alle Antworten dazu sind gelöscht", card.conversation)
    assert (shown.id, shown.actions) == (card.id, ())
    assert "findet nicht statt" in story.card_saying("Es geht los", story.office.channel()).words
    # Somebody still has the old card on the screen.
    old = next(node for node in nodes(card.card) if node.get("title") == "Jetzt teilnehmen")
    (answer,) = story.office.invoke(
        story.staff[0], card.conversation, "task/fetch", {"data": old["data"]}
    )
    assert "wurde abgebrochen" in str(answer)


def test_nothing_more_happens_but_results_of_what_has_closed(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    story.office.move_clock(CLOSED)
    assert "erscheinen wie geplant am" in confirm(story, "Beteiligung abbrechen").words
    cancel(story)
    story.office.move_clock(PUBLISHED)
    assert story.card_saying("Ergebnisse: ", story.office.channel(CHANNELS["basics"]))
    story.office.move_clock(END_OF_JULY)
    states = story.rows("SELECT state FROM topic_blocks ORDER BY position")
    assert states == [("published",), ("cancelled",), ("cancelled",)]
    assert story.cards_saying("Heute:", story.office.channel()) == []


def test_a_kill_in_the_middle_of_it_leaves_nothing_behind(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card, text=SECRET)
    cancel(story)
    story.bot.restart()
    assert gone(story)
    story.bot.stop()
    assert SECRET.encode() not in kept(story)
    story.bot.start()
    assert story.rows("SELECT sealing_step FROM topic_blocks") == [("destroyed",)] * 3


def test_four_deliveries_are_one_act_and_nothing_is_cancelled_twice(story: Story) -> None:
    story.open_block()
    card = status(story)
    auditor = second(story)
    data = story.button(confirm(story, "Beteiligung abbrechen"), ASK)["data"]
    value = {"data": data, "context": {"theme": "default"}}
    answers = story.office.invoke(story.lead, story.lead.chat, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert acts(story) == ["set_up_process", "ask_second"]
    assert "was Sie zu zweit entschieden haben" in confirmed(story, auditor, CANCEL).words
    assert acts(story)[2:] == ["confirm_second", "cancel_process"]
    assert "nichts mehr ändern" in story.office.press(story.lead, card, "Pausieren").words


def test_one_person_alone_destroys_no_answers(story: Story) -> None:
    card = story.open_block()
    story.answer(story.staff[0], card, text=SECRET)
    page = confirm(story, "Beteiligung abbrechen")
    assert CANCEL not in page.actions
    assert "Wartet auf eine zweite Person" in story.office.submit(page, ASK).words
    assert len(story.rows("SELECT 1 FROM responses")) == 1
    shown = status(story)
    assert "Wartet auf eine zweite Person" in shown.words
    own = story.office.press(story.lead, shown, "Ansehen und entscheiden")
    assert own.actions == ("Bitte zurücknehmen",)
    story.office.submit(own, "Bitte zurücknehmen")
    assert acts(story) == ["set_up_process", "ask_second", "decline_second"]


def test_after_it_another_process_can_be_set_up(story: Story) -> None:
    story.set_up()
    cancel(story)
    assert "gestartet" in story.set_up(first_day="2027-05-03").words
    assert "Die Beteiligung läuft" in status(story).words
