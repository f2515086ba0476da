"""When things happen: working days, moved dates, local wall time and a process's occasions."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from participation.templates.template import ProcessTemplate, TopicBlockTemplate

ONE_DAY = timedelta(days=1)
SATURDAY = 5

OccasionKind = Literal["opens", "reminds", "closes", "publishes", "decides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that a process does at a moment; `block_key` is "" for the decision."""

    kind: OccasionKind
    block_key: str
    due_on: date
    due_at: datetime


def is_working_day(day: date, region: str) -> bool:
    """Say whether `day` is neither a weekend day nor a public holiday of a German state."""
    return day.weekday() < SATURDAY and day not in _holidays(region)


def next_working_day(day: date, region: str) -> date:
    """Return `day` itself if it is a working day, else the next one."""
    while not is_working_day(day, region):
        day += ONE_DAY
    return day


def months_later(day: date, months: int) -> date:
    """Return the same day `months` later; the last day of a shorter month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def at_local(day: date, wall_time: time, zone: str) -> datetime:
    """Return the moment in UTC at which clocks in `zone` show `wall_time` on `day`.

    A time that the change to summer time skips moves forward by what was skipped; of a time that
    comes twice in autumn the first is taken.
    """
    return datetime.combine(day, wall_time.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def moved(template: ProcessTemplate, first_day: date) -> ProcessTemplate:
    """Return the template with all its dates moved so that its first block opens on `first_day`.

    All dates move by the same number of days, or by whole years if only the year differs. What
    then falls on a weekend or holiday goes to the next working day, later still where two dates
    would meet, so that the order stays strict.
    """
    region = template.holiday_region
    start = template.topic_blocks[0].opens_on
    closed_on = published_on = date.min
    blocks = []
    for block in template.topic_blocks:
        opens_on = _settled(_shifted(block.opens_on, start, first_day), closed_on, region)
        closed_on = _settled(_shifted(block.closes_on, start, first_day), opens_on, region)
        publishes_on = _settled(_shifted(block.publishes_on, start, first_day), closed_on, region)
        published_on = max(published_on, publishes_on)
        dates = {"opens_on": opens_on, "closes_on": closed_on, "publishes_on": publishes_on}
        blocks.append(block.model_copy(update=dates))
    decides_on = _shifted(template.decision.decides_on, start, first_day)
    decision = template.decision.model_copy(
        update={"decides_on": _settled(decides_on, published_on, region)}
    )
    return template.model_copy(update={"topic_blocks": tuple(blocks), "decision": decision})


def occasions(template: ProcessTemplate) -> tuple[Occasion, ...]:
    """Return everything that happens by itself, in the order of time."""
    found = [occasion for block in template.topic_blocks for occasion in _of_block(template, block)]
    decides_on = template.decision.decides_on
    found.append(_occasion(template, "decides", "", decides_on))
    ranks = get_args(OccasionKind)
    return tuple(sorted(found, key=lambda one: (one.due_at, ranks.index(one.kind), one.block_key)))


def _of_block(template: ProcessTemplate, block: TopicBlockTemplate) -> Iterator[Occasion]:
    opens = _occasion(template, "opens", block.key, block.opens_on)
    yield opens
    for day in _reminder_days(block, template.holiday_region):
        reminds = _occasion(template, "reminds", block.key, day)
        # On the opening day itself a reminder may only follow the card it reminds of.
        if reminds.due_at > opens.due_at:
            yield reminds
    yield _occasion(template, "closes", block.key, block.closes_on)
    yield _occasion(template, "publishes", block.key, block.publishes_on)


def _reminder_days(block: TopicBlockTemplate, region: str) -> set[date]:
    days = set()
    for before in block.reminder_days_before_close:
        day = block.closes_on - before * ONE_DAY
        while day > block.opens_on and not is_working_day(day, region):
            day -= ONE_DAY
        days.add(max(day, block.opens_on))
    return days


def _occasion(template: ProcessTemplate, kind: OccasionKind, block_key: str, day: date) -> Occasion:
    times = template.daily_times
    wall_time = times.opens if kind == "decides" else getattr(times, kind)
    due_at = at_local(day, wall_time, template.time_zone)
    return Occasion(kind=kind, block_key=block_key, due_on=day, due_at=due_at)


def _shifted(day: date, start: date, first_day: date) -> date:
    if (start.month, start.day) != (first_day.month, first_day.day):
        return day + (first_day - start)
    years = first_day.year - start.year
    if (day.month, day.day) == (2, 29):
        # 29 February has no counterpart in most years; the day after the 28th always exists.
        return day.replace(year=day.year + years, day=28) + ONE_DAY
    return day.replace(year=day.year + years)


def _settled(day: date, after: date, region: str) -> date:
    earliest = day if after == date.min else max(day, after + ONE_DAY)
    return next_working_day(earliest, region)


@cache
def _holidays(region: str) -> HolidayBase:
    return country_holidays("DE", subdiv=region)
