"""The kinds of prompts a topic block can ask, as data."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from participation.templates.local_text import Claim, Label, Question

KEY_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"
Key = Annotated[str, Field(pattern=KEY_PATTERN)]

# TOML knows numbers and truth values, so "5" or 1.0 for a number is a mistake, not a spelling.
Whole = Annotated[int, Field(strict=True)]
YesNo = Annotated[bool, Field(strict=True)]


class Frozen(BaseModel):
    """Base of everything read from a template: unchangeable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


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


class AnyPrompt(Frozen):
    """What all kinds of prompts share."""

    key: Key
    """What is stored; small letters, digits and underscores; never change it later."""
    question: Question
    """What people are asked."""
    help: Claim | None = None
    """One more sentence below the question, for those who need it."""
    is_optional: YesNo = False
    """Whether people may go on without answering."""


class StatementsPrompt(AnyPrompt, title="Prompt: statements"):
    """Statements shown one after another; each is answered agree, disagree or pass."""

    kind: Literal["statements"]
    """The kind of prompt."""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=40)]
    """The statements; every person sees them in another, balanced order."""


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


class TextPrompt(AnyPrompt, title="Prompt: text"):
    """Free text of at most `max_length` characters."""

    kind: Literal["text"]
    """The kind of prompt."""
    max_length: Annotated[Whole, Field(ge=20, le=2000)] = 600
    """The greatest number of characters."""


Prompt = Annotated[
    StatementsPrompt | ScalePrompt | SingleChoicePrompt | TextPrompt,
    Field(discriminator="kind"),
]
