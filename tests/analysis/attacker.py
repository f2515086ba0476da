"""Somebody who knows everything published and the rule, and tries every office that fits.

Written without a look at how counts are withheld: it asks `summarise` only what it would have said
about every other table with the same departments, and counts what is left possible.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from analysis.summarise import summarise
from analysis.summary import Summary, Tendency
from participation.templates.prompts import Prompt
from tests.analysis.examples import block, counts, process

Row = tuple[int, ...]
Rows = tuple[Row, ...]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All that one summary tells about an item."""

    over_all: tuple[int | None, ...]
    tendencies: tuple[tuple[Tendency | None, str], ...]

    @property
    def has_tendency(self) -> bool:
        return any(tendency is not None for tendency, _ in self.tendencies)


def rows_of(size: int, width: int) -> Iterator[Row]:
    """Yield every way to spread `size` answers over `width` options."""
    if width == 1:
        yield (size,)
        return
    for first in range(size + 1):
        for rest in rows_of(size - first, width - 1):
            yield (first, *rest)


def sight(summary: Summary) -> Sight:
    (item,) = summary.items
    return Sight(
        over_all=tuple(option.count for option in item.options),
        tendencies=(
            (item.tendency, item.leading),
            *((department.tendency, department.leading) for department in item.departments),
        ),
    )


def all_tables(prompt: Prompt, sizes: Sequence[int], width: int) -> dict[Sight, list[Rows]]:
    """Return every table that departments of these sizes can answer, by what is shown of it."""
    asked = block(prompt)
    running = process(asked, sizes)
    tables: dict[Sight, list[Rows]] = defaultdict(list)
    for rows in product(*(list(rows_of(size, width)) for size in sizes)):
        tables[sight(summarise(running, asked, counts(prompt, rows)))].append(rows)
    return tables


def insiders(tables: list[Rows]) -> Iterator[list[Rows]]:
    """Yield what is left of `tables` for everybody who knows two answers with departments."""
    cells = [(number, place) for number, row in enumerate(tables[0]) for place in range(len(row))]
    for known in combinations_with_replacement(cells, 2):
        needed = Counter(known)
        left = [rows for rows in tables if all(rows[d][p] >= n for (d, p), n in needed.items())]
        if left:
            yield left


def fewest_over_all(seen: Sight, tables: list[Rows]) -> int:
    """Return the smallest number of values left for a withheld count over all."""
    withheld = [place for place, count in enumerate(seen.over_all) if count is None]
    values = [len({sum(row[place] for row in rows) for rows in tables}) for place in withheld]
    return min(values, default=len(tables) + 1000)


def fewest_by_department(tables: list[Rows]) -> int:
    """Return the smallest number of values left for a count of a department."""
    numbers, places = range(len(tables[0])), range(len(tables[0][0]))
    return min(len({rows[d][p] for rows in tables}) for d in numbers for p in places)
