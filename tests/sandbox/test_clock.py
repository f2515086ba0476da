"""The office's clock, moved by a person and followed by a bot."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot

TARGET = "2021-07-31T12:00:00+02:00"


def test_the_clock_answers_at_once_when_nothing_is_known_yet(office: Office) -> None:
    answer = _poll(office)
    assert datetime.fromisoformat(answer["now"]).tzinfo == UTC
    assert answer["moves"] == office.clock()["moves"]


def test_a_waiting_bot_learns_of_a_move(office: Office) -> None:
    moves = office.clock()["moves"]
    answers: list[dict[str, Any]] = []
    waiting = threading.Thread(target=lambda: answers.append(_poll(office, moves=moves)))
    waiting.start()
    office.move_clock(TARGET, wait=0)
    waiting.join(timeout=10)
    assert answers[0]["moves"] == moves + 1
    assert answers[0]["now"].startswith("2021-07-31T10:00:0")


def test_a_move_waits_until_the_bot_has_worked_up_to_it(office: Office) -> None:
    moves = office.clock()["moves"]

    def follow() -> None:
        news = _poll(office, moves=moves)
        _poll(office, settled=news["now"], moves=news["moves"], gives_up=True)

    following = threading.Thread(target=follow)
    following.start()
    moved = office.move_clock("2021-08-01T12:00:00+02:00", wait=10)
    following.join(timeout=10)
    assert moved["is_settled"]


def test_what_a_bot_says_about_an_earlier_move_does_not_count(office: Office) -> None:
    moves = office.move_clock(TARGET, wait=0)["moves"]
    _poll(office, settled="2030-01-01T00:00:00+00:00", moves=moves - 1)
    assert office.clock()["settled"] is None


def test_what_is_posted_during_a_move_is_dated_by_the_event_the_bot_has_come_to(
    office: Office, bot: FakeBot
) -> None:
    moves = office.move_clock(TARGET, wait=0)["moves"]
    event = "2021-04-01T06:00:00+00:00"
    _poll(office, settled=event, moves=moves, step=1)
    bot.send(office.channel(), {"text": "Der Block ist offen"})
    assert office.messages(office.channel())[-1].created_at == event


def test_what_is_posted_after_a_move_is_dated_by_the_clock(office: Office, bot: FakeBot) -> None:
    moves = office.move_clock(TARGET, wait=0)["moves"]
    _poll(office, settled=office.clock()["now"], moves=moves, step=1)
    bot.send(office.channel(), {"text": "Wieder im Jetzt"})
    assert office.messages(office.channel())[-1].created_at >= "2021-07-31T10:00:00"


def test_a_bot_that_does_not_follow_is_noticed(office: Office) -> None:
    with pytest.raises(AssertionError, match="did not follow"):
        office.move_clock(TARGET, wait=0.1)


def _poll(office: Office, *, gives_up: bool = False, **query: object) -> dict[str, Any]:
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.get(
                office.facts["clock"],
                params={name: str(value) for name, value in query.items()},
                verify=office.facts["ca_file"],
                timeout=0.5 if gives_up else 30,
            )
        except requests.ReadTimeout:
            return {}
        return dict(response.json())
