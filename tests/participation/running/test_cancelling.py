"""Cancelling ends what has not closed, and nothing else."""

import pytest

from participation.process import BlockState, ProcessState
from participation.refusals import ProcessCancelledError, ProcessOverError
from participation.running.cancelling import cancelled
from participation.running.pausing import paused
from tests.participation.running.examples import local, standing

MIXED = standing({"basics": BlockState.SEALED, "planning_areas": BlockState.OPEN})


def test_planned_and_open_blocks_end_and_closed_ones_go_on() -> None:
    after = cancelled(MIXED)
    states = [one.state for one in after.blocks]
    assert states == [BlockState.SEALED, BlockState.CANCELLED, BlockState.CANCELLED]
    assert after.process.state is ProcessState.CANCELLED


def test_a_paused_process_can_be_cancelled_and_is_then_no_longer_paused() -> None:
    after = cancelled(paused(MIXED, local(5, 5)))
    assert after.process.paused_at is None
    assert {one.paused_at for one in after.blocks} == {None}


def test_nothing_is_cancelled_twice_or_when_it_is_over() -> None:
    with pytest.raises(ProcessCancelledError):
        cancelled(cancelled(MIXED))
    over = dict.fromkeys(("basics", "planning_areas", "coordinators"), BlockState.SEALED)
    with pytest.raises(ProcessOverError):
        cancelled(standing(over))
