"""Many messages for many channels at once, through limits, faults and sudden ends."""

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from participation.place import Place
from storage.database import Database
from tests.bot_process import Bot
from tests.journeys.story import Story, told
from tests.office import Message
from tests.postgres import Postgres

KILLS = 12
PATIENCE_S = 240.0
FAULTS: tuple[dict[str, object], ...] = (
    {"status": 429, "retry_after": 1, "probability": 0.02},
    {"status": 503, "probability": 0.005},
    {"status": 502, "drop": "after", "probability": 0.005},
    {"drop": "before", "probability": 0.005},
    {"drop": "after", "probability": 0.005},
)


@pytest.fixture
def two(postgres: Postgres, tmp_path: Path) -> Iterator[tuple[Story, Bot]]:
    """An office with two processes on one PostgreSQL, both stopped."""
    with told(tmp_path, database_url=postgres.new_database()) as story:
        replica = story.bot.replica(tmp_path / "replica")
        story.bot.stop()
        yield story, replica
        replica.stop()


def test_a_flood_reaches_every_channel_in_order_and_breaks_no_limit(story: Story) -> None:
    places = _quiet_channels(story, 6)
    story.bot.stop()
    _queue(story, places, 20)
    story.bot.start()
    _await_all(story)
    assert _said(story, places) == _meant(places, 20)
    traffic = story.office.traffic()
    assert traffic["violation_count"] == 0, traffic["violations"]


def test_three_thousand_messages_survive_faults_and_sudden_ends_of_two_processes(
    two: tuple[Story, Bot],
) -> None:
    story, replica = two
    places = _quiet_channels(story, 40)
    _queue(story, places, 75)
    for seed, fault in enumerate(FAULTS, 1):
        story.office.add_fault("post", count=None, seed=seed, **fault)
    _kill_in_turn(story.bot, replica)
    story.office.set_bot(story.bot.url, replica.url)
    _await_all(story)
    story.office.clear_faults()
    said = _said(story, places)
    for name, words in _meant(places, 75).items():
        assert list(dict.fromkeys(said[name])) == words
    _press_doubles(story, places)
    _await_all(story)
    # Nothing is missing, no double is left standing, and everything stands in its order.
    assert _said(story, places) == _meant(places, 75)
    traffic = story.office.traffic()
    assert traffic["violation_count"] == 0, traffic["violations"]


def test_a_conversation_that_hangs_delays_no_answer_elsewhere(story: Story) -> None:
    (hung,) = _quiet_channels(story, 1).values()
    story.office.add_fault("post", delay=8, conversation=hung.conversation_id)
    _queue(story, {"hängt": hung}, 1)
    person = story.staff[0]
    # Each wakes the courier, which finds the message that hangs first.
    for count in (1, 2):
        story.office.say(person, person.chat, "hilfe")
        story.office.last_card(person.chat, person=person, count=count)
    assert _cards(story, hung) == []
    _await_all(story)
    assert len(_cards(story, hung)) == 1


def _kill_in_turn(*bots: Bot) -> None:
    dice = random.Random(4)
    for bot in bots:
        bot.start()
    for number in range(KILLS):
        time.sleep(dice.uniform(0.5, 3))
        bots[number % 2].kill()
        bots[number % 2].start()


def _quiet_channels(story: Story, count: int) -> dict[str, Place]:
    facts, team = story.office.facts, story.office.channel()
    made = {}
    for number in range(count):
        name = f"Kanal {number}"
        channel = story.office.change_channel("create", name=name, kind="standard")
        made[name] = Place(
            tenant_id=facts["tenant_id"],
            service_url=facts["service_url"],
            conversation_id=channel["id"],
            team_id=team,
        )
    return made


def _queue(story: Story, places: Mapping[str, Place], each: int) -> None:
    with (
        closing(Database(story.bot.database_url, story.bot.key_directory)) as database,
        database.write() as uow,
    ):
        for number in range(each):
            for name, place in places.items():
                uow.outbox.post(_words(name, number), place, _card(_words(name, number)))


def _card(words: str) -> dict[str, object]:
    data = {"verb": "what_waits", "msteams": {"type": "task/fetch"}}
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": words,
        "body": [{"type": "TextBlock", "text": words}],
        "actions": [{"type": "Action.Submit", "title": "Was wartet auf mich?", "data": data}],
    }


def _press_doubles(story: Story, places: Mapping[str, Place]) -> None:
    """Press the button of every card that stands twice, of both, as people do sooner or later."""
    pressed: list[Message] = []
    for place in places.values():
        cards = _cards(story, place)
        often = Counter(card.words for card in cards)
        pressed += [card for card in cards if often[card.words] > 1]
    assert pressed, "nothing was ever in doubt: this test would prove nothing"
    with ThreadPoolExecutor(4) as pool:
        press = story.office.press
        list(pool.map(lambda card: press(story.staff[0], card, "Was wartet auf mich?"), pressed))


def _await_all(story: Story) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while left := story.rows("SELECT key, state, fault FROM outbox WHERE state != 'sent'"):
        assert time.monotonic() < deadline, left
        time.sleep(0.5)


def _said(story: Story, places: Mapping[str, Place]) -> dict[str, list[str]]:
    return {
        name: [card.words.split("\n")[1] for card in _cards(story, place)]
        for name, place in places.items()
    }


def _cards(story: Story, place: Place) -> list[Message]:
    said = story.office.messages(place.conversation_id)
    return [message for message in said if message.is_bot and not message.deleted_at]


def _meant(places: Mapping[str, Place], each: int) -> dict[str, list[str]]:
    return {name: [_words(name, number) for number in range(each)] for name in places}


def _words(name: str, number: int) -> str:
    return f"{name}, Nachricht {number}"
