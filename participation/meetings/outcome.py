"""What came out of a meeting: a record of the office. Corrections are new versions."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from participation.people import Person
from participation.process import Process
from participation.refusals import (
    NotOutcomeAuthorError,
    NotOutcomeWriterError,
    OutcomeUnchangedError,
)
from participation.roles import may_correct_outcome, may_post_outcome

LONGEST_RESULT = 3000
LONGEST_LINE = 240
"""Of a measure or an open point."""
LONGEST_ROLE = 80
MOST_MEASURES = 15
MOST_POINTS = 15
MOST_PEOPLE = 999
"""In one group of those who took part."""


class MeetingKind(StrEnum):
    """What kind of meeting it was; words under `outcome.kinds`."""

    DEPARTMENT = "department_meeting"
    EXPERT_TALK = "expert_talk"
    FORUM = "forum"
    NETWORK = "network_meeting"
    OTHER = "other_meeting"


class MeetingGroup(StrEnum):
    """Who can take part beside the staff of a department; words under `outcome.groups`."""

    DEPARTMENT_HEADS = "department_heads"
    PLANNING = "planning"
    COORDINATORS = "coordinators"
    MUNICIPALITIES = "municipalities"
    PROVIDERS = "providers"
    SCHOOLS = "schools"
    OTHER = "other"


STAFF = "staff_"
"""What the role of a department's staff begins with; the department's key follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many took part in one role, never who.

    `role` is a `MeetingGroup` or `staff_<department key>`; `name` is the role in free words where
    it is `MeetingGroup.OTHER`.
    """

    role: str
    count: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something that was agreed. `responsible` is a role; it and the day may still be open."""

    what: str
    responsible: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that was not settled."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeContent:
    """What was written down about one meeting; keys are empty where nothing was chosen."""

    kind: MeetingKind
    held_on: date
    result: str
    took_part: tuple[Attendance, ...]
    block_key: str = ""
    department: str = ""
    planning_area: str = ""
    measures: tuple[Measure, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that somebody wrote in own words."""
        return (
            *(group.name for group in self.took_part),
            self.result,
            *(text for one in self.measures for text in (one.what, one.responsible)),
            *(point.text for point in self.open_points),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOutcome:
    """One version of an outcome. Its card stands in `channel_id`, whichever version it shows.

    `author` wrote the first version, `written_by` this one; both are accounts. `written_with` names
    the form that it was written with, so that sending it twice is harmless.
    """

    outcome_id: str
    version: int
    process_id: str
    tenant_id: str
    channel_id: str
    content: OutcomeContent
    author: str
    written_by: str
    written_at: datetime
    written_with: str

    def corrected(
        self, content: OutcomeContent, person: Person, *, form_id: str, now: datetime
    ) -> "MeetingOutcome":
        """Return the next version; refuse whoever may not write it, and one that says the same."""
        self.require_may_correct(person)
        if content == self.content:
            raise OutcomeUnchangedError
        return replace(
            self,
            version=self.version + 1,
            content=content,
            written_by=person.object_id,
            written_at=now,
            written_with=form_id,
        )

    def require_may_correct(self, person: Person) -> None:
        """Refuse everybody but its author and the process lead."""
        require_may_post(person)
        if not may_correct_outcome(person, self.author):
            raise NotOutcomeAuthorError


def record(
    content: OutcomeContent,
    person: Person,
    process: Process,
    *,
    channel_id: str,
    form_id: str,
    now: datetime,
) -> MeetingOutcome:
    """Return the first version of an outcome; it bears the name of the form it was written with."""
    require_may_post(person)
    return MeetingOutcome(
        outcome_id=form_id,
        version=1,
        process_id=process.process_id,
        tenant_id=process.tenant_id,
        channel_id=channel_id,
        content=content,
        author=person.object_id,
        written_by=person.object_id,
        written_at=now,
        written_with=form_id,
    )


def require_may_post(person: Person) -> None:
    """Refuse everybody who does not moderate, coordinate or lead."""
    if not may_post_outcome(person):
        raise NotOutcomeWriterError
