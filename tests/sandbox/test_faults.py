"""Faults that last for a time, strike groups of calls, and can be ended one by one."""

from __future__ import annotations

from sandbox.faults import Faults
from tests.office import Office
from tests.sandbox.fake_bot import FakeBot

RULE = {
    "kind": "connector",
    "status": 429,
    "retry_after": None,
    "delay": 0.0,
    "drop": None,
    "left": None,
    "probability": 1.0,
    "conversation": None,
    "seed": 1,
}


class Watch:
    """A clock that stands until it is told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_fault_ends_with_its_time() -> None:
    watch = Watch()
    faults = Faults(watch)
    faults.add(RULE, seconds=10)
    watch.now = 109.9
    assert faults.strike("post")
    watch.now = 110.0
    assert faults.strike("post") is None
    (shown,) = faults.shown()
    assert (shown["seconds_left"], shown["is_over"], shown["hits"]) == (0.0, True, 1)


def test_a_group_strikes_all_its_kinds_and_no_other() -> None:
    faults = Faults()
    faults.add(RULE | {"kind": "send"})
    kinds = ("create", "post", "update", "delete", "roster", "team", "token")
    struck = [kind for kind in kinds if faults.strike(kind)]
    assert struck == ["create", "post", "update", "delete"]


def test_one_fault_is_ended_and_the_others_stay(office: Office, bot: FakeBot) -> None:
    office.add_fault("post", status=503, seconds=60, name="erste")
    office.add_fault("update", status=503, seconds=60, name="zweite")
    first, second = office.faults()
    office.end_fault(first["id"])
    sent = bot.send(office.people()[15].chat, {"text": "geht"}).status_code
    left = office.faults()
    office.clear_faults()
    assert sent == 201
    assert [fault["name"] for fault in left] == [second["name"]] == ["zweite"]
    assert 0 < second["seconds_left"] <= 60


def test_a_failure_can_come_before_the_work_or_after_it(office: Office, bot: FakeBot) -> None:
    chat = office.people()[16].chat
    for drop, words in ((None, "nie getan"), ("after", "doch getan")):
        office.add_fault("post", status=502, drop=drop)
        assert bot.send(chat, {"text": words}).status_code == 502
    assert [message.text for message in office.messages(chat)] == ["doch getan"]
