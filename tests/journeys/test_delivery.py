"""What the bot says reaches its channel, through Teams' moods and the bot's own end."""

from concurrent.futures import ThreadPoolExecutor

from content.words import words
from tests.journeys.story import CHANNELS, OPENED, Story
from tests.office import Person

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
    assert "Vielen Dank" in story.answer(story.staff[0], first).words
    assert "Vielen Dank" in story.answer(story.staff[1], second).words
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


def test_people_are_asked_to_try_again_while_the_bot_cannot_sign_in(story: Story) -> None:
    card, person = story.open_block(), story.staff[0]
    story.office.add_fault("token", status=500, count=None)
    story.bot.restart()
    seen = story.office.press(person, card, "Jetzt teilnehmen")
    assert words("de").text("errors.try_again.title") in seen.words
    story.office.clear_faults()
    assert "Schritt 1" in story.office.press(person, card, "Jetzt teilnehmen").words
    assert "failed" not in story.bot.log.replace("login_failed", "")


def test_a_crowd_that_asks_at_once_is_answered_within_the_limit(story: Story) -> None:
    def ask(person: Person) -> None:
        for _ in range(3):
            story.office.say(person, person.chat, "hilfe")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ask, story.staff))
    for person in story.staff:
        story.office.last_card(person.chat, count=3, wait=60)
    assert story.office.traffic()["violation_count"] == 0
