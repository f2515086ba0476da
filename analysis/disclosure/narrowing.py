"""How far somebody can narrow what is not shown of one item.

For each withheld count the least and the greatest value are worked out that fit everything known;
every whole number between them is a value it can have. An insider also knows two answers with their
departments; all pairs that fit are tried, whether anybody gave them or not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import NamedTuple

from analysis.disclosure.exact_simplex import Weights
from analysis.disclosure.model import Model, Target
from analysis.disclosure.whole_numbers import NOTHING, Programme, Table
from analysis.small_counts import INSIDERS


class Narrowed(NamedTuple):
    """What is left of one withheld count: `least` … `greatest`, for somebody (an insider)."""

    item: str
    department: str
    option: str
    is_insider: bool
    least: int
    greatest: int

    @property
    def values(self) -> int:
        """How many values are left."""
        return self.greatest - self.least + 1


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The audit of one item.

    `tried` is how many withheld counts were attacked, insiders each counted. `fewest` (for
    everybody) and `fewest_inside` (for insiders) are None where nothing is withheld. `narrowed` are
    the counts with fewer values than promised. `is_contradictory` says that no table fits.
    """

    tried: int
    fewest: int | None
    fewest_inside: int | None
    narrowed: tuple[Narrowed, ...]
    is_contradictory: bool = False


def narrow(model: Model, *, k: int) -> Narrowing:
    """Attack every target of a model; k is the smallest group of the process.

    Promised are k values to everybody, k − INSIDERS to insiders. Raises TooHardError.
    """
    programme = Programme(model.size, model.constraints)
    if programme.greatest({}) is None:
        return Narrowing(0, None, None, (), is_contradictory=True)
    pool: list[Table] = []
    seen = [_extremes(model, target, programme, pool) for target in model.targets]
    inside = list(_insiders(model, k - INSIDERS, programme, pool)) if model.known else []
    narrowed = [one for one in seen if one.values < k]
    narrowed += (one for one in inside if one.values < k - INSIDERS)
    pairs = len(model.known) * (len(model.known) + 1) // 2
    return Narrowing(
        tried=len(seen) * (1 + pairs),
        fewest=min((one.values for one in seen), default=None),
        fewest_inside=min((one.values for one in inside), default=None),
        narrowed=tuple(narrowed),
    )


def _extremes(
    model: Model, target: Target, programme: Programme, pool: list[Table], known: Weights = NOTHING
) -> Narrowed:
    least = programme.least(target.weights, known=known)
    greatest = programme.greatest(target.weights, known=known)
    if least is None or greatest is None:
        raise ValueError("no table fits")
    pool += (least.table, greatest.table)
    return Narrowed(
        model.item, target.department, target.option, bool(known), least.value, greatest.value
    )


def _insiders(
    model: Model, promised: int, programme: Programme, pool: list[Table]
) -> Iterator[Narrowed]:
    """Yield for each target what insiders can narrow it to: the pair that can do so most.

    Tables that were found on the way are shown to further pairs: those that fit what a pair knows
    are possible for it as well, and often leave enough values without another programme.
    """
    pairs = [_sum(*pair) for pair in combinations_with_replacement(model.known, 2)]
    possible = [pair for pair in pairs if programme.greatest({}, known=pair) is not None]
    fitting = [[table for table in pool if _fits(table, pair)] for pair in possible]
    for target in model.targets:
        found = [
            _spread(model, target, tables, promised)
            or _extremes(model, target, programme, tables, pair)
            for pair, tables in zip(possible, fitting, strict=True)
        ]
        if found:
            yield min(found, key=lambda one: one.values)


def _spread(
    model: Model, target: Target, tables: Sequence[Table], promised: int
) -> Narrowed | None:
    """Return what `tables` leave of a target, if that is enough already."""
    values = [_value(target.weights, table) for table in tables]
    if not values or max(values) - min(values) + 1 < promised:
        return None
    return Narrowed(model.item, target.department, target.option, True, min(values), max(values))


def _sum(one: Weights, other: Weights) -> Weights:
    return {cell: one.get(cell, 0) + other.get(cell, 0) for cell in {*one, *other}}


def _fits(table: Table, pair: Weights) -> bool:
    return all(table[cell] >= least for cell, least in pair.items())


def _value(weights: Weights, table: Table) -> int:
    return sum(weight * table[cell] for cell, weight in weights.items())
