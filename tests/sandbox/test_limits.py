"""Limits are enforced in real time and counted; faults come when they are asked for."""

from __future__ import annotations

import pytest
import requests
from msal.exceptions import MsalServiceError

from sandbox.limits import APP_IN_TENANT, CONVERSATION_SENDS, ROSTER_READS, Governor, Meter, Rule
from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, bearer


@pytest.mark.parametrize("rule", [CONVERSATION_SENDS, ROSTER_READS, APP_IN_TENANT])
def test_a_governor_lets_through_exactly_what_a_rule_allows_at_once(rule: Rule) -> None:
    governor = Governor()
    meters = (Meter("one", rule),)
    passed = [governor.admit(meters) is None for _ in range(rule[0][1] + 3)]
    assert passed == [True] * rule[0][1] + [False] * 3


def test_a_conversation_in_trouble_does_not_slow_another() -> None:
    governor = Governor()
    for _ in range(9):
        governor.admit((Meter("one", CONVERSATION_SENDS),))
    assert governor.admit((Meter("other", CONVERSATION_SENDS),)) is None


def test_the_eighth_message_within_a_second_is_refused_and_counted(
    office: Office, bot: FakeBot
) -> None:
    channel = office.channel("Planungsräume")
    answers = [bot.send(channel, {"text": str(number)}) for number in range(8)]
    assert [answer.status_code for answer in answers] == [201] * 7 + [429]
    assert answers[-1].headers["Retry-After"] == "1"
    traffic = office.traffic()
    assert traffic["violation_count"] == 1
    assert traffic["violations"][0]["allowed"] == 7


def test_a_fault_strikes_as_often_as_it_was_told(office: Office, bot: FakeBot) -> None:
    office.add_fault("post", status=503, count=2)
    chat = office.people()[1].chat
    statuses = [bot.send(chat, {"text": "Hallo"}).status_code for _ in range(3)]
    assert statuses == [503, 503, 201]
    assert office.faults()[0]["hits"] == 2


@pytest.mark.parametrize(("drop", "stored"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_leaves_open_whether_the_work_was_done(
    office: Office, bot: FakeBot, drop: str, stored: int
) -> None:
    chat = office.people()[2 + stored].chat
    office.add_fault("post", drop=drop, conversation=chat)
    with pytest.raises(requests.ConnectionError):
        bot.send(chat, {"text": "Hallo"})
    assert len(office.messages(chat)) == stored


def test_the_token_endpoint_can_fail(office: Office, bot: FakeBot) -> None:
    office.add_fault("token", status=500, count=None)
    with pytest.raises(MsalServiceError):
        bearer(office)
    office.clear_faults()
    assert "access_token" in bearer(office)
