"""Four thousand broken activities with a good token: each is answered, none by a fault of ours."""

import json
import os
from collections import Counter
from itertools import islice

import pytest

from tests.bot.fuzzing import Door, Json, broken, knock
from tests.journeys.story import CHANNELS, Story
from tests.sandbox.fake_bot import start_fake_bot

SEED = int(os.environ.get("FUZZ_SEED", "20270401"))
COUNT = int(os.environ.get("FUZZ_COUNT", "4000"))
AT_ONCE = 500


@pytest.fixture(scope="module")
def good(shared: Story) -> list[Json]:
    """One activity of every kind that Teams sends, each as it was sent."""
    card, (person, *_) = shared.open_block(), shared.staff
    channel, heard = shared.office.channel(CHANNELS["basics"]), []
    page = shared.office.press(person, card, "Jetzt teilnehmen")
    with start_fake_bot(shared.office, signs_in=False) as listener:
        shared.office.press(person, card, "Jetzt teilnehmen")
        shared.office.submit(page, "Weiter", department="511")
        for words in ("hilfe", "status", "themen", "zusammenfassung", "start", "was war das"):
            shared.office.say(person, channel, words, mention=True)
            shared.office.say(person, person.chat, words)
        shared.office.install(person)
        shared.office.uninstall(person)
        shared.office.change_team("rename", name="Jugendamt (erfunden)")
        shared.office.leave(person)
        shared.office.join(person)
        heard = [one.activity for one in listener.heard]
    shared.office.set_bot(shared.bot.url)
    return heard


@pytest.fixture(scope="module")
def door(shared: Story) -> Door:
    """The bot's door, and a token that Teams has sent to it."""
    with start_fake_bot(shared.office, signs_in=False) as listener:
        shared.office.say(shared.staff[0], shared.staff[0].chat, "hilfe")
        token = listener.heard[-1].token
    shared.office.set_bot(shared.bot.url)
    return Door(shared.bot.port, token)


def test_there_is_a_good_activity_of_every_kind(good: list[Json]) -> None:
    kinds = {str(one.get("name") or one["type"]) for one in good}
    assert kinds >= {
        "message",
        "task/fetch",
        "task/submit",
        "conversationUpdate",
        "installationUpdate",
    }


def test_no_broken_activity_is_answered_with_a_fault_of_ours(
    shared: Story, good: list[Json], door: Door
) -> None:
    answered = shared.rows("SELECT count(*) FROM responses")
    bodies = broken(good, SEED)
    statuses: list[int] = []
    while len(statuses) < COUNT:
        batch = list(islice(bodies, min(AT_ONCE, COUNT - len(statuses))))
        got = knock(door, batch)
        faulty = [body for body, status in zip(batch, got, strict=True) if status >= 500]
        assert not faulty, faulty[0][:2000]
        statuses += got
    counts = Counter(status // 100 for status in statuses)
    # Were nearly all turned away at once, nothing behind the door would have been tried.
    assert counts[2] > COUNT // 10
    assert counts[4] > COUNT // 10
    assert shared.rows("SELECT count(*) FROM responses") == answered
    # A fault that is answered with a kind card is a fault all the same.
    assert "_failed" not in shared.bot.log
    assert knock(door, [json.dumps(one).encode() for one in good]) == [200] * len(good)


def test_what_was_refused_stands_in_the_log_without_its_token(
    shared: Story, good: list[Json], door: Door
) -> None:
    before = len(shared.bot.log)
    statuses = knock(door, list(islice(broken(good, SEED + 1), 100)))
    written = shared.bot.log[before:]
    events = [json.loads(line)["event"] for line in written.splitlines()]
    refused = [status for status in statuses if 400 <= status < 500]
    assert events.count("activity_refused") == len(refused)
    assert door.token not in written
    assert "dialog_failed" not in events
