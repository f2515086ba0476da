"""When a process is over, and when what of it may go."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from participation.process import BlockState, ProcessState
from participation.retention import deadlines, ended_on
from participation.running.standing import Standing
from tests.cards.examples import BLOCK, PROCESS

CANCELLED_AT = datetime(2027, 5, 10, 22, 30, tzinfo=UTC)


def standing(state: BlockState, process_state: ProcessState = ProcessState.RUNNING) -> Standing:
    """The example's process with its block in a state."""
    return Standing(
        process=replace(PROCESS, state=process_state), blocks=(replace(BLOCK, state=state),)
    )


@pytest.mark.parametrize("state", list(BlockState))
def test_a_process_is_over_with_its_last_date(state: BlockState) -> None:
    over = {BlockState.PUBLISHED, BlockState.CANCELLED}
    assert ended_on(standing(state), None) == (date(2027, 7, 12) if state in over else None)


def test_a_cancelled_process_is_over_on_the_local_day_on_which_it_was_cancelled() -> None:
    cancelled = standing(BlockState.CANCELLED, ProcessState.CANCELLED)
    assert ended_on(cancelled, CANCELLED_AT) == date(2027, 5, 11)


def test_results_that_still_came_after_cancelling_make_it_later() -> None:
    cancelled = standing(BlockState.PUBLISHED, ProcessState.CANCELLED)
    assert ended_on(cancelled, CANCELLED_AT) == date(2027, 5, 28)


def test_single_answers_have_their_day_before_the_process_is_over() -> None:
    sealed = deadlines(standing(BlockState.SEALED), None)
    assert [(one.kind, one.block_key) for one in sealed] == [("texts", "areas"), ("votes", "areas")]
    assert deadlines(standing(BlockState.OPEN), None) == ()


def test_every_kind_has_its_day_once_it_is_over() -> None:
    found = {one.kind: one.due_on for one in deadlines(standing(BlockState.PUBLISHED), None)}
    assert found == {
        "texts": date(2028, 5, 21),
        "votes": date(2028, 5, 21),
        "outcomes": date(2029, 7, 12),
        "counts": date(2030, 7, 12),
        "everything": date(2032, 7, 12),
    }
