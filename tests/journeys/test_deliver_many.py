"""Many messages for many channels at once, through limits, faults and the bot's sudden end."""

import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing

from participation.place import Place
from storage.database import Database
from tests.journeys.story import Story

CHANNELS, EACH = 6, 20


def test_a_flood_reaches_every_channel_in_order_and_breaks_no_limit(story: Story) -> None:
    places = _quiet_channels(story)
    story.bot.stop()
    _queue(story, places)
    story.bot.start()
    said = _await_all(story, places)
    for name, words in said.items():
        assert words == [_words(name, number) for number in range(EACH)]
    assert story.office.traffic()["violation_count"] == 0


def test_a_flood_survives_faults_and_sudden_ends(story: Story) -> None:
    places = _quiet_channels(story)
    story.bot.stop()
    _queue(story, places)
    faults: tuple[dict[str, object], ...] = (
        {"status": 429, "retry_after": 1, "probability": 0.02},
        {"status": 503, "probability": 0.02},
        {"drop": "before", "probability": 0.02},
        {"drop": "after", "probability": 0.02},
    )
    for seed, fault in enumerate(faults, 1):
        story.office.add_fault("post", count=None, seed=seed, **fault)
    for seconds in (1.5, 2.5):
        story.bot.start()
        time.sleep(seconds)
        story.bot.kill()
    story.bot.start()
    said = _await_all(story, places)
    assert story.office.traffic()["violation_count"] == 0
    doubled = 0
    for name, words in said.items():
        # What was said once more stands where it was said first, or later, never earlier.
        assert list(dict.fromkeys(words)) == [_words(name, number) for number in range(EACH)]
        doubled += sum(count - 1 for count in Counter(words).values())
    # Only what broke after the work, or was underway at a sudden end, can be there twice.
    in_doubt = next(one["hits"] for one in story.office.faults() if one["drop"] == "after")
    assert doubled <= in_doubt + 2 * CHANNELS


def _quiet_channels(story: Story) -> dict[str, Place]:
    facts, team = story.office.facts, story.office.channel()
    made = {}
    for number in range(CHANNELS):
        name = f"Kanal {number}"
        channel = story.office.change_channel("create", name=name, kind="standard")
        made[name] = Place(
            tenant_id=facts["tenant_id"],
            service_url=facts["service_url"],
            conversation_id=channel["id"],
            team_id=team,
        )
    return made


def _queue(story: Story, places: Mapping[str, Place]) -> None:
    with (
        closing(Database(f"sqlite:///{story.bot.database}", story.bot.key_directory)) as database,
        database.write() as uow,
    ):
        for number in range(EACH):
            for name, place in places.items():
                words = _words(name, number)
                card: dict[str, object] = {
                    "type": "AdaptiveCard",
                    "version": "1.5",
                    "fallbackText": words,
                    "body": [{"type": "TextBlock", "text": words}],
                }
                uow.outbox.post(words, place, card)


def _await_all(story: Story, places: Mapping[str, Place]) -> dict[str, list[str]]:
    deadline = time.monotonic() + 90
    while story.rows("SELECT count(*) FROM outbox WHERE state != 'sent'") != [(0,)]:
        assert time.monotonic() < deadline, story.rows("SELECT key, state, fault FROM outbox")
        time.sleep(0.5)
    return {
        name: [
            message.words.strip()
            for message in story.office.messages(place.conversation_id)
            if message.is_bot
        ]
        for name, place in places.items()
    }


def _words(name: str, number: int) -> str:
    return f"{name}, Nachricht {number}"
