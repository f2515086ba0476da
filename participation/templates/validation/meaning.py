"""Mistakes of meaning: what contradicts itself in a process, its blocks and its prompts.

The checks read the raw data, so that they find what they can even where other parts are misshapen.
"""

from collections.abc import Callable
from itertools import chain, pairwise

from pydantic import ValidationError

from participation.templates.effort import estimated_minutes
from participation.templates.template import SMALLEST_GROUP_EVER, TopicBlockTemplate
from participation.templates.validation.hours import reminders_on_free_days, speaking_hours
from participation.templates.validation.mistake import Finding, finding, written
from participation.templates.validation.node import Node
from participation.templates.validation.order import dates_in_order
from participation.templates.validation.prompt_meaning import prompt_findings
from participation.templates.validation.repeats import Found, keys_twice

BLOCK_DATES = ("opens_on", "closes_on", "publishes_on")
MOST_MINUTES = 5


def meaning_findings(raw: object) -> tuple[Finding, ...]:
    """Return everything that contradicts itself in the data."""
    process = Node((), raw)
    blocks = process.each("topic_blocks")
    return tuple(
        chain(
            *(check(process) for check in _OF_PROCESS),
            *(check(block) for block in blocks for check in _OF_BLOCK),
            *(prompt_findings(prompt) for block in blocks for prompt in block.each("prompts")),
        )
    )


def _process_keys(process: Node) -> Found:
    yield from keys_twice(process, "departments", "planning_areas", "topic_blocks")


def _block_keys(block: Node) -> Found:
    yield from keys_twice(block, "prompts")


def _block_dates(block: Node) -> Found:
    yield from dates_in_order(block, *BLOCK_DATES)


def _blocks_in_order(process: Node) -> Found:
    for before, block in pairwise(process.each("topic_blocks")):
        closed_on, opens_on = before.day("closes_on"), block.day("opens_on")
        if closed_on and opens_on and opens_on <= closed_on:
            yield finding(
                (*block.path, "opens_on"),
                "date_order",
                earlier=written((*before.path, "closes_on")),
                earlier_on=closed_on,
                later_on=opens_on,
            )


def _decision_last(process: Node) -> Found:
    decision = process.field("decision")
    decides_on = decision.day("decides_on")
    published = [
        (day, written((*block.path, "publishes_on")))
        for block in process.each("topic_blocks")
        for _, day in block.days("publishes_on")
    ]
    if decides_on and published and decides_on <= max(published)[0]:
        yield finding(
            (*decision.path, "decides_on"),
            "date_order",
            earlier=max(published)[1],
            earlier_on=max(published)[0],
            later_on=decides_on,
        )


def _reminders(block: Node) -> Found:
    opens_on, closes_on = block.day("opens_on"), block.day("closes_on")
    length = (closes_on - opens_on).days if opens_on and closes_on else 0
    seen: set[int] = set()
    for reminder in block.each("reminder_days_before_close"):
        days = reminder.value
        if not isinstance(days, int):
            continue
        if days in seen:
            yield finding(reminder.path, "reminder_twice", days=days)
        elif 0 < length <= days:
            yield finding(reminder.path, "reminder_outside", days=days, length=length)
        seen.add(days)


def _invited(process: Node) -> Found:
    smallest_group = max(process.number("smallest_group") or 0, SMALLEST_GROUP_EVER)
    for department in process.each("departments"):
        invited = department.number("invited_count")
        # 0 stands for a number that only the set-up will tell.
        if invited and 0 < invited < smallest_group:
            yield finding(
                (*department.path, "invited_count"),
                "invited_below_smallest_group",
                invited=invited,
                smallest_group=smallest_group,
            )


def _minutes(block: Node) -> Found:
    try:
        minutes = estimated_minutes(TopicBlockTemplate.model_validate(block.value))
    except ValidationError:
        return
    if minutes > MOST_MINUTES:
        yield finding(block.path, "block_too_long", minutes=minutes, most=MOST_MINUTES)


Check = Callable[[Node], Found]
_OF_PROCESS: tuple[Check, ...] = (
    _process_keys,
    _invited,
    _blocks_in_order,
    _decision_last,
    speaking_hours,
    reminders_on_free_days,
)
_OF_BLOCK: tuple[Check, ...] = (_block_keys, _block_dates, _reminders, _minutes)
