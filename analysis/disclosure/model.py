"""What is known of the counts behind one item of a publication, as constraints on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analysis.disclosure.exact_simplex import Constraint, Weights
from analysis.summary import ItemResult, Summary
from analysis.told_groups import BETWEEN_KEYS
from participation.process import Process


class Target(NamedTuple):
    """A count that is not shown: of a department, or over all if `department` is empty."""

    department: str
    option: str
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One item of a publication.

    `size` is how many counts there are, `constraints` what is known of them, `targets` what must
    stay open. `known` are the answers that an insider may know: for each, which counts are at least
    one because of it.
    """

    item: str
    size: int
    constraints: tuple[Constraint, ...]
    targets: tuple[Target, ...]
    known: tuple[Weights, ...]


def departments_of(process: Process) -> tuple[str, ...]:
    """Return the keys of all departments."""
    return tuple(department.key for department in process.template.departments)


def members(told: str) -> tuple[str, ...]:
    """Return the departments of a group as the publication names it."""
    return tuple(told.split(BETWEEN_KEYS))


def every_one(variables: Iterable[int], weight: int = 1) -> dict[int, int]:
    """Return the sum of some counts (times `weight`)."""
    return dict.fromkeys(variables, weight)


def row(variables: Iterable[int], relation: Literal["=", "<=", ">="], bound: int) -> Constraint:
    """Return a constraint on the sum of some counts."""
    return Constraint(every_one(variables), relation, bound)


def total_row(variables: Iterable[int], summary: Summary) -> Constraint:
    """Return what is told of how many have answered: their number, or that they are too few."""
    answered = summary.turnout.answered_count
    if answered is None:
        return row(variables, "<=", summary.smallest_group - 1)
    return row(variables, "=", answered)


def results_of(item: str, published: Sequence[Summary]) -> list[tuple[Summary, ItemResult]]:
    """Return what each publication says of an item, beside the publication."""
    return [(one, found) for one in published for found in one.items if found.item == item]
