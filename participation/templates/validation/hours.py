"""Mistakes of time: what would be said at night, or on a day on which nobody works."""

from collections.abc import Iterator
from datetime import date, time

from participation.templates.schedule import ONE_DAY, is_working_day, previous_working_day
from participation.templates.template import (
    EARLIEST_EVER,
    HOLIDAY_REGIONS,
    LATEST_EVER,
    DailyTimes,
    ProcessTemplate,
)
from participation.templates.validation.mistake import Finding, finding
from participation.templates.validation.node import Node

Found = Iterator[Finding]

SPOKEN = ("announces", "opens", "reminds", "publishes")
"""What posts something; closing only changes a card that is there."""


def speaking_hours(process: Node) -> Found:
    """Find hours that are no hours, that reach into the night, and times outside them."""
    node = process.field("daily_times")
    times = {name: _time(node, name) for name in ("earliest", "latest", *SPOKEN)}
    earliest, latest = times["earliest"], times["latest"]
    if earliest < EARLIEST_EVER:
        yield finding((*node.path, "earliest"), "hours_at_night", **_hours(*_EVER))
    if latest > LATEST_EVER:
        yield finding((*node.path, "latest"), "hours_at_night", **_hours(*_EVER))
    if latest <= earliest:
        yield finding((*node.path, "latest"), "hours_order", **_hours(earliest, latest))
        return
    for name in SPOKEN:
        if not earliest <= times[name] <= latest:
            hours = _hours(earliest, latest)
            yield finding(
                (*node.path, name), "time_outside_hours", at=_written(times[name]), **hours
            )


def reminders_on_free_days(process: Node) -> Found:
    """Find reminders whose day, as the dates stand in the file, is no working day."""
    region = process.text("holiday_region") or _DEFAULT_REGION
    if region not in HOLIDAY_REGIONS:
        return
    for block in process.each("topic_blocks"):
        opens_on, closes_on = block.day("opens_on"), block.day("closes_on")
        if opens_on is None or closes_on is None:
            continue
        for reminder in block.each("reminder_days_before_close"):
            days = reminder.value
            if isinstance(days, int) and 0 < days < (closes_on - opens_on).days:
                yield from _reminder(reminder, days, closes_on, region)


def _reminder(reminder: Node, days: int, closes_on: date, region: str) -> Found:
    day = closes_on - days * ONE_DAY
    if not is_working_day(day, region):
        instead = previous_working_day(day, region)
        values = {"days": days, "day": day, "region": region, "instead": instead}
        yield finding(reminder.path, "reminder_on_free_day", **values)


_EVER = (EARLIEST_EVER, LATEST_EVER)
_DEFAULT_REGION: str = ProcessTemplate.model_fields["holiday_region"].default


def _time(times: Node, name: str) -> time:
    default: time = DailyTimes.model_fields[name].default
    return times.wall_time(name) or default


def _hours(earliest: time, latest: time) -> dict[str, str]:
    return {"earliest": _written(earliest), "latest": _written(latest)}


def _written(wall_time: time) -> str:
    return f"{wall_time:%H:%M:%S}"
