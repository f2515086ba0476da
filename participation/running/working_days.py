"""Counting in working days, across weekends and public holidays."""

from datetime import date

from participation.templates.schedule import ONE_DAY, is_working_day, next_working_day


def working_days_from(first: date, until: date, region: str) -> int:
    """Return how many working days there are from `first` on, `until` no longer counted."""
    days = (first + number * ONE_DAY for number in range((until - first).days))
    return sum(is_working_day(day, region) for day in days)


def working_days_later(day: date, count: int, region: str) -> date:
    """Return the working day `count` working days after `day`, or after the first one from it."""
    day = next_working_day(day, region)
    for _ in range(count):
        day = next_working_day(day + ONE_DAY, region)
    return day


def settled(day: date, after: date, region: str) -> date:
    """Return `day` if it lies after another day, else the next working day after that one."""
    return day if day > after else next_working_day(after + ONE_DAY, region)
