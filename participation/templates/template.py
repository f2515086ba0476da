"""A process template: what an office writes down before it asks its staff."""

from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from holidays.countries.germany import Germany
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from participation.templates.local_text import Claim, Language, LocalText, Question, Title
from participation.templates.prompts import Prompt
from participation.templates.values import Day, Frozen, Key, WallTime, Whole

SMALLEST_GROUP_EVER = 5
LARGEST_SMALLEST_GROUP = 50
EARLIEST_EVER = time(6, 0)
LATEST_EVER = time(20, 0)
HOLIDAY_REGIONS: tuple[str, ...] = tuple(Germany.subdivisions)


def known_zone(name: str) -> str:
    """Return `name` if it is a time zone of the IANA database, else refuse it."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("time_zone_unknown", "") from None
    return name


def known_region(name: str) -> str:
    """Return `name` if public holidays are known for this German state, else refuse it."""
    if name not in HOLIDAY_REGIONS:
        raise PydanticCustomError("holiday_region_unknown", "")
    return name


GuestRule = Literal["exclude", "include"]


class Department(Frozen, title="Department"):
    """A part of the office whose staff are asked, with the number of people invited."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,19}$")]
    """What is stored, for instance the department's number in quotation marks."""
    name: Title
    """What people read."""
    invited_count: Annotated[Whole, Field(ge=0, le=100_000)]
    """How many people are invited; an example here, asked again when a process is set up."""


class PlanningArea(Frozen, title="Planning area"):
    """A municipality or part of the county that may be planned for on its own."""

    key: Key
    """What is stored; small letters, digits and underscores."""
    name: Title
    """What people read."""
    note: Claim | None = None
    """What is special about it."""


class Intro(Frozen, title="Introduction"):
    """What a block's card says before it asks: fixed, open, and who decides."""

    fixed: Annotated[tuple[Question, ...], Field(min_length=1, max_length=8)]
    """What is already decided; one sentence each."""
    open: Annotated[tuple[Question, ...], Field(min_length=1, max_length=8)]
    """What the answers can still change; one sentence each."""
    decided_by: Question
    """Who decides, and when."""


class TopicBlockTemplate(Frozen, title="Topic block"):
    """One month's topic: dates, introduction and prompts."""

    key: Key
    """What is stored; small letters, digits and underscores; different in each block."""
    title: Title
    """The topic in a few words."""
    opens_on: Day
    """The first day on which answers can be given."""
    closes_on: Day
    """The last day on which answers can be given, changed or withdrawn."""
    publishes_on: Day
    """The day on which everybody gets the results, at the latest."""
    announce_days_before_open: Annotated[Whole, Field(ge=0, le=10)] = 3
    """How many working days before the first day the channel is told of it; 0 for never."""
    reminder_days_before_close: tuple[Annotated[Whole, Field(ge=1, le=60)], ...] = ()
    """How many days before the last day the channel is reminded; several are possible."""
    intro: Intro
    """What is fixed, what is open, and who decides."""
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=20)]
    """What people are asked, in this order; together at most five minutes."""


class DecisionTemplate(Frozen, title="Decision"):
    """The meeting at the end, where the steering circle decides on the published results."""

    title: Title
    """The meeting in a few words."""
    decides_on: Day
    """The day of the decision, after all results are published."""
    text: LocalText
    """What is decided, and what follows."""


class DailyTimes(Frozen, title="Daily times"):
    """Local wall times at which things happen, and the hours outside which nothing is said.

    Blocks may close at any time; everything else lies within these hours, on working days.
    """

    earliest: WallTime = time(8, 0)
    """Before this nothing is posted to channels; at six in the morning at the earliest."""
    latest: WallTime = time(18, 0)
    """After this nothing is posted to channels; at eight in the evening at the latest."""
    announces: WallTime = time(9, 0)
    """When channels are told that a block will open."""

    opens: WallTime = time(8, 0)
    """When blocks open."""
    closes: WallTime = time(18, 0)
    """When blocks close."""
    reminds: WallTime = time(9, 0)
    """When channels are reminded."""
    publishes: WallTime = time(10, 0)
    """When results are published."""


class CouncilPaperTexts(Frozen, title="Texts of the papers"):
    """Sentences about the process that cards and papers repeat."""

    limits: LocalText
    """Who was not asked, and what the results therefore cannot say."""
    confidentiality: LocalText | None = None
    """What this office promises in addition to the built-in confidentiality."""


class ProcessTemplate(Frozen):
    """A whole participation process, as one TOML file."""

    model_config = ConfigDict(title="Participation process")

    key: Key
    """The process's short name; for bundled files the same as the file's name."""
    title: Title
    """The process in a few words."""
    organisation: Title
    """The office that asks."""
    summary: LocalText
    """What the process is about and what happens when, in two or three sentences."""
    source: Question
    """The paper that the process rests on."""
    language: Language = "de"
    """The language of what is posted to channels; dialogs follow each person's own."""
    time_zone: Annotated[str, AfterValidator(known_zone)] = "Europe/Berlin"
    """The time zone of all times, by its IANA name."""
    holiday_region: Annotated[
        str, AfterValidator(known_region), Field(json_schema_extra={"enum": [*HOLIDAY_REGIONS]})
    ] = "BW"
    """The German state whose public holidays are no working days."""
    smallest_group: Annotated[Whole, Field(ge=SMALLEST_GROUP_EVER, le=LARGEST_SMALLEST_GROUP)] = (
        SMALLEST_GROUP_EVER
    )
    """The smallest number of people that anything is shown for; five or more."""
    daily_times: DailyTimes = DailyTimes()
    """At what time of the day things happen."""
    guests: GuestRule = "exclude"
    """Whether guests, and people of other organisations in shared channels, are asked as well."""
    departments: Annotated[tuple[Department, ...], Field(min_length=1, max_length=20)]
    """The departments whose staff are asked."""
    planning_areas: tuple[PlanningArea, ...] = ()
    """The places that the process speaks about."""
    topic_blocks: Annotated[tuple[TopicBlockTemplate, ...], Field(min_length=1, max_length=12)]
    """The topics, one after another."""
    decision: DecisionTemplate
    """The decision at the end."""
    texts: CouncilPaperTexts
    """Sentences for cards and papers."""
