"""`move_block` and `follow_team`: a channel is deleted, and its block goes on elsewhere."""

import pytest

from tests.journeys.story import CHANNELS, CLOSED, OPENED, PUBLISHED, Story
from tests.office import Message, RefusedError, Seen

BASICS = CHANNELS["basics"]
ELSEWHERE = CHANNELS["planning_areas"]


def delete_channel(story: Story) -> Message:
    """Delete the first block's channel; what the lead is told."""
    story.office.change_channel("delete", channel=BASICS)
    return told(story)


def told(story: Story, words: str = "Ein Kanal ist nicht mehr da") -> Message:
    """The newest message to the lead with these words."""
    return story.card_saying(words, story.lead.chat)


def move(story: Story, message: Message, channel: str = ELSEWHERE) -> Seen:
    """Choose another channel as the lead does."""
    seen = story.office.press(story.lead, message, "Anderen Kanal wählen")
    return story.office.submit(seen, "Hier weitermachen", channel=story.office.channel(channel))


def state(story: Story) -> str:
    """Where the first block stands."""
    return str(story.rows("SELECT state FROM topic_blocks WHERE position = 0")[0][0])


def test_an_open_block_goes_on_in_another_channel_with_all_its_answers(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    assert "Abgegebene Antworten zählen weiter" in (lost := delete_channel(story)).words
    assert "Es geht weiter" in move(story, lost).words
    again = story.card_saying(f"{BASICS}", story.office.channel(ELSEWHERE))
    assert "Ihre Antwort" in story.office.press(story.staff[0], again, "Jetzt teilnehmen").words
    story.answer(story.staff[6], again)
    assert len(story.rows("SELECT 1 FROM responses")) == 7
    story.office.move_clock(PUBLISHED)
    assert state(story) == "published"
    assert story.card_saying(f"Ergebnisse: {BASICS}", story.office.channel(ELSEWHERE))


def test_a_block_that_has_not_opened_is_announced_and_opens_in_its_new_channel(
    story: Story,
) -> None:
    story.set_up()
    story.office.move_clock("2027-03-30T12:00:00+02:00")
    move(story, delete_channel(story))
    channel = story.office.channel(ELSEWHERE)
    assert story.card_saying("Demnächst", channel)
    story.office.move_clock(OPENED)
    assert story.card_saying("Das steht fest", channel)


def test_results_whose_channel_was_deleted_are_shown_again_elsewhere(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    story.office.move_clock(PUBLISHED)
    move(story, delete_channel(story))
    assert story.card_saying(f"Ergebnisse: {BASICS}", story.office.channel(ELSEWHERE))


def test_without_a_channel_the_calendar_still_closes_seals_and_publishes(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        story.answer(person, card)
    lost = delete_channel(story)
    story.office.move_clock(CLOSED)
    assert state(story) == "sealed"
    story.office.move_clock(PUBLISHED)
    assert state(story) == "published"
    move(story, lost)
    assert story.card_saying(f"Ergebnisse: {BASICS}", story.office.channel(ELSEWHERE))


def test_a_restored_channel_gets_what_still_makes_sense(story: Story) -> None:
    story.set_up()
    story.office.move_clock("2027-03-31T12:00:00+02:00")
    channel = story.office.channel(BASICS)
    delete_channel(story)
    story.office.move_clock("2027-04-14T12:00:00+02:00")
    story.office.change_channel("restore", channel=BASICS)
    assert told(story, "Ein Kanal ist wieder da")
    # The invitation still counts; of the reminder's day only the rest was left, and it is today.
    assert story.card_saying("Das steht fest", channel)
    story.office.move_clock("2027-04-15T12:00:00+02:00")
    assert len(story.cards_saying("Das steht fest", channel)) == 1


def test_a_renamed_channel_changes_nothing(story: Story) -> None:
    card = story.open_block()
    story.office.change_channel("rename", channel=BASICS, name="Neuer Name (erfunden)")
    assert "gespeichert" in story.answer(story.staff[0], card).words
    story.office.move_clock(CLOSED)
    channel = story.office.channel("Neuer Name (erfunden)")
    assert story.card_saying("Vielen Dank", channel)
    assert len(story.cards_saying("Vielen Dank", channel)) == 1
    assert story.cards_saying("Kanal", story.lead.chat) == []


def test_a_channel_whose_deletion_was_not_told_is_found_missing_when_something_is_posted(
    story: Story,
) -> None:
    story.set_up()
    story.office.move_clock("2027-03-31T12:00:00+02:00")
    story.bot.stop()
    story.office.change_channel("delete", channel=BASICS)
    story.bot.start()
    story.office.move_clock(OPENED)
    told(story)
    story.office.move_clock("2027-04-20T12:00:00+02:00")
    assert len(story.cards_saying("Ein Kanal ist nicht mehr da", story.lead.chat)) == 1
    tries = [one for one in story.office.requests() if one["status"] == 404]
    assert len(tries) == 1


def test_a_passing_404_loses_neither_card_nor_channel(story: Story) -> None:
    story.set_up()
    story.office.move_clock("2027-03-31T12:00:00+02:00")
    story.office.add_fault("post", status=404, count=2)
    story.office.move_clock(OPENED)
    assert story.block_card("basics")
    assert story.cards_saying("Ein Kanal ist nicht mehr da", story.lead.chat) == []


def test_an_event_that_comes_twice_or_from_elsewhere_is_told_once_or_not_at_all(
    story: Story,
) -> None:
    story.open_block()
    channel, general = story.office.channel(BASICS), story.office.channel()
    data = {
        "eventType": "channelDeleted",
        "channel": {"id": channel, "name": BASICS},
        "tenant": {"id": story.office.facts["tenant_id"]},
        "team": {"id": "19:fremd@thread.tacv2"},
    }
    event = {"type": "conversationUpdate", "channelData": data, "id": "f:1"}
    story.office.activity(story.lead, general, event)
    assert story.rows("SELECT 1 FROM topic_blocks WHERE is_channel_lost") == []
    data["team"] = {"id": general}
    for number in (1, 1, 2):
        story.office.activity(story.lead, general, event | {"id": f"f:{number}"})
    told(story)
    story.office.say(story.lead, story.lead.chat, "hilfe")
    story.card_saying("Das kann ich", story.lead.chat)
    assert len(story.cards_saying("Ein Kanal ist nicht mehr da", story.lead.chat)) == 1


def test_a_bot_that_is_killed_right_after_the_event_tells_the_lead_nevertheless(
    story: Story,
) -> None:
    story.open_block()
    story.office.add_fault("send", status=503, count=None)
    story.office.change_channel("delete", channel=BASICS)
    story.bot.kill()
    story.office.clear_faults()
    story.bot.start()
    assert told(story)


def test_moving_twice_or_again_changes_nothing(story: Story) -> None:
    story.open_block()
    lost = delete_channel(story)
    first, second = (story.office.press(story.lead, lost, "Anderen Kanal wählen") for _ in "ab")
    chosen = story.office.channel(ELSEWHERE)
    for seen in (first, second):
        done = story.office.submit(seen, "Hier weitermachen", channel=chosen)
        assert "Es geht weiter" in done.words
    assert story.card_saying(BASICS, chosen)
    assert len(story.cards_saying(BASICS, chosen)) == 1
    late = story.office.press(story.lead, lost, "Anderen Kanal wählen")
    assert "Der Kanal ist da" in late.words


def test_nobody_but_the_lead_moves_a_block(story: Story) -> None:
    story.open_block()
    lost = delete_channel(story)
    data = story.button(Seen("", "", "", lost.card, "", None), "Anderen Kanal wählen")["data"]
    value = {"data": data, "context": {"theme": "default"}}
    person = story.staff[0]
    story.office.install(person)
    for name in ("task/fetch", "task/submit"):
        (answer,) = story.office.invoke(person, person.chat, name, value)
        assert "Nur für die Leitung" in str(answer["body"])
    assert story.rows("SELECT 1 FROM topic_blocks WHERE is_channel_lost") == [(1,)]


def test_a_channel_of_no_list_is_refused(story: Story) -> None:
    story.open_block()
    lost = delete_channel(story)
    seen = story.office.press(story.lead, lost, "Anderen Kanal wählen")
    data = story.button(seen, "Hier weitermachen")["data"] | {"channel": "19:fremd@thread.tacv2"}
    value = {"data": data, "context": {"theme": "default"}}
    (answer,) = story.office.invoke(story.lead, story.lead.chat, "task/submit", value)
    assert "gibt es hier nicht mehr" in str(answer["body"])


def test_the_general_channel_cannot_be_deleted(story: Story) -> None:
    with pytest.raises(RefusedError):
        story.office.change_channel("delete", channel=story.office.channel())
