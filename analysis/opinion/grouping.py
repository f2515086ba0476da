"""From votes to groups of people, in one go and always the same for the same votes."""

from dataclasses import dataclass

import numpy as np

from analysis.opinion.clusters import base_clusters, group_clusters, silhouette
from analysis.opinion.components import Components, principal_components
from analysis.opinion.votes import Floats, Mask, VoteTable, Whole

VOTES_TO_TAKE_PART = 7
FEWEST_PEOPLE = 15
NOT_VOTED = 2.0
"""Sorts behind every vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Where everybody stands who takes part, and in which group (people).

    `points` are (people, 2). `silhouette` is that of the base clusters (−1 … 1); `sizes` are
    people per group, largest group first: group 0 is the largest.
    """

    components: Components
    points: Floats
    labels: Whole
    silhouette: float

    @property
    def sizes(self) -> Whole:
        """People per group."""
        return np.bincount(self.labels).astype(np.int64)


def takes_part(table: VoteTable) -> Mask:
    """Say who takes part in grouping: whoever voted on min(7, number of statements) or more.

    If these are fewer than FEWEST_PEOPLE, the most active of the others are added.
    """
    votes = table.has_voted.sum(axis=1)
    mask = votes >= max(1, min(VOTES_TO_TAKE_PART, len(table.statements)))
    missing = FEWEST_PEOPLE - int(mask.sum())
    if missing > 0:
        others = np.flatnonzero(~mask & (votes > 0))
        mask[others[np.argsort(-votes[others], kind="stable")][:missing]] = True
    return np.asarray(mask, dtype=np.bool_)


def in_fixed_order(table: VoteTable) -> VoteTable:
    """Return the same table with people ordered by their votes alone.

    Clusters begin with the first points, and noise is drawn by position: neither may depend on
    names, or on the order in which rows came.
    """
    keys = np.where(np.isnan(table.votes), NOT_VOTED, table.votes)
    return table.of(np.lexsort(keys.T[::-1]) if keys.size else np.arange(len(table.participants)))


def group(table: VoteTable) -> Grouping:
    """Return the groups of everybody in the table; one group where nothing can be told apart."""
    components = principal_components(table)
    points = components.project(table)
    bases = base_clusters(points)
    sizes = np.bincount(bases.labels, minlength=bases.count).astype(np.float64)
    clusters = group_clusters(bases.centres, sizes)
    labels = _largest_first(clusters.labels[bases.labels]) if len(points) else bases.labels
    return Grouping(
        components=components,
        points=points,
        labels=labels,
        silhouette=silhouette(bases.centres, clusters.labels),
    )


def _largest_first(labels: Whole) -> Whole:
    """Return labels numbered by size; equal sizes keep their order."""
    order = np.argsort(-np.bincount(labels), kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places[labels].astype(np.int64)
