"""By which groups a block is told: departments by themselves, and small ones together.

A department with fewer than k answers is not told by itself, and neither is another one if the
total minus the rest would reveal it (rule 5 of `small_counts`). Those departments are told together
as one group: how many answers they have together follows from the total anyway. Where that leaves
no department by itself, there is no group but the whole office, and nothing is told by department.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.labels import together_label
from analysis.small_counts import withheld_positions
from analysis.tendencies import Row
from participation.templates.local_text import LocalText
from participation.templates.template import Department

BETWEEN_KEYS = "+"


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """One or more departments (positions in the template); `is_sized` if their size is told."""

    positions: tuple[int, ...]
    is_sized: bool

    def merged(self, rows: Sequence[Row]) -> Row:
        """Return the row of counts of all its departments; `rows` has one per department."""
        return [sum(column) for column in zip(*(rows[one] for one in self.positions), strict=True)]


def told_groups(sizes: Sequence[int], *, k: int, is_merging: bool = True) -> tuple[ToldGroup, ...]:
    """Return the groups that departments with `sizes` answers are told by, merged ones last.

    Only these sizes decide, never an answer. Without `is_merging`, small departments are withheld.
    """
    every = range(len(sizes))
    if sum(sizes) < k:
        return tuple(ToldGroup((position,), is_sized=False) for position in every)
    withheld = withheld_positions(sizes, k=k, least=k)
    is_merged = is_merging and 0 < len(withheld) < len(sizes)
    alone = tuple(
        ToldGroup((position,), is_sized=position not in withheld)
        for position in every
        if not (is_merged and position in withheld)
    )
    return (*alone, ToldGroup(tuple(sorted(withheld)), is_sized=True)) if is_merged else alone


def key_of(group: ToldGroup, departments: Sequence[Department]) -> str:
    """Return the key of a group: that of its department, or all of them."""
    return BETWEEN_KEYS.join(departments[one].key for one in group.positions)


def name_of(group: ToldGroup, departments: Sequence[Department]) -> LocalText:
    """Return what a group is called."""
    names = [departments[one].name for one in group.positions]
    return names[0] if len(names) == 1 else together_label(names)
