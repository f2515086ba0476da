"""Which side most of a group is on, told so coarsely that no single answer shows.

A row is a list of counts ≥ 0, one per option (and one for "no answer" where a prompt is optional);
its sum is the group's size n. Sides are sets of positions in the row: for and against, low and
high, or every option of a choice by itself. A side leads with more than half of the group; nobody
leads in a divided group. Where two sides are all there is, "divided" would then mean an exact tie,
so there a side leads only with more than two thirds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

Row = Sequence[int]

DIVIDED = -1
"""Stands in for the number of the leading side (0, 1, …) where no side leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The sides of an item; `is_everything` says that every position is on one of just two."""

    positions: tuple[frozenset[int], ...]
    is_everything: bool

    def needed(self, size: int) -> int:
        """Return how many of a group of `size` a side needs in order to lead."""
        return (2 * size // 3 if self.is_everything else size // 2) + 1

    def leader(self, row: Row) -> int:
        """Return the number of the side that leads in `row`, or DIVIDED."""
        needed = self.needed(sum(row))
        counts = (sum(row[position] for position in side) for side in self.positions)
        return next((side for side, count in enumerate(counts) if count >= needed), DIVIDED)

    def least(self, group: Collection[int], *, size: int, leader: int) -> int:
        """Return how many answers the sides in `group` have at least, given the leader."""
        return self.needed(size) if leader in group else 0

    def most(self, group: Collection[int], *, size: int, leader: int) -> int:
        """Return how many answers the sides in `group` can have together, given the leader."""
        if leader in group:
            return size
        if leader == DIVIDED:
            return min(size, len(group) * (self.needed(size) - 1))
        return size - self.needed(size)


def sides(positions: Sequence[Collection[int]], *, width: int) -> Sides:
    """Return the sides at `positions` of rows with `width` counts; sides share no position."""
    groups = tuple(frozenset(side) for side in positions)
    is_everything = len(groups) == 2 and sum(map(len, groups)) == width
    return Sides(positions=groups, is_everything=is_everything)
