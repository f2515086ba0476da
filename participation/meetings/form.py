"""The form of an outcome: its pages, how they are turned, and from entries to an outcome and back.

Measures and open points are numbered groups of inputs. A group keeps its number when another is
taken away, so that what an older page holds still belongs where it was typed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from participation.entries import Entries
from participation.forms import Form, chosen_day, whole_number
from participation.meetings.outcome import (
    LONGEST_LINE,
    LONGEST_RESULT,
    LONGEST_ROLE,
    MOST_MEASURES,
    MOST_POINTS,
    STAFF,
    Attendance,
    Measure,
    MeetingGroup,
    MeetingKind,
    OpenPoint,
    OutcomeContent,
)
from participation.process import TopicBlock
from participation.templates.template import ProcessTemplate

NONE = "-"
"""What is chosen where nothing fits; no key of a template looks like it."""
FORM_ID = "form_id"
BASE = "base"
"""Entries of ours beside those of the person: the form's random name, and which version of the
outcome a correction began from."""
BLOCK = "block"
MEETING_FIELDS = ("kind", "department", "held_on", BLOCK, "planning_area")
COUNT = "count_"
OTHER_ROLE = "other_role"
MEASURE_PARTS = ("what", "responsible", "due_on")
GROUP = re.compile(r"(measure|point)_([0-9]{1,4})(?:_what)?")
GROUPS_ON_A_PAGE = {"measures": 5, "points": 8}
"""A handful, so that a page stays short on a phone and small enough for Teams."""
MOST_GROUPS = {"measures": MOST_MEASURES, "points": MOST_POINTS}
PAGES = ("meeting", "took_part", "result", "measures", "points", "preview")


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """One page of the form; `groups` are the numbers of the measures or points on it."""

    name: str
    part: int = 1
    groups: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What names this page in a button and in what is kept."""
        return f"{self.name}_{self.part}"


def pages_of(form: Form) -> tuple[OutcomePage, ...]:
    """Return the pages that the form has now; measures and points may take several."""
    return tuple(page for name in PAGES for page in _pages(form, name))


def page_named(form: Form, key: str) -> OutcomePage | None:
    """Return the page of that key; where it has gone with its last group, the one before it."""
    name, _, part = key.rpartition("_")
    found = [page for page in pages_of(form) if page.name == name]
    if not found or not part.isdecimal():
        return None
    return found[min(max(int(part), 1), len(found)) - 1]


def groups_of(form: Form, name: str) -> tuple[int, ...]:
    """Return the numbers of the groups "measures" or "points" in the order of their making."""
    kind = name.removesuffix("s")
    matches = (GROUP.fullmatch(field) for field in form)
    return tuple(sorted({int(found[2]) for found in matches if found and found[1] == kind}))


def fields_of(page: OutcomePage, template: ProcessTemplate) -> tuple[str, ...]:
    """Return the ids of the inputs that a page asks."""
    match page.name:
        case "meeting":
            has_areas = bool(template.planning_areas)
            return MEETING_FIELDS if has_areas else MEETING_FIELDS[:-1]
        case "took_part":
            return (*(f"{COUNT}{role}" for role in roles_of(template)), OTHER_ROLE)
        case "result":
            return ("result",)
        case "measures" | "points":
            return tuple(field for number in page.groups for field in _group(page.name, number))
        case _:
            return ()


def roles_of(template: ProcessTemplate) -> tuple[str, ...]:
    """Return the roles in which people can take part; the free one comes last."""
    return (*(f"{STAFF}{one.key}" for one in template.departments), *MeetingGroup)


def limit_of(field: str) -> int | None:
    """Return how many characters an entry may have, or None where it is no text."""
    if field == "result":
        return LONGEST_RESULT
    if field == OTHER_ROLE or field.endswith("_responsible"):
        return LONGEST_ROLE
    return LONGEST_LINE if GROUP.fullmatch(field) else None


def entered(
    form: Form, page: OutcomePage, entries: Entries, template: ProcessTemplate
) -> dict[str, str]:
    """Return the form with what the page's inputs hold; other entries are left out.

    An input that was left empty is not sent by every client.
    """
    return {
        **form,
        **{field: _clean(field, entries.get(field, "")) for field in fields_of(page, template)},
    }


def with_another(form: Form, name: str) -> dict[str, str]:
    """Return the form with one more empty group of "measures" or "points", if there is room."""
    numbers = groups_of(form, name)
    if len(numbers) >= MOST_GROUPS[name]:
        return dict(form)
    return {**form, **dict.fromkeys(_group(name, max(numbers, default=0) + 1), "")}


def without(form: Form, name: str, number: int) -> dict[str, str]:
    """Return the form without one group of "measures" or "points"."""
    gone = set(_group(name, number))
    return {field: entry for field, entry in form.items() if field not in gone}


def likely_block(blocks: Sequence[TopicBlock], channel_id: str, now: datetime) -> str:
    """Return the topic that a meeting was probably about, or "" where nothing points at one.

    That is the channel's, and among several the one that opened last. A personal chat has no
    channel: there it is the one of all that opened last.
    """
    here = [block for block in blocks if channel_id in ("", block.channel_id)]
    opened = [block for block in here if block.opens_at <= now]
    if not opened:
        return here[0].key if here and channel_id else ""
    return max(opened, key=lambda block: block.opens_at).key


def blank(*, block_key: str, today: date) -> dict[str, str]:
    """Return a new form with what is most likely."""
    form = {
        "kind": MeetingKind.DEPARTMENT.value,
        "held_on": today.isoformat(),
        BLOCK: block_key or NONE,
        "planning_area": NONE,
    }
    return with_another(with_another(form, "measures"), "points")


def form_of(content: OutcomeContent) -> dict[str, str]:
    """Return the form that an outcome would have been written with."""
    form = {
        "kind": content.kind.value,
        "held_on": content.held_on.isoformat(),
        BLOCK: content.block_key or NONE,
        "department": content.department or NONE,
        "planning_area": content.planning_area or NONE,
        "result": content.result,
    }
    for group in content.took_part:
        form[f"{COUNT}{group.role}"] = str(group.count)
        if group.role == MeetingGroup.OTHER:
            form[OTHER_ROLE] = group.name
    for number, measure in enumerate(content.measures, start=1):
        due_on = measure.due_on.isoformat() if measure.due_on else ""
        entries = (measure.what, measure.responsible, due_on)
        form.update(zip(_group("measures", number), entries, strict=True))
    for number, point in enumerate(content.open_points, start=1):
        form[f"point_{number}"] = point.text
    return form


def build_content(form: Form, template: ProcessTemplate) -> OutcomeContent:
    """Return what the form says; only for a form without problems."""
    return OutcomeContent(
        kind=MeetingKind(form["kind"]),
        held_on=date.fromisoformat(form["held_on"]),
        result=form["result"],
        took_part=tuple(_took_part(form, template)),
        block_key=_chosen(form, BLOCK),
        department=_chosen(form, "department"),
        planning_area=_chosen(form, "planning_area"),
        measures=tuple(_measures(form)),
        open_points=tuple(_points(form)),
    )


def _pages(form: Form, name: str) -> Iterator[OutcomePage]:
    if name not in GROUPS_ON_A_PAGE:
        yield OutcomePage(name)
        return
    numbers, size = groups_of(form, name), GROUPS_ON_A_PAGE[name]
    for part, first in enumerate(range(0, max(len(numbers), 1), size), start=1):
        yield OutcomePage(name, part, numbers[first : first + size])


def _group(name: str, number: int) -> tuple[str, ...]:
    if name == "points":
        return (f"point_{number}",)
    return tuple(f"measure_{number}_{part}" for part in MEASURE_PARTS)


def _clean(field: str, entry: str) -> str:
    lines = [" ".join(_visible(line).split()) for line in entry.splitlines()]
    return ("\n" if field == "result" else " ").join(lines).strip()


def _visible(line: str) -> str:
    # What steers a display has no place in a record, and in a card it takes six times its length.
    return "".join(" " if unicodedata.category(one) == "Cc" else one for one in line)


def _chosen(form: Form, field: str) -> str:
    entry = form.get(field, "")
    return "" if entry == NONE else entry


def _took_part(form: Form, template: ProcessTemplate) -> Iterator[Attendance]:
    for role in roles_of(template):
        if count := whole_number(form, f"{COUNT}{role}"):
            name = form.get(OTHER_ROLE, "") if role == MeetingGroup.OTHER else ""
            yield Attendance(role=role, count=count, name=name)


def _measures(form: Form) -> Iterator[Measure]:
    for number in groups_of(form, "measures"):
        if what := form.get(f"measure_{number}_what", ""):
            yield Measure(
                what=what,
                responsible=form.get(f"measure_{number}_responsible", ""),
                due_on=chosen_day(form, f"measure_{number}_due_on"),
            )


def _points(form: Form) -> Iterator[OpenPoint]:
    for number in groups_of(form, "points"):
        if text := form.get(f"point_{number}", ""):
            yield OpenPoint(text)
