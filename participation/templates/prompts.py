"""The kinds of prompts a topic block can ask, as data."""

from typing import Annotated, Literal

from pydantic import Field

from participation.templates.local_text import Claim, Label, Plain, Question, Unit
from participation.templates.values import Day, Figure, Frozen, Key, Whole, YesNo

MOST_STATEMENTS = 40
STATUS_QUO = "status_quo"
"""The key of the option that a resistance prompt adds by itself: everything stays as it is."""


class Option(Frozen, title="Option"):
    """One answer of a choice."""

    key: Key
    """What is stored; small letters, digits and underscores; never change it later."""
    text: Claim
    """What people read."""


class Statement(Frozen, title="Statement"):
    """A single claim that people agree or disagree with, or pass."""

    key: Key
    """What is stored; small letters, digits and underscores; never change it later."""
    text: Claim
    """One claim in one clause, so that agreeing has one meaning."""
    plain: Plain | None = None
    """The same in plain language: short sentences, everyday words; shown on demand."""


class AnyPrompt(Frozen):
    """What all kinds of prompts share."""

    key: Key
    """What is stored; small letters, digits and underscores; never change it later."""
    question: Question
    """What people are asked."""
    help: Claim | None = None
    """One more sentence below the question, for those who need it."""
    plain: Plain | None = None
    """The question in plain language: short sentences, everyday words; shown on demand."""
    is_optional: YesNo = False
    """Whether people may go on without answering."""


class StatementsPrompt(AnyPrompt, title="Prompt: statements"):
    """Statements shown one after another; each is answered agree, disagree or pass."""

    kind: Literal["statements"]
    """The kind of prompt."""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=MOST_STATEMENTS)]
    """The statements; every person sees them in another, balanced order."""
    allows_proposals: YesNo = False
    """Whether participants can propose statements; moderators decide which are asked."""
    most_proposals: Annotated[Whole, Field(ge=1, le=5)] = 2
    """How many statements one person can propose."""
    proposal_length: Annotated[Whole, Field(ge=40, le=240)] = 140
    """The greatest number of characters of a proposed statement."""


class ScalePrompt(AnyPrompt, title="Prompt: scale"):
    """A labelled scale of 2 to 11 points, stored as 1 … points."""

    kind: Literal["scale"]
    """The kind of prompt."""
    points: Annotated[Whole, Field(ge=2, le=11)]
    """How many points the scale has."""
    low_label: Label
    """What the lowest point means."""
    high_label: Label
    """What the highest point means."""


class SingleChoicePrompt(AnyPrompt, title="Prompt: single choice"):
    """Exactly one of several options."""

    kind: Literal["single_choice"]
    """The kind of prompt."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    """The options, in the order in which they are shown."""


class MultipleChoicePrompt(AnyPrompt, title="Prompt: multiple choice"):
    """Several of several options, with a limit that makes people weigh them."""

    kind: Literal["multiple_choice"]
    """The kind of prompt."""
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=20)]
    """The options, in the order in which they are shown."""
    most_choices: Annotated[Whole, Field(ge=2, le=20)]
    """How many options may be chosen at most."""
    least_choices: Annotated[Whole, Field(ge=1, le=19)] = 1
    """How many options must be chosen at least; not all of them."""


class RankingPrompt(AnyPrompt, title="Prompt: ranking"):
    """All options brought into an order, best first, by giving each a rank."""

    kind: Literal["ranking"]
    """The kind of prompt."""
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]
    """The options, in the order in which they are shown."""


class ResistancePrompt(AnyPrompt, title="Prompt: resistance"):
    """How much resistance (0–10) each option meets: Systemisches Konsensieren."""

    kind: Literal["resistance"]
    """The kind of prompt."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=7)]
    """The options, without the one that everything stays as it is."""
    may_stay_as_is: YesNo = True
    """Whether it is still open that everything stays as it is; this is then asked as well."""


class NumberPrompt(AnyPrompt, title="Prompt: number"):
    """A number between two bounds."""

    kind: Literal["number"]
    """The kind of prompt."""
    minimum: Figure
    """The smallest number that can be answered."""
    maximum: Figure
    """The largest number that can be answered; results are told in at most five equal bands."""
    decimals: Annotated[Whole, Field(ge=0, le=2)] = 0
    """How many decimal places an answer may have."""
    unit: Unit | None = None
    """What is counted or measured; people read it behind the number."""


class DatePrompt(AnyPrompt, title="Prompt: date"):
    """A day between two bounds, which move along when a process is started later."""

    kind: Literal["date"]
    """The kind of prompt."""
    earliest: Day
    """The first day that can be answered."""
    latest: Day
    """The last day that can be answered; results are told in at most five equal bands."""


class TextPrompt(AnyPrompt, title="Prompt: text"):
    """Free text of at most `max_length` characters."""

    kind: Literal["text"]
    """The kind of prompt."""
    max_length: Annotated[Whole, Field(ge=20, le=2000)] = 600
    """The greatest number of characters."""


Prompt = Annotated[
    StatementsPrompt
    | ScalePrompt
    | SingleChoicePrompt
    | MultipleChoicePrompt
    | RankingPrompt
    | ResistancePrompt
    | NumberPrompt
    | DatePrompt
    | TextPrompt,
    Field(discriminator="kind"),
]
