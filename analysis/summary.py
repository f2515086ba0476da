"""What a summary of a sealed block says; cards and papers render exactly this.

Everything here may be shown to everybody: small counts are already withheld. A count is a whole
number of people (≥ 0); `None` means "not shown", never "zero" and never "fewer than k".
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from participation.templates.local_text import LocalText

ItemKind = Literal[
    "statement", "scale", "single_choice", "multiple_choice", "resistance", "number", "date"
]


class Tendency(StrEnum):
    """What is said where counts would point at people.

    Statements are mostly for or against; scales, resistance, numbers and days mostly high or low;
    choices mostly one option; everything else is divided. Of a multiple choice the option is told
    that most have chosen, if it is one alone.
    """

    MOSTLY_FOR = "mostly_for"
    MOSTLY_AGAINST = "mostly_against"
    MOSTLY_HIGH = "mostly_high"
    MOSTLY_LOW = "mostly_low"
    MOSTLY_ONE = "mostly_one"
    DIVIDED = "divided"
    MOST_CHOSEN = "most_chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionResult:
    """How many chose one option; `key` is what was stored, `count` None if withheld."""

    key: str
    label: LocalText
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentResult:
    """One department's answers to one item: counts, or a tendency, or neither (withheld).

    `options` is empty unless counts are shown, which waits for the audit that `small_counts` names;
    `leading` is the option key that goes with MOSTLY_ONE or MOST_CHOSEN, else "".
    """

    department: str
    name: LocalText
    answered_count: int | None
    options: tuple[OptionResult, ...] = ()
    tendency: Tendency | None = None
    leading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """Everything shown about one item, over all and by department.

    `question` is the text of the statement or of the option that resistance is asked to, else the
    prompt's question. `options` always lists every option in the template's order, or every band
    from low to high, with count None where withheld; only of a multiple choice a person is counted
    at more than one option. `departments` is empty in an office of
    one department. `tendency` (with `leading`) stands in for counts over all and is None where any
    of these are shown or where even a tendency says too much.
    """

    item: str
    kind: ItemKind
    question: LocalText
    answered_count: int | None
    options: tuple[OptionResult, ...]
    departments: tuple[DepartmentResult, ...]
    tendency: Tendency | None = None
    leading: str = ""


class RankedOption(NamedTuple):
    """An option of a ranking; `key` is what was stored."""

    key: str
    label: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingResult:
    """In which order all together see the options of one ranking.

    `places` hold the options from the best mean rank down; those with the same one share a place.
    There are no places where the order is withheld.
    """

    item: str
    question: LocalText
    places: tuple[tuple[RankedOption, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentTurnout:
    """How many of a department were invited and have answered; None if withheld.

    Small departments are told together; then `department` is "first+second" and `name` says so.
    """

    department: str
    name: LocalText
    invited_count: int | None
    answered_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many were invited and have answered.

    `is_more_than_invited` says that the invited numbers cannot be right; then there is no rate.
    """

    invited_count: int
    answered_count: int | None
    departments: tuple[DepartmentTurnout, ...]
    is_more_than_invited: bool

    @property
    def rate(self) -> float | None:
        """Return answered / invited (0 … 1), or None if withheld or not a rate."""
        if self.answered_count is None or self.invited_count == 0 or self.is_more_than_invited:
            return None
        return self.answered_count / self.invited_count


class TextCount(NamedTuple):
    """How many wrote something for a text prompt; None if withheld."""

    prompt: str
    question: LocalText
    answered_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The result of one sealed block, safe to show to everybody.

    `smallest_group` is the k that counts were withheld by; `has_withheld` says whether any were.
    """

    process_id: str
    block_key: str
    smallest_group: int
    turnout: Turnout
    items: tuple[ItemResult, ...]
    text_counts: tuple[TextCount, ...]
    has_withheld: bool
    rankings: tuple[RankingResult, ...] = ()
