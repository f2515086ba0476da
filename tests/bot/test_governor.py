"""The governor: never a limit broken, and hardly slower than the limits allow."""

import random
from itertools import pairwise

import pytest

from bot.microsoft.governor import MARGIN_S, Governor
from bot.microsoft.limits import CALLS_IN_A_TENANT, LONGEST_WINDOW_S, SENDS_TO_A_CONVERSATION
from sandbox import limits


class Time:
    """A clock that only a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """The present."""
        return self.now


def test_the_numbers_are_those_that_the_sandbox_enforces() -> None:
    assert SENDS_TO_A_CONVERSATION == limits.CONVERSATION_SENDS
    assert CALLS_IN_A_TENANT == limits.APP_IN_TENANT
    assert max(seconds for seconds, _ in SENDS_TO_A_CONVERSATION) == LONGEST_WINDOW_S


@pytest.mark.parametrize("seed", range(5))
def test_no_window_ever_holds_more_than_is_allowed_however_slow_the_answers(seed: int) -> None:
    chance, clock = random.Random(seed), Time()
    governor = Governor(clock=clock)
    arrivals: list[float] = []
    for _ in range(2500):
        clock.now += governor.wait_s("channel")
        latency = chance.choice((0.0, 0.01, 0.3, 2.0))
        arrivals.append(clock.now + latency * chance.random())
        clock.now += latency
        governor.note("channel")
    for seconds, allowed in limits.CONVERSATION_SENDS:
        spans = (late - early for early, late in zip(arrivals, arrivals[allowed:], strict=False))
        assert min(spans) >= seconds


def test_with_immediate_answers_little_of_what_is_allowed_is_left_unused() -> None:
    clock = Time()
    governor = Governor(clock=clock)
    began = clock.now
    for _ in range(1800):
        clock.now += governor.wait_s("channel")
        governor.note("channel")
    best = (1800 - 60) / 60 * 30
    assert clock.now - began <= best / 0.95


def test_conversations_do_not_wait_for_each_other() -> None:
    clock = Time()
    governor = Governor(clock=clock)
    for _ in range(7):
        governor.note("busy")
    assert governor.wait_s("busy") == pytest.approx(1 + MARGIN_S)
    assert governor.wait_s("other") == 0
    assert set(governor.waits()) == {"busy"}
    clock.now += 1 + 2 * MARGIN_S
    assert governor.waits() == {}


def test_what_is_remembered_from_before_a_start_counts() -> None:
    clock = Time()
    governor = Governor(clock=clock)
    for seconds_ago in (0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.0):
        governor.note("channel", seconds_ago)
    assert governor.wait_s("channel") == pytest.approx(0.5 + MARGIN_S)


def test_waiting_gets_never_longer_by_waiting() -> None:
    clock = Time()
    governor = Governor(clock=clock)
    waits = []
    for _ in range(60):
        governor.note("channel")
    for _ in range(40):
        waits.append(governor.wait_s("channel"))
        clock.now += 1
    assert all(late <= early for early, late in pairwise(waits))
    assert waits[-1] == 0
