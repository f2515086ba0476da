"""What comes next in a rehearsal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from participation.process import BlockState
from participation.rehearsal import closing, next_step, opening
from tests.participation.examples import block

NOW = datetime(2027, 3, 6, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("states", "kind", "position"),
    [
        ((BlockState.PLANNED, BlockState.PLANNED), "opens", 0),
        ((BlockState.OPEN, BlockState.PLANNED), "closes", 0),
        ((BlockState.CLOSED, BlockState.PLANNED), "waits", 0),
        ((BlockState.SEALED, BlockState.PLANNED), "waits", 0),
        ((BlockState.PUBLISHED, BlockState.PLANNED), "opens", 1),
    ],
)
def test_the_first_block_that_is_not_done_comes_next(
    states: tuple[BlockState, ...], kind: str, position: int
) -> None:
    blocks = [block(state) for state in states]
    step = next_step(blocks)
    assert (step.kind, step.block) == (kind, blocks[position])


def test_when_all_is_published_the_rehearsal_ends() -> None:
    assert next_step([block(BlockState.PUBLISHED)]).kind == "ends"


def test_a_block_opens_at_the_moment_at_which_it_is_asked_for() -> None:
    opened = opening(block(), NOW).advanced(NOW)
    assert opened.state is BlockState.OPEN
    opened.require_open(NOW + timedelta(days=1))


def test_a_block_closes_at_the_moment_at_which_it_is_asked_for() -> None:
    opened = replace(opening(block(), NOW), state=BlockState.OPEN)
    later = NOW + timedelta(minutes=2)
    assert closing(opened, later).advanced(later).state is BlockState.CLOSED
