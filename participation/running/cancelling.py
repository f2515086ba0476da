"""A process ends before its time: what has not closed is called off, what has closed goes on."""

from dataclasses import replace

from participation.process import NOT_CLOSED, BlockState, ProcessState
from participation.running.standing import Standing


def cancelled(standing: Standing) -> Standing:
    """Return how it stands once it is cancelled, or refuse if nothing is left to be called off."""
    standing.require_unfinished()
    return Standing(
        process=replace(standing.process, state=ProcessState.CANCELLED, paused_at=None),
        blocks=tuple(
            replace(
                block,
                state=BlockState.CANCELLED if block.state in NOT_CLOSED else block.state,
                paused_at=None,
            )
            for block in standing.blocks
        ),
    )
