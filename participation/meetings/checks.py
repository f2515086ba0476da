"""What keeps an entry of an outcome's form from staying as it is."""

from collections.abc import Iterator
from datetime import date

from participation.forms import Form, Problem, chosen_day, whole_number, years_before
from participation.meetings.form import (
    COUNT,
    NONE,
    OTHER_ROLE,
    OutcomePage,
    fields_of,
    limit_of,
    pages_of,
    roles_of,
)
from participation.meetings.outcome import MOST_PEOPLE, STAFF, MeetingGroup, MeetingKind
from participation.templates.template import ProcessTemplate

OUTCOME_PROBLEMS = (
    "kind_missing",
    "date_invalid",
    "date_future",
    "date_too_old",
    "block_unknown",
    "department_missing",
    "department_unknown",
    "area_unknown",
    "nobody",
    "number_invalid",
    "role_missing",
    "count_missing",
    "result_missing",
    "what_missing",
    "due_before_meeting",
    "due_too_late",
    "too_long",
)
"""Every code that a problem can carry; each has words under `outcome.problems`."""

YEARS_AWAY = 5
"""How far a day may be away from the meeting or from today; further away the year is a slip."""


def check_page(
    form: Form, page: OutcomePage, template: ProcessTemplate, today: date
) -> tuple[Problem, ...]:
    """Return the problems of one page; `today` is the local date."""
    checks = {
        "meeting": lambda: _meeting(form, template, today),
        "took_part": lambda: _took_part(form, template),
        "result": lambda: _result(form),
        "measures": lambda: _measures(form, page),
    }
    found = tuple(checks[page.name]()) if page.name in checks else ()
    return (*found, *_too_long(form, page, template))


def first_problems(
    form: Form, template: ProcessTemplate, today: date
) -> tuple[OutcomePage, tuple[Problem, ...]] | None:
    """Return the first page that has problems, with them, or None for a form without any."""
    for page in pages_of(form):
        if problems := check_page(form, page, template, today):
            return page, problems
    return None


def _meeting(form: Form, template: ProcessTemplate, today: date) -> Iterator[Problem]:
    kind, department = form.get("kind", ""), form.get("department", NONE) or NONE
    if kind not in set(MeetingKind):
        yield Problem("kind", "kind_missing")
    if department == NONE and kind == MeetingKind.DEPARTMENT:
        yield Problem("department", "department_missing")
    elif department not in {NONE, *(one.key for one in template.departments)}:
        yield Problem("department", "department_unknown")
    yield from _held_on(form, today)
    # What is left empty belongs to no block; the form offers that as well.
    if form.get("block") not in {NONE, "", *(one.key for one in template.topic_blocks)}:
        yield Problem("block", "block_unknown")
    areas = {NONE, "", *(one.key for one in template.planning_areas)}
    if form.get("planning_area", "") not in areas:
        yield Problem("planning_area", "area_unknown")


def _held_on(form: Form, today: date) -> Iterator[Problem]:
    held_on = chosen_day(form, "held_on")
    if held_on is None:
        yield Problem("held_on", "date_invalid")
    elif held_on > today:
        yield Problem("held_on", "date_future")
    elif years_before(held_on, 0) < years_before(today, YEARS_AWAY):
        yield Problem("held_on", "date_too_old")


def _took_part(form: Form, template: ProcessTemplate) -> Iterator[Problem]:
    fields = [f"{COUNT}{role}" for role in roles_of(template)]
    counted = [field for field in fields if form.get(field, "") not in ("", "0")]
    if not counted:
        own = f"{COUNT}{STAFF}{form.get('department', '')}"
        yield Problem(own if own in fields else fields[0], "nobody")
    for field in counted:
        if not 0 < (whole_number(form, field) or 0) <= MOST_PEOPLE:
            yield Problem(field, "number_invalid")
    free = f"{COUNT}{MeetingGroup.OTHER}"
    if free in counted and not form.get(OTHER_ROLE, ""):
        yield Problem(OTHER_ROLE, "role_missing")
    if free not in counted and form.get(OTHER_ROLE, ""):
        yield Problem(free, "count_missing")


def _result(form: Form) -> Iterator[Problem]:
    if not form.get("result", ""):
        yield Problem("result", "result_missing")


def _measures(form: Form, page: OutcomePage) -> Iterator[Problem]:
    for number in page.groups:
        what, responsible, due_on = (
            f"measure_{number}_{part}" for part in ("what", "responsible", "due_on")
        )
        if not form.get(what, "") and (form.get(responsible, "") or form.get(due_on, "")):
            yield Problem(what, "what_missing")
        if form.get(due_on, ""):
            yield from _due_on(form, due_on)


def _due_on(form: Form, field: str) -> Iterator[Problem]:
    due_on, held_on = chosen_day(form, field), chosen_day(form, "held_on")
    if due_on is None:
        yield Problem(field, "date_invalid")
    elif held_on is not None and due_on < held_on:
        yield Problem(field, "due_before_meeting")
    elif held_on is not None and years_before(due_on, YEARS_AWAY) > years_before(held_on, 0):
        yield Problem(field, "due_too_late")


def _too_long(form: Form, page: OutcomePage, template: ProcessTemplate) -> Iterator[Problem]:
    for field in fields_of(page, template):
        limit = limit_of(field)
        if limit is not None and len(form.get(field, "")) > limit:
            yield Problem(field, "too_long")
