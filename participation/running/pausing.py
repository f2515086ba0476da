"""A process is paused, and goes on later with all dates moved by the working days that were lost.

A pause holds planned and open blocks and the decision. What has closed is published on its day in
any case: a pause must not be a way to keep results back.
"""

from dataclasses import replace
from datetime import date, datetime

from participation.process import NOT_CLOSED, BlockState, ProcessState
from participation.refusals import NotPausedError
from participation.running.standing import Standing
from participation.running.working_days import (
    settled,
    working_days_from,
    working_days_later,
)
from participation.templates.schedule import at_local, local_day
from participation.templates.template import TopicBlockTemplate


def paused(standing: Standing, now: datetime) -> Standing:
    """Return how it stands while it is paused, or refuse if nothing is left to be paused."""
    standing.require_running()
    return Standing(
        process=replace(standing.process, state=ProcessState.PAUSED, paused_at=now),
        blocks=tuple(replace(block, paused_at=now) for block in standing.blocks),
    )


def working_days_lost(standing: Standing, now: datetime) -> int:
    """Return how many working days a pause has taken: its first one counts, today does not."""
    template = standing.process.template
    first = local_day(_paused_at(standing), template)
    return working_days_from(first, local_day(now, template), template.holiday_region)


def resumed(standing: Standing, now: datetime) -> Standing:
    """Return how it stands once it goes on.

    Every date that is still to come moves by the working days lost. What would have opened or
    closed meanwhile and would still lie in the past does so on the next working day.
    """
    template = standing.process.template
    clock = _Resumption(standing, now)
    blocks, closed_on, published_on = [], date.min, date.min
    for block in standing.blocks:
        content = block.content
        if block.state in NOT_CLOSED:
            content = clock.moved(content, block.state, closed_on)
        closed_on, published_on = content.closes_on, max(published_on, content.publishes_on)
        blocks.append(content)
    decision = template.decision
    if standing.decides_at > _paused_at(standing):
        decides_on = clock.later(decision.decides_on, published_on, is_opening=True)
        decision = decision.model_copy(update={"decides_on": decides_on})
    moved = template.model_copy(update={"topic_blocks": tuple(blocks), "decision": decision})
    running = Standing(
        process=replace(standing.process, state=ProcessState.RUNNING, paused_at=None),
        blocks=tuple(replace(block, paused_at=None) for block in standing.blocks),
    )
    return running.redated(moved)


class _Resumption:
    """Moves single days of a process that goes on."""

    def __init__(self, standing: Standing, now: datetime) -> None:
        self._template = standing.process.template
        self._lost = working_days_lost(standing, now)
        self._now = now

    def moved(
        self, content: TopicBlockTemplate, state: BlockState, closed_on: date
    ) -> TopicBlockTemplate:
        """Return a block with its dates moved, in their order and after the block before."""
        opens_on = content.opens_on
        if state is BlockState.PLANNED:
            opens_on = self.later(opens_on, closed_on, is_opening=True)
        closes_on = self.later(content.closes_on, opens_on)
        publishes_on = self.later(content.publishes_on, closes_on)
        dates = {"opens_on": opens_on, "closes_on": closes_on, "publishes_on": publishes_on}
        return content.model_copy(update=dates)

    def later(self, day: date, after: date, *, is_opening: bool = False) -> date:
        """Return a day moved by what was lost, after another day and not in the past."""
        template, region = self._template, self._template.holiday_region
        if self._lost:
            day = working_days_later(day, self._lost, region)
        day = settled(day, after, region)
        times = template.daily_times
        wall_time = times.opens if is_opening else times.closes
        if at_local(day, wall_time, template.time_zone) > self._now:
            return day
        return settled(day, local_day(self._now, template), region)


def _paused_at(standing: Standing) -> datetime:
    if standing.process.paused_at is None:
        raise NotPausedError(title=standing.process.template.title)
    return standing.process.paused_at
