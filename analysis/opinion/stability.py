"""Whether a direction or a group is more than noise.

At the size of an office groups are mostly noise: thirty people who vote at random on ten statements
fall into groups with a silhouette of 0.43. So nothing is shown that votes shuffled within each
statement show as well (permutation test; for directions Horn 1965, parallel analysis), and no
groups that most people would leave if a fifth of them had stayed away (Hubert and Arabie 1985).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.opinion.grouping import Grouping, group
from analysis.opinion.votes import Floats, VoteTable, Whole

SHUFFLES = 39
"""So many shuffled tables put a result that beats all of them at p = 1/40."""
SIGNIFICANCE = 0.05
SUBSAMPLES = 20
SUBSAMPLE_SHARE = 0.8
STABLE = 0.6
SEED = 2021
FEWEST_PEOPLE = 4
MOST_TESTED = 400

Reason = Literal["too_few_people", "nothing_differs", "like_noise", "unstable", "small_group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Honesty:
    """What the tests say.

    `axis_p` and `groups_p` are the p of the first component and of the silhouette (0 … 1);
    `stability` is the median adjusted Rand index of subsamples (≤ 1). `reasons` say why no groups
    are shown; empty if they are.
    """

    axis_p: float
    groups_p: float
    stability: float
    smallest_group: int
    reasons: tuple[Reason, ...]

    @property
    def has_axis(self) -> bool:
        """Say whether the main direction is more than noise."""
        return self.axis_p < SIGNIFICANCE

    @property
    def has_groups(self) -> bool:
        """Say whether there are groups that may be shown."""
        return not self.reasons


def examine(table: VoteTable, found: Grouping, *, k: int) -> Honesty:
    """Return whether groups of everybody in `table` hold; k is the smallest group of the process.

    People must be in a fixed order: the shuffles are drawn from a fixed seed.
    """
    smallest = int(found.sizes.min()) if len(found.sizes) else 0
    if len(table.participants) < max(FEWEST_PEOPLE, k):
        return _unsure("too_few_people", smallest)
    if len(found.sizes) < 2:
        return _unsure("nothing_differs", smallest)
    table, found = _few_enough(table, found)
    noise = [(float(one.components.explained[0]), one.silhouette) for one in _shuffled(table)]
    explained = float(found.components.explained[0])
    axis_p = _p([axis >= explained for axis, _ in noise])
    groups_p = _p([score >= found.silhouette for _, score in noise])
    stability = float(np.median([_agreement(table, found, rows) for rows in _subsamples(table)]))
    failed: list[tuple[bool, Reason]] = [
        (groups_p >= SIGNIFICANCE, "like_noise"),
        (stability < STABLE, "unstable"),
        (smallest < k, "small_group"),
    ]
    return Honesty(
        axis_p=axis_p,
        groups_p=groups_p,
        stability=stability,
        smallest_group=smallest,
        reasons=tuple(reason for is_failed, reason in failed if is_failed),
    )


def _few_enough(table: VoteTable, found: Grouping) -> tuple[VoteTable, Grouping]:
    """Return what is tested: of many people a sample, in which noise looks more like groups."""
    people = len(table.participants)
    if people <= MOST_TESTED:
        return table, found
    chance = np.random.default_rng(SEED)
    sample = table.of(np.sort(chance.choice(people, MOST_TESTED, replace=False)).astype(np.int64))
    return sample, group(sample)


def adjusted_rand_index(one: Whole, other: Whole) -> float:
    """Return how alike two divisions of the same people are: 1 equal, about 0 by chance.

    Divisions that put everybody together, or everybody alone, are equal only to themselves.
    """
    _, rows = np.unique(one, return_inverse=True)
    _, columns = np.unique(other, return_inverse=True)
    table = np.zeros((rows.max(initial=-1) + 1, columns.max(initial=-1) + 1))
    np.add.at(table, (rows, columns), 1)
    together = _pairs(table).sum()
    left, right = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    everything = _pairs(np.array([float(len(one))])).sum()
    if not everything:
        return 1.0
    expected, most = left * right / everything, (left + right) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def _pairs(counts: Floats) -> Floats:
    return counts * (counts - 1) / 2


def _p(beaten: list[bool]) -> float:
    return (1 + sum(beaten)) / (1 + len(beaten))


def _shuffled(table: VoteTable) -> Iterator[Grouping]:
    """Yield the groups of tables in which each statement's votes were dealt out anew.

    They are dealt out among those who voted on it, so that who voted on how much stays as it is.
    """
    chance = np.random.default_rng(SEED)
    voted = [np.flatnonzero(column) for column in table.has_voted.T]
    for _ in range(SHUFFLES):
        votes = table.votes.copy()
        for number, people in enumerate(voted):
            votes[people, number] = chance.permutation(votes[people, number])
        yield group(
            VoteTable(
                participants=table.participants,
                statements=table.statements,
                votes=votes,
                zeroed=table.zeroed,
            )
        )


def _subsamples(table: VoteTable) -> Iterator[Whole]:
    chance = np.random.default_rng(SEED)
    people = len(table.participants)
    size = max(2, round(SUBSAMPLE_SHARE * people))
    for _ in range(SUBSAMPLES):
        yield np.sort(chance.choice(people, size, replace=False)).astype(np.int64)


def _agreement(table: VoteTable, found: Grouping, rows: Whole) -> float:
    return adjusted_rand_index(found.labels[rows], group(table.of(rows)).labels)


def _unsure(reason: Reason, smallest: int) -> Honesty:
    return Honesty(
        axis_p=1.0, groups_p=1.0, stability=0.0, smallest_group=smallest, reasons=(reason,)
    )
