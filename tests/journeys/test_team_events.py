"""`follow_team`: the team is put away and comes back; people leave it and join it."""

import time
from collections.abc import Callable

import pytest

from tests.journeys.leading import status
from tests.journeys.story import CHANNELS, CLOSED, PUBLISHED, WORKING_HOURS, Story
from tests.office import Message, Person

BASICS = CHANNELS["basics"]
BEFORE_OPENING = "2027-03-31T12:00:00+02:00"
WHILE_OPEN = "2027-04-14T12:00:00+02:00"
LAST_DAY = "2027-04-21T12:00:00+02:00"

Change = Callable[[Story], object]

REMOVED: tuple[Change, Change] = (
    lambda story: story.office.uninstall(),
    lambda story: story.office.install(),
)
ARCHIVED: tuple[Change, Change] = (
    lambda story: story.office.change_team("archive"),
    lambda story: story.office.change_team("unarchive"),
)
DELETED: tuple[Change, Change] = (
    lambda story: story.office.change_team("delete"),
    lambda story: story.office.change_team("restore"),
)
WAYS = pytest.mark.parametrize(
    ("away", "back", "told"),
    [
        pytest.param(*REMOVED, "Ich bin nicht mehr in Ihrem Team", id="removed"),
        pytest.param(*ARCHIVED, "Ihr Team ist archiviert", id="archived"),
        pytest.param(*DELETED, "Ihr Team wurde gelöscht", id="deleted"),
    ],
)


def in_channel(story: Story, words: str) -> list[Message]:
    """The cards with these words in the first block's channel."""
    return story.cards_saying(words, story.office.channel(BASICS))


def state(story: Story) -> str:
    """Where the first block stands."""
    return str(story.rows("SELECT state FROM topic_blocks WHERE position = 0")[0][0])


def opened(story: Story, person: Person, card: Message) -> str:
    """What somebody reads whose Teams still shows the card, whether they are a member or not."""
    (action,) = (card.card or {})["actions"]
    (answer,) = story.office.invoke(
        person, card.conversation, "task/fetch", {"data": action["data"]}
    )
    return str(answer["body"])


def to_lead(story: Story, words: str) -> Message:
    """The newest message to the lead with these words."""
    return story.card_saying(words, story.lead.chat)


@WAYS
def test_while_the_team_is_away_a_block_closes_and_is_published_and_results_come_afterwards(
    story: Story, away: Change, back: Change, told: str
) -> None:
    story.office.install(story.lead)
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    away(story)
    assert "pünktlich" in to_lead(story, told).words
    story.office.move_clock(CLOSED)
    assert state(story) == "sealed"
    assert list(story.bot.key_directory.glob("*.*.key")) == []
    story.office.move_clock(PUBLISHED)
    assert state(story) == "published"
    assert in_channel(story, "Vielen Dank") == []
    back(story)
    assert story.card_saying(f"Ergebnisse: {BASICS}", card.conversation)
    assert to_lead(story, "Ich bin wieder in Ihrem Team")
    assert (
        story.card_saying("Dieser Themenblock ist abgeschlossen", card.conversation).id == card.id
    )
    # Thanks and reminders belong to days that are over.
    assert in_channel(story, "Noch offen") == []
    assert in_channel(story, f"Vielen Dank: {BASICS}") == []


@WAYS
def test_a_block_that_opened_meanwhile_invites_as_soon_as_the_team_is_back(
    story: Story, away: Change, back: Change, told: str
) -> None:
    story.office.install(story.lead)
    story.set_up()
    story.office.move_clock(BEFORE_OPENING)
    away(story)
    to_lead(story, told)
    story.office.move_clock(WHILE_OPEN)
    assert state(story) == "open"
    assert in_channel(story, "Das steht fest") == []
    back(story)
    card = story.block_card("basics")
    assert "gespeichert" in story.answer(story.staff[0], card).words
    story.office.move_clock(LAST_DAY)
    assert len(in_channel(story, "Das steht fest")) == 1


@pytest.mark.parametrize(("away", "back"), [REMOVED])
def test_nobody_is_thanked_who_was_never_invited(story: Story, away: Change, back: Change) -> None:
    story.set_up()
    story.office.move_clock(BEFORE_OPENING)
    away(story)
    story.office.move_clock(CLOSED)
    back(story)
    story.card_saying("Da bin ich wieder", story.office.channel())
    story.office.move_clock(PUBLISHED)
    assert story.card_saying(f"Ergebnisse: {BASICS}", story.office.channel(BASICS))
    assert in_channel(story, "Das steht fest") == []
    assert in_channel(story, f"Vielen Dank: {BASICS}") == []


def test_an_archiving_that_was_not_told_is_found_out_and_named_as_what_it_is(
    story: Story,
) -> None:
    story.office.install(story.lead)
    story.set_up()
    story.office.move_clock(BEFORE_OPENING)
    story.bot.stop()
    story.office.change_team("archive")
    story.bot.start()
    story.office.move_clock(WHILE_OPEN)
    assert "archiviert" in to_lead(story, "Ich kann in Ihrem Team nicht mehr schreiben").words
    story.office.change_team("unarchive")
    assert story.block_card("basics")
    assert len(story.cards_saying("nicht mehr schreiben", story.lead.chat)) == 1


def test_a_return_that_was_not_told_is_found_out_by_whoever_presses_a_button(
    story: Story,
) -> None:
    card = story.open_block()
    story.answer(story.staff[0], card)
    story.office.install(story.lead)
    story.office.change_team("archive")
    to_lead(story, "Ihr Team ist archiviert")
    story.bot.stop()
    story.office.change_team("unarchive")
    story.bot.start()
    story.office.move_clock("2027-04-15T12:00:00+02:00")
    assert in_channel(story, "Noch offen") == []
    assert "Ihre Antwort" in story.office.press(story.staff[0], card, "Jetzt teilnehmen").words
    assert to_lead(story, "Ich bin wieder in Ihrem Team")
    story.office.move_clock(LAST_DAY)
    assert story.card_saying("Noch offen", card.conversation)


def test_a_press_in_an_archived_team_does_not_bring_it_back(story: Story) -> None:
    story.office.install(story.lead)
    card = story.open_block()
    story.answer(story.staff[0], card)
    story.office.change_team("archive")
    to_lead(story, "Ihr Team ist archiviert")
    assert "Ihre Antwort" in story.office.press(story.staff[0], card, "Jetzt teilnehmen").words
    story.office.move_clock(LAST_DAY)
    assert in_channel(story, "Noch offen") == []
    assert story.cards_saying("Ich bin wieder in Ihrem Team", story.lead.chat) == []
    assert story.cards_saying("Ich bin nicht mehr in Ihrem Team", story.lead.chat) == []


def test_a_renamed_team_changes_nothing(story: Story) -> None:
    card = story.open_block()
    story.office.change_team("rename", name="Anderes Team (erfunden)")
    assert "gespeichert" in story.answer(story.staff[0], card).words
    story.office.move_clock(CLOSED)
    assert story.card_saying("Vielen Dank", card.conversation)
    assert story.cards_saying("Team", story.lead.chat) == []
    assert story.rows("SELECT name FROM teams") == [("Anderes Team (erfunden)",)]


def test_the_status_tells_of_a_team_that_is_away_and_of_its_return(story: Story) -> None:
    story.open_block()
    story.office.install(story.lead)
    story.office.change_team("archive")
    assert "archiviert" in status(story).words
    story.office.change_team("unarchive")
    assert "nichts schiefgegangen" in status(story).words


def test_what_a_lead_without_a_chat_could_not_be_told_stands_in_the_status(story: Story) -> None:
    story.set_up()
    story.office.move_clock(WORKING_HOURS)
    story.office.uninstall()
    deadline = time.monotonic() + 20
    while not story.rows("SELECT 1 FROM outbox WHERE state = 'dead'"):
        assert time.monotonic() < deadline, "the message was not given up"
        time.sleep(0.05)
    # Only now the lead writes to the bot, and thereby has a chat with it.
    words = status(story).words
    assert "Ich kann in Ihrem Team nichts schreiben" in words
    assert "Nicht zugestellt, in einem persönlichen Chat der Leitung oder Moderation: 1" in words


def test_the_answer_of_somebody_who_leaves_counts_and_stays_as_it_is(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:5]:
        story.answer(person, card)
    leaver = story.staff[0]
    changing = story.office.submit(story.office.press(leaver, card, "Jetzt teilnehmen"), "Ändern")
    story.office.leave(leaver)
    late = story.office.submit(changing, "Weiter", department="515")
    assert "Nur für Mitglieder" in late.words
    assert "Nur für Mitglieder" in opened(story, leaver, card)
    story.office.move_clock(PUBLISHED)
    results = story.card_saying(f"Ergebnisse: {BASICS}", card.conversation)
    assert "5 von 40" in results.words


def test_who_comes_back_may_change_the_answer_again(story: Story) -> None:
    card = story.open_block()
    person = story.staff[0]
    story.answer(person, card)
    story.office.leave(person)
    assert "Nur für Mitglieder" in opened(story, person, card)
    story.office.join(person)
    assert "Ihre Antwort" in story.office.press(person, card, "Jetzt teilnehmen").words


def test_who_joins_takes_part_until_the_block_closes(story: Story) -> None:
    newcomer = next(p for p in story.office.people() if not p.is_member and not p.is_guest)
    card = story.open_block()
    assert "Nur für Mitglieder" in opened(story, newcomer, card)
    story.office.move_clock(LAST_DAY)
    story.office.join(newcomer)
    assert "gespeichert" in story.answer(newcomer, card).words
    story.office.move_clock(CLOSED)
    assert "Schon geschlossen" in opened(story, newcomer, card)
