"""When things happen: working days, moved dates, speaking hours and a process's occasions.

Speaking hours are when something may be said in channels without anybody having asked: between two
wall times on working days. Weekends, holidays and nights belong to people.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from participation.templates.prompts import DatePrompt, Prompt
from participation.templates.template import ProcessTemplate, TopicBlockTemplate

ONE_DAY = timedelta(days=1)
SATURDAY = 5
DATE_BOUNDS = ("earliest", "latest")

OccasionKind = Literal["announces", "opens", "reminds", "closes", "thanks", "publishes", "decides"]


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


def previous_working_day(day: date, region: str) -> date:
    """Return `day` itself if it is a working day, else the last one before it."""
    while not is_working_day(day, region):
        day -= ONE_DAY
    return day


def working_days_before(day: date, count: int, region: str) -> date:
    """Return the working day that is `count` working days before `day`."""
    for _ in range(count):
        day = previous_working_day(day - ONE_DAY, region)
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


def local_day(moment: datetime, template: ProcessTemplate) -> date:
    """Return the day that calendars of a process show at an aware moment."""
    return moment.astimezone(ZoneInfo(template.time_zone)).date()


def next_midnight(moment: datetime, template: ProcessTemplate) -> datetime:
    """Return when the day of a moment ends for people in the process's time zone."""
    return at_local(local_day(moment, template) + ONE_DAY, time(), template.time_zone)


def next_speaking_moment(moment: datetime, template: ProcessTemplate) -> datetime:
    """Return `moment` itself if it lies within speaking hours, else when they next begin.

    Both ends belong to them, the last with its whole minute.
    """
    times, zone, region = template.daily_times, template.time_zone, template.holiday_region
    local = moment.astimezone(ZoneInfo(zone))
    day = next_working_day(local.date(), region)
    if day == local.date() and local.time() >= times.earliest:
        if local.time().replace(second=0, microsecond=0) <= times.latest:
            return moment
        day = next_working_day(day + ONE_DAY, region)
    return at_local(day, times.earliest, zone)


def moved(template: ProcessTemplate, first_day: date) -> ProcessTemplate:
    """Return the template with all its dates moved so that its first block opens on `first_day`.

    All dates move by the same number of days, or by whole years if only the year differs. What
    then falls on a weekend or holiday goes to the next working day, later still where two dates
    would meet, so that the order stays strict. The days that a prompt asks for may be any days.
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
        prompts = tuple(_moved_bounds(prompt, start, first_day) for prompt in block.prompts)
        blocks.append(block.model_copy(update={**dates, "prompts": prompts}))
    decides_on = _shifted(template.decision.decides_on, start, first_day)
    decision = template.decision.model_copy(
        update={"decides_on": _settled(decides_on, published_on, region)}
    )
    return template.model_copy(update={"topic_blocks": tuple(blocks), "decision": decision})


def occasions(template: ProcessTemplate, started_on: date | None = None) -> tuple[Occasion, ...]:
    """Return everything that happens by itself, in the order of time.

    A process is announced as a whole on `started_on`; a block that follows so soon that this is
    still fresh is not announced by itself.
    """
    found = [occasion for block in template.topic_blocks for occasion in _of_block(template, block)]
    found.append(_occasion(template, "decides", "", template.decision.decides_on))
    if started_on is not None:
        found = [one for one in found if not _is_known(one, template, started_on)]
    ranks = get_args(OccasionKind)
    return tuple(sorted(found, key=lambda one: (one.due_at, ranks.index(one.kind), one.block_key)))


def _of_block(template: ProcessTemplate, block: TopicBlockTemplate) -> Iterator[Occasion]:
    region = template.holiday_region
    if before := block.announce_days_before_open:
        day = working_days_before(block.opens_on, before, region)
        yield _occasion(template, "announces", block.key, day)
    opens = _occasion(template, "opens", block.key, block.opens_on)
    yield opens
    for day in {_reminder_day(block, days, region) for days in block.reminder_days_before_close}:
        reminds = _occasion(template, "reminds", block.key, day)
        # On the opening day itself a reminder may only follow the card it reminds of.
        if reminds.due_at > opens.due_at:
            yield reminds
    closes = _occasion(template, "closes", block.key, block.closes_on)
    publishes = _occasion(template, "publishes", block.key, block.publishes_on)
    thanks = _thanks(template, closes)
    yield closes
    # Right before the results thanks would only be one more message; the results thank as well.
    if thanks.due_on < publishes.due_on:
        yield thanks
    yield publishes


def _reminder_day(block: TopicBlockTemplate, before: int, region: str) -> date:
    """Return the day of a reminder `before` days before the last: a working day while it is open.

    What falls on a weekend or holiday comes a working day earlier, because later it might be late.
    """
    day = previous_working_day(block.closes_on - before * ONE_DAY, region)
    return max(day, block.opens_on)


def _thanks(template: ProcessTemplate, closes: Occasion) -> Occasion:
    due_at = next_speaking_moment(closes.due_at, template)
    return replace(closes, kind="thanks", due_on=local_day(due_at, template), due_at=due_at)


def _is_known(one: Occasion, template: ProcessTemplate, started_on: date) -> bool:
    if one.kind != "announces":
        return False
    days = {block.key: block.announce_days_before_open for block in template.topic_blocks}
    fresh_since = working_days_before(one.due_on, days[one.block_key], template.holiday_region)
    return started_on > fresh_since


def _occasion(template: ProcessTemplate, kind: OccasionKind, block_key: str, day: date) -> Occasion:
    times = template.daily_times
    wall_time = times.opens if kind == "decides" else getattr(times, kind)
    due_at = at_local(day, wall_time, template.time_zone)
    return Occasion(kind=kind, block_key=block_key, due_on=day, due_at=due_at)


def _moved_bounds(prompt: Prompt, start: date, first_day: date) -> Prompt:
    if not isinstance(prompt, DatePrompt):
        return prompt
    days = {name: _shifted(getattr(prompt, name), start, first_day) for name in DATE_BOUNDS}
    return prompt.model_copy(update=days)


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
