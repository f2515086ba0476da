"""The one place where counts are withheld because they could point at people.

The attacker. Somebody knows everything that is published and this file. An insider also knows two
answers with their departments: their own and a colleague's. k is the process's smallest group
(k ≥ 5); "values" are the values that a withheld count can still have for them.

1. Fewer than k answers in the whole block: nothing is shown.

2. An item over all. The row of counts (with one for "no answer" if the prompt is optional: who
   skipped a question is a small group, too) is shown in full if every count is at least k + 2.
   Otherwise the smallest counts are withheld: at least two, together at least k + 2 and together
   less than each count that is shown. If that leaves nothing to show, all are withheld. Zeros are
   small counts: a visible zero says of everybody what they did not choose, and if only 1 … k − 1
   left a gap, a gap would say "not zero".
   Why k + 2: an insider takes two people away and must still be left with k values.
   Why "less than each that is shown": whoever knows the rule knows that the withheld counts are
   the smallest. If their sum could exceed a shown count, this alone would bound them from below
   (the minimality attack: Wong et al. 2007, VLDB). So every way to share out the sum stays open.
   As the withheld counts sum to k + 2 or more, nothing nearly unanimous is ever shown in counts.

3. Tendencies stand in for counts, over all and by department, for groups of 2k and more (3k + 5
   if there are two sides and no middle). By department there are tendencies only: "counts where
   every cell is safe, else tendencies" breaks. Take 33 : 17 over departments of 20 and 30, with
   the tendencies "divided" and "the first": that counts were refused then fixes every cell.
   A department whose size is withheld shows nothing, a single department is the total, and one
   alone that is large enough is not compared with anything: then no department is shown.

4. Both together. Tendencies say how many answers a side has at least and at most. Where these
   bounds come closer than k to the counts over all, the counts over all are withheld as well. It
   must be these: withholding the tendencies instead would say that they were near the bounds.
   The tendency over all then stands only if it follows from those of the departments.

5. Turnout: a department with fewer than k answers is withheld, with others as in rule 2. These are
   told together as one group, whose size follows from the total (`told_groups`); for the rules
   above it is a department like any other. That all or nearly all took part is shown: it says
   nothing about anybody's answer, and the total says it anyway. Invited numbers are on file in
   every office; they are left out with the answers only.

Promised, and tested by enumerating every table that fits a summary: where no tendency is shown,
an insider has k values for every withheld count over all. Where one is, everybody else has k
values for every count, over all and by department, and an insider k − 2, so that at least two more
dissenters than they know remain possible. Everybody but insiders has k values for the turnout.
Limits: of exactly k answers an insider has k − 1 values, though only the total is shown. Three
known answers, or knowing from outside who was on leave, are not covered. `analysis.disclosure`
works out by linear programme what a real publication leaves possible, without a look at these
rules. Background: Hundepool et al. 2012, Statistical Disclosure Control, ch. 4 and 5; deciding from
what is published anyway: Kenthapadi, Mishra and Nissim 2005, Simulatable Auditing (PODS).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.tendencies import Row, Sides

INSIDERS = 2
"""How many answers an insider knows: their own and one colleague's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The raw counts of one item: a row per department, all of the same length ≥ 1.

    `unsized` are the departments (positions in `rows`) whose number of answers is not shown.
    """

    rows: tuple[Row, ...]
    unsized: frozenset[int]
    sides: Sides

    @property
    def total(self) -> Row:
        """The row over all departments."""
        return [sum(column) for column in zip(*self.rows, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What may be shown of a table.

    `withheld` are positions of the row over all. `leader` (over all) and `leaders` (one per
    department) are sides or DIVIDED; None says that no tendency is shown.
    """

    withheld: frozenset[int]
    leader: int | None
    leaders: tuple[int | None, ...]


def withheld_positions(row: Row, *, k: int, least: int) -> frozenset[int]:
    """Return which counts of a row with a known sum are withheld (rule 2).

    `least` is the smallest count that is shown beside others: k + INSIDERS for answers. Returns no
    position, or at least two (a row of one has nothing to withhold against and goes as a whole).
    """
    if min(row) >= least:
        return frozenset()
    ascending = sorted(range(len(row)), key=lambda position: row[position])
    for many in range(2, len(row)):
        hidden = sum(row[position] for position in ascending[:many])
        if k + INSIDERS <= hidden < row[ascending[many]]:
            return frozenset(ascending[:many])
    return frozenset(ascending)


def release(table: Table, *, k: int) -> Release:
    """Return what may be shown of an item that at least k people could answer (rules 2 to 4)."""
    total = table.total
    everything = frozenset(range(len(total)))
    withheld = withheld_positions(total, k=k, least=k + INSIDERS)
    leaders = _leaders(table, k)
    if not _has_room(table, leaders, withheld, k):
        withheld = everything
    leader = _leader_over_all(table, leaders, k) if withheld == everything else None
    return Release(withheld=withheld, leader=leader, leaders=leaders)


def smallest_group(sides: Sides, k: int) -> int:
    """Return from which size on a group's tendency leaves every count k possible values (rule 3).

    Of n answers a leading side has needed … n, any other 0 … n − needed, and in a divided group
    every side 0 … needed − 1: with 2k people that is k values or more. If two sides are everything,
    a divided group has n − needed + 1 … needed − 1 on each, less what rule 2 shows in full.
    """
    return 3 * (k + INSIDERS) - 1 if sides.is_everything else 2 * k


def _leaders(table: Table, k: int) -> tuple[int | None, ...]:
    """Return each department's tendency, if at least two are large enough to be compared.

    One alone compares nothing and would cost counts over all. Only sizes decide, so that whether
    tendencies are shown tells nothing of the answers.
    """
    large = [
        department not in table.unsized and sum(row) >= smallest_group(table.sides, k)
        for department, row in enumerate(table.rows)
    ]
    if sum(large) < 2:
        return (None,) * len(table.rows)
    return tuple(
        table.sides.leader(row) if is_large else None
        for row, is_large in zip(table.rows, large, strict=True)
    )


def _leader_over_all(table: Table, leaders: Sequence[int | None], k: int) -> int | None:
    """Return the tendency over all if it stands alone or adds nothing to the departments'."""
    size = sum(table.total)
    if size < smallest_group(table.sides, k):
        return None
    leader = table.sides.leader(table.total)
    if all(known is None for known in leaders):
        return leader
    needed = table.sides.needed(size)
    bounds = [_bounds(table, leaders, [side]) for side in range(len(table.sides.positions))]
    follows = (
        bounds[leader][0] >= needed if leader >= 0 else all(most < needed for _, most in bounds)
    )
    return leader if follows else None


def _has_room(
    table: Table, leaders: Sequence[int | None], withheld: frozenset[int], k: int
) -> bool:
    """Say whether counts over all stay k away from the bounds that tendencies set (rule 4)."""
    total = table.total
    hidden = sum(total[position] for position in withheld)
    for group in _groups(table.sides, withheld):
        positions = frozenset[int]().union(*(table.sides.positions[side] for side in group))
        shown = sum(total[position] for position in positions - withheld)
        reachable = shown + hidden if positions & withheld else shown
        least, most = _bounds(table, leaders, group)
        if least and reachable - least < k:
            return False
        if most < sum(total) and most - shown < k:
            return False
    return True


def _groups(sides: Sides, withheld: frozenset[int]) -> Iterator[Collection[int]]:
    """Yield the sides that together can be bounded: each, every two, and all that are withheld."""
    every = range(len(sides.positions))
    yield from ([side] for side in every)
    yield from combinations(every, 2)
    if touched := [side for side in every if sides.positions[side] & withheld]:
        yield touched


def _bounds(table: Table, leaders: Sequence[int | None], group: Collection[int]) -> tuple[int, int]:
    """Return how many answers `group` has at least and at most by the tendencies alone."""
    least = most = 0
    for row, leader in zip(table.rows, leaders, strict=True):
        size = sum(row)
        if leader is None:
            most += size
        else:
            least += table.sides.least(group, size=size, leader=leader)
            most += table.sides.most(group, size=size, leader=leader)
    return least, most
