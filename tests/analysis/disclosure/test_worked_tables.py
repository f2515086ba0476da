"""Worked tables of the literature: what has to be withheld so that small cells stay open.

A cell is told, the greatest first, unless the audit says that a small one could then be worked out.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from analysis.disclosure.exact_simplex import Constraint
from analysis.disclosure.whole_numbers import Programme
from tests.reference import REFERENCE, needs_reference

FILE = "oracles/cell_suppression.json"

Cell = tuple[str, str]
Cells = Mapping[Cell, frozenset[int]]


def all_cells(table: list[dict[str, Any]], *, with_unions: bool) -> Iterator[tuple[Cell, set[int]]]:
    """Yield every cell of age by country with all margins, and the rows it sums up."""
    unions = {row["eu"] for row in table} if with_unions else set()
    for age in {row["age"] for row in table} | {"Total"}:
        for place in {row["geo"] for row in table} | {"Total"} | unions:
            yield (
                (age, place),
                {
                    number
                    for number, row in enumerate(table)
                    if age in (row["age"], "Total") and place in (row["geo"], row["eu"], "Total")
                },
            )


def is_exposed(primary: set[Cell], published: set[Cell], cells: Cells, counts: list[int]) -> bool:
    programme = Programme(
        len(counts),
        [
            Constraint(dict.fromkeys(cells[one], 1), "=", sum(counts[row] for row in cells[one]))
            for one in published
        ],
    )
    for cell in primary:
        weights = dict.fromkeys(cells[cell], 1)
        least, greatest = programme.least(weights), programme.greatest(weights)
        assert least is not None
        assert greatest is not None
        if least.value == greatest.value:
            return True
    return False


@needs_reference
@pytest.mark.parametrize(
    ("name", "small", "with_unions"), [("maxN1_age_geo", 1, False), ("maxN2_age_geo_eu", 2, True)]
)
def test_worked_tables_come_out_as_published(name: str, small: int, with_unions: bool) -> None:
    known = json.loads(Path(REFERENCE, FILE).read_text())
    counts = [row["freq"] for row in known["table"]]
    cells = {
        cell: frozenset(rows) for cell, rows in all_cells(known["table"], with_unions=with_unions)
    }
    value = {cell: sum(counts[row] for row in rows) for cell, rows in cells.items()}
    primary = {cell for cell in cells if value[cell] <= small}
    published = {("Total", "Total")}
    for cell in sorted(cells, key=lambda one: (-value[one], one)):
        if cell not in primary and not is_exposed(primary, published | {cell}, cells, counts):
            published.add(cell)
    assert primary == set(map(tuple, known[name]["primary"]))
    withheld = set(cells) - published
    assert withheld == set(map(tuple, known[name]["suppressed"]))
    # None of them is withheld in vain: with any one more, a small cell is known.
    for cell in withheld - primary:
        assert is_exposed(primary, published | {cell}, cells, counts), cell
