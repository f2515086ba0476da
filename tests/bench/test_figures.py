"""What is measured while an office answers: a leak is told from a process that has filled up."""

import os

import pytest

from bench.soak.figures import Memory


@pytest.mark.parametrize(
    ("mb_per_minute", "minutes", "is_growing"), [(2.0, 8, True), (0.2, 8, False), (2.0, 3, False)]
)
def test_a_leak_is_seen_over_a_long_life_only(
    monkeypatch: pytest.MonkeyPatch, mb_per_minute: float, minutes: int, is_growing: bool
) -> None:
    memory = Memory()
    samples = [(1, second, 100 + mb_per_minute * second / 60) for second in range(minutes * 60)]
    monkeypatch.setattr(memory, "_samples", samples)
    assert memory.is_growing(settled_after=60) is is_growing


def test_a_new_life_is_measured_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    before = [(1, second, 300.0) for second in range(100)]
    after = [(2, 100 + second, 100.0) for second in range(100)]
    monkeypatch.setattr(memory, "_samples", before + after)
    shown = memory.shown(settled_after=10)
    assert (shown["max_mb"], shown["last_mb"], shown["slope_mb_per_minute"]) == (300, 100, 0)


def test_a_process_that_has_gone_is_left_out() -> None:
    memory = Memory()
    memory.sample(None)
    memory.sample(2**22 + 1)
    assert memory.shown(settled_after=0) == {}
    memory.sample(os.getpid())
    assert memory.shown(settled_after=0)["max_mb"] > 1
