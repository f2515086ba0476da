"""What the bot says reaches its channel, through Teams' moods and the bot's own end."""

from tests.journeys.story import CHANNELS, OPENED, Story

BEFORE_OPENING = "2027-03-31T12:00:00+02:00"


def test_a_busy_teams_delays_a_card_but_does_not_lose_or_double_it(story: Story) -> None:
    story.set_up()
    story.card_saying("Es geht los", story.office.channel())
    story.office.add_fault("post", status=429, retry_after=1, count=2)
    story.office.move_clock(OPENED)
    story.block_card("basics")
    assert len(story.cards_saying("Das steht fest", story.office.channel(CHANNELS["basics"]))) == 1
    assert story.office.traffic()["violation_count"] == 0


def test_an_outage_of_teams_is_waited_for(story: Story) -> None:
    story.set_up()
    story.card_saying("Es geht los", story.office.channel())
    story.office.add_fault("post", status=503, count=2)
    story.office.move_clock(OPENED)
    assert story.block_card("basics")


def test_a_card_that_teams_took_in_silence_is_single_again_after_the_first_press(
    story: Story,
) -> None:
    story.set_up()
    story.office.move_clock(BEFORE_OPENING)
    # The connection breaks after the work, so the bot cannot know and sends again.
    story.office.add_fault("post", drop="after", count=1)
    story.office.move_clock(OPENED)
    channel = story.office.channel(CHANNELS["basics"])
    story.office.last_card(channel, count=3)
    first, second = story.cards_saying("Das steht fest", channel)
    assert "gespeichert" in story.answer(story.staff[0], first).words
    assert "gespeichert" in story.answer(story.staff[1], second).words
    story.office.move_clock(OPENED.replace("T10", "T11"))
    assert len(story.cards_saying("Das steht fest", channel)) == 1


def test_the_bot_that_was_stopped_in_good_order_says_nothing_twice(story: Story) -> None:
    story.set_up()
    story.office.move_clock(OPENED, wait=0)
    story.bot.stop()
    story.bot.start()
    story.office.move_clock(OPENED)
    story.block_card("basics")
    assert len(story.cards_saying("Das steht fest", story.office.channel(CHANNELS["basics"]))) == 1
