"""The form with which a process lead starts a process, and what it must hold to be complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from participation.forms import Form, Problem, chosen_day, whole_number, years_before
from participation.start_gate import (
    AFTER_CLOSING,
    AFTER_END,
    MOST_MONTHS,
    MOST_MONTHS_AFTER_END,
    QuoteRule,
    StartGate,
)
from participation.templates.schedule import moved
from participation.templates.template import (
    LARGEST_SMALLEST_GROUP,
    SMALLEST_GROUP_EVER,
    Department,
    GuestRule,
    ProcessTemplate,
)

SET_UP_STEPS = ("basics", "channels", "invited", "gate", "retention", "preview")
"""The pages of the set-up dialog in order."""

GATE_ENTRIES = ("legal_basis", "dpia_decision", "staff_council_reference", "contact")
"""The fields of `StartGate` that are free text."""

PROBLEM_CODES = (
    "template_missing",
    "date_invalid",
    "date_past",
    "date_too_far",
    "date_future",
    "date_after_start",
    "number_invalid",
    "group_too_small",
    "channel_missing",
    "channel_unknown",
    "invited_invalid",
    "field_missing",
    "field_too_short",
    "field_too_long",
    "months_out_of_range",
    "months_after_end_out_of_range",
    "texts_longer_than_votes",
    "trail_too_short",
    "quote_rule_unknown",
    "guest_rule_unknown",
)
"""Every code that a problem can carry; each has words under `set_up.problems`."""

YEARS_AHEAD = 5
"""How far away a first day may be; further away it is a slip of the keyboard."""

SHORTEST_ENTRY = 3
LONGEST_ENTRY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpInput:
    """What the set-up dialog sent: page, direction and the form so far.

    `action` is next, back, start, or restart (throw the form away). `version` counts the pages that
    were kept, so that a late repetition does not undo news. `confirmed` names the
    texts that are kept although they look like personal data. Ids of the form: `template`,
    `first_day` (ISO date), `smallest_group`, `channel_<block key>`, `invited_<department key>`,
    `guests` (as the template says where it is missing), and the fields of `StartGate` by their
    names.
    """

    step: str
    action: str
    nonce: str
    form: Form
    version: int = 0
    confirmed: frozenset[str] = frozenset()


def check_form(
    form: Form,
    template: ProcessTemplate | None,
    channels: frozenset[str],
    step: str | None = None,
    *,
    today: date,
) -> tuple[Problem, ...]:
    """Return the problems of one page, or of all pages for the preview and for no page.

    `channels` are the ids of the team's channels; `today` is the local date. A template that is
    None, or another than the form names, is a problem of every page.
    """
    if template is None or form.get("template", "") != template.key:
        return (Problem("template", "template_missing"),)
    pages = {
        "basics": _basics(form, today),
        "channels": _channels(form, template, channels),
        "invited": _invited(form, template),
        "gate": _gate(form, today),
        "retention": _retention(form),
    }
    chosen = [pages[step]] if step in pages else pages.values()
    return tuple(problem for page in chosen for problem in page)


def build_template(form: Form, template: ProcessTemplate) -> ProcessTemplate:
    """Return the template as it will run; only for a form without problems."""
    invited = {
        department.key: int(form[f"invited_{department.key}"])
        for department in template.departments
    }
    return moved(template, date.fromisoformat(form["first_day"].strip())).model_copy(
        update={
            "smallest_group": int(form["smallest_group"]),
            "guests": form.get("guests") or template.guests,
            "departments": tuple(
                department.model_copy(update={"invited_count": invited[department.key]})
                for department in template.departments
            ),
        }
    )


def build_gate(form: Form) -> StartGate:
    """Return the start gate's fields; only for a form without problems."""
    entries: dict[str, Any] = {name: form[name].strip() for name in StartGate.model_fields}
    return StartGate.model_validate(entries)


def _basics(form: Form, today: date) -> Iterator[Problem]:
    first_day = chosen_day(form, "first_day")
    if first_day is None:
        yield Problem("first_day", "date_invalid")
    elif first_day < today:
        yield Problem("first_day", "date_past")
    elif years_before(first_day, YEARS_AHEAD) > years_before(today, 0):
        yield Problem("first_day", "date_too_far")
    size = whole_number(form, "smallest_group")
    if size is None or size > LARGEST_SMALLEST_GROUP:
        yield Problem("smallest_group", "number_invalid")
    elif size < SMALLEST_GROUP_EVER:
        yield Problem("smallest_group", "group_too_small")


def _channels(form: Form, template: ProcessTemplate, channels: frozenset[str]) -> Iterator[Problem]:
    for block in template.topic_blocks:
        field = f"channel_{block.key}"
        chosen = form.get(field, "")
        if not chosen:
            yield Problem(field, "channel_missing")
        elif chosen not in channels:
            yield Problem(field, "channel_unknown")


def _invited(form: Form, template: ProcessTemplate) -> Iterator[Problem]:
    for department in template.departments:
        field = f"invited_{department.key}"
        if whole_number(form, field) is None:
            yield Problem(field, "invited_invalid")
    if form.get("guests", "") not in ("", *get_args(GuestRule)):
        yield Problem("guests", "guest_rule_unknown")


def small_departments(form: Form, template: ProcessTemplate) -> tuple[Department, ...]:
    """Return the departments that are asked, but with fewer people than the smallest group."""
    k = whole_number(form, "smallest_group") or SMALLEST_GROUP_EVER
    invited = {
        one.key: whole_number(form, f"invited_{one.key}") or 0 for one in template.departments
    }
    return tuple(one for one in template.departments if 0 < invited[one.key] < k)


def _gate(form: Form, today: date) -> Iterator[Problem]:
    for field in GATE_ENTRIES:
        yield from _entry(form, field)
    yield from _agreed_on(form, today)
    if form.get("quote_rule", "").strip() not in get_args(QuoteRule):
        yield Problem("quote_rule", "quote_rule_unknown")


def _retention(form: Form) -> Iterator[Problem]:
    votes, texts = (_months(form, field, MOST_MONTHS) for field in AFTER_CLOSING)
    counts, outcomes, trail = (_months(form, field, MOST_MONTHS_AFTER_END) for field in AFTER_END)
    for field in AFTER_CLOSING:
        if not _months(form, field, MOST_MONTHS):
            yield Problem(field, "months_out_of_range")
    for field in AFTER_END:
        if not _months(form, field, MOST_MONTHS_AFTER_END):
            yield Problem(field, "months_after_end_out_of_range")
    if votes and texts > votes:
        yield Problem("sealed_texts_months", "texts_longer_than_votes")
    if 0 < trail < max(counts, outcomes):
        yield Problem("trail_months", "trail_too_short")


def _months(form: Form, field: str, most: int) -> int:
    """Return the months that were typed, or 0 where they are none that can be."""
    months = whole_number(form, field) or 0
    return months if months <= most else 0


def _entry(form: Form, field: str) -> Iterator[Problem]:
    length = len(form.get(field, "").strip())
    if length == 0:
        yield Problem(field, "field_missing")
    elif length < SHORTEST_ENTRY:
        yield Problem(field, "field_too_short")
    elif length > LONGEST_ENTRY:
        yield Problem(field, "field_too_long")


def _agreed_on(form: Form, today: date) -> Iterator[Problem]:
    agreed_on, first_day = (
        chosen_day(form, "staff_council_agreed_on"),
        chosen_day(form, "first_day"),
    )
    if agreed_on is None:
        yield Problem("staff_council_agreed_on", "date_invalid")
    # What lies ahead has not been agreed yet.
    elif agreed_on > today:
        yield Problem("staff_council_agreed_on", "date_future")
    # Nobody may be asked before the staff council has agreed.
    elif first_day is not None and agreed_on > first_day:
        yield Problem("staff_council_agreed_on", "date_after_start")
