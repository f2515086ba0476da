"""`themenblock status` and `outbox`: what operators see, and what they can settle."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cli import main
from tests.journeys.story import CHANNELS, OPENED, Story

DAY_BEFORE = "2027-03-31T12:00:00+02:00"


def test_blocks_queue_and_dates_are_told_and_nobody_else(story: Story) -> None:
    story.open_block()
    story.answer(story.staff[0], story.block_card("basics"))
    facts = _status(story, expected=0)
    (process,) = facts["processes"]
    assert [block["state"] for block in process["blocks"]] == ["open", "planned", "planned"]
    assert facts["outbox"] == {"waiting": 0, "sending": 0, "dead": 0, "perhaps_double": 0}
    assert facts["next"] == sorted(facts["next"], key=lambda entry: entry["at"])
    assert facts["next"][0]["kind"]
    told = story.bot.command("status")
    assert told.returncode == 0
    assert "(basics): offen. Öffnet Donnerstag, 1. April 2027, 08:00 Uhr" in told.stdout
    assert "Als Nächstes Mittwoch, 14. April 2027, 09:00 Uhr: Erinnerung basics" in told.stdout
    for text in (told.stdout, json.dumps(facts)):
        for person in (story.staff[0], story.lead):
            assert person.oid not in text
            assert person.name not in text
            assert person.chat not in text


def test_who_leads_is_told_and_that_nobody_does(
    story: Story, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*arguments: str) -> str:
        # In this process: each command of its own would take seconds.
        for name, value in story.bot.environment.items():
            monkeypatch.setenv(name, value)
        assert main(arguments) == 0
        return capsys.readouterr().out

    lead = json.loads(told("status", "--json"))["lead"]
    assert lead["is_running"]
    assert lead["holder"].endswith(f":{story.bot.process_id}")
    assert datetime.now(UTC) - datetime.fromisoformat(lead["since"]) < timedelta(minutes=5)
    assert f"{lead['holder']}, seit" in told("status")
    story.bot.restart()
    after = json.loads(told("status", "--json"))["lead"]
    assert after["epoch"] == lead["epoch"] + 1
    story.bot.kill()
    gone = json.loads(told("status", "--json"))["lead"]
    assert gone == {**after, "is_running": False}
    for language, words in (("de", "Der Bot läuft nicht"), ("en", "The bot is not running")):
        text = told("--language", language, "status")
        assert words in text
        assert gone["holder"] in text
    story.bot.start()


def test_a_message_that_was_given_up_can_be_sent_again(story: Story) -> None:
    number = _give_up(story)
    assert "Aufgegeben" in story.bot.command("status").stdout
    story.office.clear_faults()
    again = story.bot.command("outbox", "retry", str(number))
    assert (again.returncode, "noch einmal gesendet" in again.stdout) == (0, True)
    story.bot.restart()
    story.block_card("basics")
    assert _status(story, expected=0)["dead_letters"] == []


def test_a_message_that_was_given_up_can_be_left_unsaid(story: Story) -> None:
    _give_up(story)
    dropped = story.bot.command("outbox", "drop")
    assert (dropped.returncode, "bleib" in dropped.stdout) == (0, True)
    assert _status(story, expected=0)["dead_letters"] == []
    unknown = story.bot.command("outbox", "retry", "9999")
    assert (unknown.returncode, "9999" in unknown.stderr) == (1, True)


def test_a_message_that_may_stand_twice_is_counted_until_its_double_is_gone(story: Story) -> None:
    story.set_up()
    channel = story.office.channel(CHANNELS["basics"])
    story.office.move_clock(DAY_BEFORE)
    story.card_saying("Demnächst", channel)
    story.office.add_fault("post", status=502, drop="after", conversation=channel)
    story.office.move_clock(OPENED)
    story.card_saying("Das steht fest", channel)
    while len(twice := story.cards_saying("Das steht fest", channel)) < 2:
        story.office.wait_for_change(channel, story.office.revision(channel))
    told = story.bot.command("status").stdout
    assert "Eine könnte doppelt stehen" in told
    for card in twice:
        assert "Weiter" in story.office.press(story.staff[0], card, "Jetzt teilnehmen").actions
    while [card for card in twice if story.is_gone(card)] != twice[:1]:
        story.office.wait_for_change(channel, story.office.revision(channel))
    assert _status(story, expected=0)["outbox"]["perhaps_double"] == 0


def _give_up(story: Story) -> int:
    story.set_up()
    channel = story.office.channel(CHANNELS["basics"])
    story.office.move_clock(DAY_BEFORE)
    story.card_saying("Demnächst", channel)
    story.office.add_fault("post", status=413, conversation=channel)
    story.office.move_clock(OPENED)
    deadline = time.monotonic() + 30
    while story.rows("SELECT 1 FROM outbox WHERE state = 'dead'") == []:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    (letter,) = _status(story, expected=1)["dead_letters"]
    assert letter["fault"] == "http_413"
    assert letter["occasion"] == "open"
    return int(letter["number"])


def _status(story: Story, expected: int) -> dict[str, Any]:
    told = story.bot.command("status", "--json")
    assert told.returncode == expected, told.stderr
    return dict(json.loads(told.stdout))
