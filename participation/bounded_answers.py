"""Numbers and days: how they are typed, how they are kept, and between which bounds."""

import re
from datetime import date
from decimal import Decimal

from participation.refusals import (
    DateOutsideError,
    DateUnreadableError,
    NumberNotWholeError,
    NumberOutsideError,
    NumberUnreadableError,
)
from participation.templates.prompts import DatePrompt, NumberPrompt

_TYPED = re.compile(r"([-−]?)([0-9]{1,9})(?:[.,]([0-9]{1,2}))?")


def require_number(prompt: NumberPrompt, typed: str) -> Decimal:
    """Return the number that somebody typed, or refuse one that this prompt does not take."""
    number = _number(typed)
    if number is None or number != round(number, prompt.decimals):
        if prompt.decimals == 0:
            raise NumberNotWholeError(question=prompt.question)
        raise NumberUnreadableError(question=prompt.question, decimals=prompt.decimals)
    if not prompt.minimum <= number <= prompt.maximum:
        raise NumberOutsideError(
            question=prompt.question, minimum=prompt.minimum, maximum=prompt.maximum
        )
    return number


def require_day(prompt: DatePrompt, typed: str) -> date:
    """Return the day that somebody chose (2027-04-01), or refuse it."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise DateUnreadableError(question=prompt.question) from None
    if not prompt.earliest <= day <= prompt.latest:
        raise DateOutsideError(
            question=prompt.question, earliest=prompt.earliest, latest=prompt.latest
        )
    return day


def as_kept(number: Decimal) -> str:
    """Return a number as it is kept: with a point, without zeros that say nothing."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _number(typed: str) -> Decimal | None:
    """Read comma and point alike; with at most two places, "1.000" is not taken for one."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    number = Decimal(f"{whole}.{decimals or 0}")
    return -number if sign else number
