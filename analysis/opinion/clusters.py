"""Groups of people who stand near each other: k-means in two steps, as Polis does it.

First people are gathered in up to a hundred base clusters, then these in two to five groups; how
many there are is decided by the best mean silhouette.
"""

from dataclasses import dataclass

import numpy as np

from analysis.opinion.votes import Floats, Whole

MOST_BASES = 100
MOST_GROUPS = 5
PEOPLE_PER_GROUP = 12
ROUNDS = 20
NEAR_ENOUGH = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Centres (k, 2), and to which of them each point belongs (points)."""

    centres: Floats
    labels: Whole

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return len(self.centres)


def weighted_k_means(points: Floats, weights: Floats, start: Floats) -> Clusters:
    """Return clusters of weighted points (n, 2), beginning with the centres `start` (k, 2).

    Stops when no centre moves by as much as NEAR_ENOUGH, or after ROUNDS; clusters that lose all
    their points are left out. A point between two centres goes to the first.
    """
    centres = start.astype(np.float64)
    labels = _nearest(points, centres)
    for _ in range(ROUNDS):
        moved = _centres(points, weights, labels, centres)
        shift = np.abs(moved - centres).max(initial=0.0)
        centres = moved
        labels = _nearest(points, centres)
        if shift < NEAR_ENOUGH:
            break
    kept, renumbered = np.unique(labels, return_inverse=True)
    return Clusters(centres=centres[kept], labels=renumbered.astype(np.int64))


def base_clusters(points: Floats) -> Clusters:
    """Return up to MOST_BASES clusters of people; one each if there are no more people."""
    start = first_distinct(points, MOST_BASES)
    if len(points) <= MOST_BASES:
        return Clusters(centres=points.copy(), labels=np.arange(len(points), dtype=np.int64))
    return weighted_k_means(points, np.ones(len(points)), start)


def group_clusters(centres: Floats, sizes: Floats) -> Clusters:
    """Return two to five groups of base clusters, as many as have the best mean silhouette.

    A single group if there are fewer than two different points.
    """
    most = min(MOST_GROUPS, 2 + len(centres) // PEOPLE_PER_GROUP)
    best, best_score = _all_in_one(centres, sizes), -np.inf
    for count in range(2, most + 1):
        start = first_distinct(centres, count)
        if len(start) < count:
            break
        found = weighted_k_means(centres, sizes, start)
        score = silhouette(centres, found.labels)
        if found.count > 1 and score > best_score:
            best, best_score = found, score
    return best


def silhouette(points: Floats, labels: Whole) -> float:
    """Return the mean silhouette (−1 … 1) of points (n, 2); points alone in their cluster have 0.

    0 if there are fewer than two clusters (Rousseeuw 1987).
    """
    groups = np.unique(labels)
    if len(groups) < 2:
        return 0.0
    distances = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
    members = (labels[:, None] == groups[None, :]).astype(np.float64)
    sizes = members.sum(axis=0)
    sums = distances @ members
    own = members.astype(bool)
    own_size = sizes[None, :].repeat(len(points), axis=0)[own]
    inside = sums[own] / np.maximum(1, own_size - 1)
    outside = np.where(own, np.inf, sums / sizes).min(axis=1)
    widest = np.maximum(inside, outside)
    scores = np.where(widest > 0, (outside - inside) / np.where(widest > 0, widest, 1.0), 0.0)
    return float(np.where(own_size > 1, scores, 0.0).mean())


def first_distinct(points: Floats, count: int) -> Floats:
    """Return the first `count` different points, in their order; fewer if there are no more."""
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:count]]


def _all_in_one(points: Floats, weights: Floats) -> Clusters:
    if not len(points):
        return Clusters(centres=np.zeros((0, 2)), labels=np.zeros(0, dtype=np.int64))
    centre = np.average(points, axis=0, weights=weights)
    return Clusters(centres=centre[None, :], labels=np.zeros(len(points), dtype=np.int64))


def _nearest(points: Floats, centres: Floats) -> Whole:
    distances = np.linalg.norm(points[:, None, :] - centres[None, :, :], axis=2)
    return np.asarray(np.argmin(distances, axis=1), dtype=np.int64)


def _centres(points: Floats, weights: Floats, labels: Whole, before: Floats) -> Floats:
    """Return the weighted means of clusters; one without points stays where it was."""
    totals = np.bincount(labels, weights=weights, minlength=len(before))
    sums = np.stack(
        [
            np.bincount(labels, weights=weights * points[:, axis], minlength=len(before))
            for axis in range(points.shape[1])
        ],
        axis=1,
    )
    means = sums / np.where(totals > 0, totals, 1.0)[:, None]
    return np.where(totals[:, None] > 0, means, before)
