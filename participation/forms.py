"""Forms that a dialog fills in page by page, and what keeps an entry from staying as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Form = Mapping[str, str]
"""Input id → what was typed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field of a form that cannot stay as it is; the form's dialog has words for `code`."""

    field: str
    code: str


def chosen_day(form: Form, field: str) -> date | None:
    """Return the day that was chosen, or None if there is none or it is no ISO date."""
    typed = form.get(field, "").strip()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def whole_number(form: Form, field: str) -> int | None:
    """Return the number that was typed, or None if it is none of at most five digits."""
    typed = form.get(field, "").strip()
    return int(typed) if re.fullmatch(r"[0-9]{1,5}", typed) else None


def years_before(moment: date, years: int) -> tuple[int, int, int]:
    """Return the day some years earlier, to be compared with others of its kind.

    A tuple, because 29 February has no counterpart in most years.
    """
    return moment.year - years, moment.month, moment.day
