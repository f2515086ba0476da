"""An open block gets a later last day; its results follow later if they must."""

from collections.abc import Iterator
from datetime import date, datetime

from participation.forms import Form, Problem, chosen_day
from participation.process import NOT_CLOSED, TopicBlock
from participation.refusals import NoRoomToExtendError
from participation.running.act import check_reason
from participation.running.standing import Standing
from participation.running.working_days import settled
from participation.templates.schedule import (
    ONE_DAY,
    is_working_day,
    local_day,
    next_working_day,
    previous_working_day,
)
from participation.templates.template import TopicBlockTemplate


def require_extendable(standing: Standing, block_key: str, now: datetime) -> TopicBlock:
    """Return the open block, or refuse if it cannot be extended, whatever the new day."""
    standing.require_running()
    block = standing.block(block_key)
    block.require_open(now)
    if earliest_closing(standing, block, now) > latest_closing(standing, block):
        raise NoRoomToExtendError(title=block.content.title)
    return block


def earliest_closing(standing: Standing, block: TopicBlock, now: datetime) -> date:
    """Return the first working day after the present last day; what people rely on only grows."""
    template = standing.process.template
    known = max(block.content.closes_on, local_day(now, template))
    return next_working_day(known + ONE_DAY, template.holiday_region)


def latest_closing(standing: Standing, block: TopicBlock) -> date:
    """Return the last day that leaves room for the results before the decision and the next block.

    It may be no working day itself.
    """
    template = standing.process.template
    place = standing.blocks.index(block)
    later = [one for one in standing.blocks[place + 1 :] if one.state in NOT_CLOSED]
    before = template.decision.decides_on - ONE_DAY
    results_on = previous_working_day(before, template.holiday_region)
    return min([results_on - ONE_DAY, *(one.content.opens_on - ONE_DAY for one in later)])


def check_extension(
    form: Form, standing: Standing, block: TopicBlock, now: datetime
) -> tuple[Problem, ...]:
    """Return what is wrong with the new last day (`closes_on`) and the reason."""
    return (*_closing(form, standing, block, now), *check_reason(form))


def extended(standing: Standing, block: TopicBlock, closes_on: date) -> Standing:
    """Return how it stands with a new last day that has no problem.

    The results keep their day while it lies after the last one. Otherwise they keep their distance,
    as far as the decision leaves room for it.
    """
    template = standing.process.template
    content = block.content.model_copy(
        update={"closes_on": closes_on, "publishes_on": _publishes_on(standing, block, closes_on)}
    )
    blocks = tuple(content if one.key == content.key else one for one in template.topic_blocks)
    return standing.redated(template.model_copy(update={"topic_blocks": blocks}))


def _publishes_on(standing: Standing, block: TopicBlock, closes_on: date) -> date:
    content: TopicBlockTemplate = block.content
    if content.publishes_on > closes_on:
        return content.publishes_on
    template = standing.process.template
    distance = content.publishes_on - content.closes_on
    kept = next_working_day(closes_on + distance, template.holiday_region)
    if kept < template.decision.decides_on:
        return kept
    return settled(closes_on, closes_on, template.holiday_region)


def _closing(form: Form, standing: Standing, block: TopicBlock, now: datetime) -> Iterator[Problem]:
    closes_on = chosen_day(form, "closes_on")
    if closes_on is None:
        yield Problem("closes_on", "date_invalid")
    elif closes_on < earliest_closing(standing, block, now):
        yield Problem("closes_on", "closes_too_early")
    elif closes_on > latest_closing(standing, block):
        yield Problem("closes_on", "closes_too_late")
    elif not is_working_day(closes_on, standing.process.template.holiday_region):
        yield Problem("closes_on", "no_working_day")
