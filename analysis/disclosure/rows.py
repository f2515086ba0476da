"""Turnout, and items whose answers are counted once: what is told of each cell of their table.

The cells of an item are its counts by department and position. How many answers a department has is
the sum of its cells. Items of a block share nothing but these sums, and of sums that are not told
every split that fits the turnout fits every item: nothing told of an item goes below the groups of
the turnout. So items can be looked at one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.disclosure.exact_simplex import Constraint
from analysis.disclosure.model import (
    Model,
    Target,
    departments_of,
    every_one,
    members,
    results_of,
    row,
    total_row,
)
from analysis.items import Item
from analysis.small_counts import smallest_group
from analysis.summary import DepartmentResult, ItemResult, Summary, Tendency
from analysis.tendencies import DIVIDED
from participation.process import Process

SIDES_OF_TENDENCIES: Mapping[Tendency, int] = {
    Tendency.MOSTLY_FOR: 0,
    Tendency.MOSTLY_AGAINST: 1,
    Tendency.MOSTLY_LOW: 0,
    Tendency.MOSTLY_HIGH: 1,
    Tendency.DIVIDED: DIVIDED,
}
NO_ANSWER = ""
"""Names the position of those who skipped the item."""


def turnout_model(process: Process, published: Sequence[Summary]) -> Model:
    """Return what publications of a block tell of how many answered in each department."""
    departments = departments_of(process)
    every = range(len(departments))
    constraints: list[Constraint] = []
    for summary in published:
        constraints.append(total_row(every, summary))
        constraints += (
            row(map(departments.index, members(one.department)), "=", one.answered_count)
            for one in summary.turnout.departments
            if one.answered_count is not None
        )
    shown = {
        one.department
        for summary in published
        for one in summary.turnout.departments
        if one.answered_count is not None
    }
    return Model(
        item="",
        size=len(departments),
        constraints=tuple(constraints),
        targets=tuple(
            Target(key, NO_ANSWER, {number: 1})
            for number, key in enumerate(departments)
            if key not in shown and len(departments) > 1
        ),
        known=(),
    )


def row_model(process: Process, item: Item, published: Sequence[Summary]) -> Model:
    """Return what publications of a block tell of an item."""
    cells = _Cells(departments_of(process), item)
    results = results_of(item.key, published)
    constraints = [one for summary, result in results for one in _told(cells, summary, result)]
    return Model(
        item=item.key,
        size=cells.size,
        constraints=tuple(constraints),
        targets=tuple(_targets(cells, [result for _, result in results])),
        known=tuple({cell: 1} for cell in range(cells.size)),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Numbers the cells: department after department, in each position after position."""

    departments: tuple[str, ...]
    item: Item

    @property
    def size(self) -> int:
        return len(self.departments) * self.item.width

    def of(self, departments: Sequence[str], positions: Sequence[int]) -> list[int]:
        width = self.item.width
        return [
            self.departments.index(department) * width + position
            for department in departments
            for position in positions
        ]

    def over_all(self, *positions: int) -> list[int]:
        return self.of(self.departments, positions)


def _told(cells: _Cells, summary: Summary, result: ItemResult) -> Iterator[Constraint]:
    item, every = cells.item, range(cells.item.width)
    yield total_row(range(cells.size), summary)
    for turnout in summary.turnout.departments:
        if turnout.answered_count is not None:
            group = members(turnout.department)
            yield row(cells.of(group, every), "=", turnout.answered_count)
    for position, option in enumerate(result.options):
        if option.count is not None:
            yield row(cells.over_all(position), "=", option.count)
    if item.may_be_skipped and result.answered_count is not None:
        answered = [position for position in every if position < len(item.options)]
        yield row(cells.over_all(*answered), "=", result.answered_count)
    yield from _tendency(cells, cells.departments, summary.turnout.answered_count, result)
    yield from _of_departments(cells, summary, result)


def _of_departments(cells: _Cells, summary: Summary, result: ItemResult) -> Iterator[Constraint]:
    sizes = {one.department: one.answered_count for one in summary.turnout.departments}
    least = smallest_group(cells.item.sides, summary.smallest_group)
    large = {key for key, size in sizes.items() if size is not None and size >= least}
    for one in result.departments:
        group = members(one.department)
        for position, option in enumerate(one.options):
            if option.count is not None:
                yield row(cells.of(group, [position]), "=", option.count)
        yield from _tendency(cells, group, sizes.get(one.department), one)
        is_silent = one.tendency is None and not one.options and cells.item.may_be_skipped
        if is_silent and one.department in large and len(large) > 1:
            # Whoever knows the rule knows that only "divided" is not said of it.
            yield from _leads(cells, group, sizes[one.department] or 0, DIVIDED)


def _tendency(
    cells: _Cells,
    group: Sequence[str],
    size: int | None,
    result: ItemResult | DepartmentResult,
) -> Iterator[Constraint]:
    if result.tendency is None:
        return
    if size is None:
        raise ValueError(f"a tendency of {cells.item.key} is told of a group without a size")
    if result.tendency is Tendency.MOSTLY_ONE:
        leader = cells.item.options.index(result.leading)
    else:
        leader = SIDES_OF_TENDENCIES[result.tendency]
    yield from _leads(cells, group, size, leader)


def _leads(cells: _Cells, group: Sequence[str], size: int, leader: int) -> Iterator[Constraint]:
    sides = cells.item.sides
    needed = sides.needed(size)
    for number, positions in enumerate(sides.positions):
        counts = cells.of(group, sorted(positions))
        if leader == number:
            yield row(counts, ">=", needed)
        elif leader == DIVIDED:
            yield row(counts, "<=", needed - 1)


def _targets(cells: _Cells, results: Sequence[ItemResult]) -> Iterator[Target]:
    names = (*cells.item.options, *([NO_ANSWER] if cells.item.may_be_skipped else []))
    for position, name in enumerate(names):
        if not any(_is_counted(result, position) for result in results):
            yield Target("", name, every_one(cells.over_all(position)))
        # The only department is the total.
        for department in cells.departments if len(cells.departments) > 1 else ():
            if not any(_is_counted_in(result, department, position) for result in results):
                yield Target(department, name, every_one(cells.of([department], [position])))


def _is_counted(result: ItemResult, position: int) -> bool:
    if position == len(result.options):
        return result.answered_count is not None
    return result.options[position].count is not None


def _is_counted_in(result: ItemResult, department: str, position: int) -> bool:
    return any(
        one.department == department
        and position < len(one.options)
        and one.options[position].count is not None
        for one in result.departments
    )
