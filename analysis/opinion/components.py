"""The two directions in which people differ most, and where everybody stands on them.

After Small et al. 2021, Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces.
"""

from dataclasses import dataclass

import numpy as np

from analysis.opinion.votes import Floats, VoteTable

DIMENSIONS = 2
NOTHING = 1e-12
"""A variance of so little of the greatest is rounding, and no direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Means (statements), components (2, statements; unit length, or zero where there is none).

    `explained` are the shares of the variance that each component holds (0 … 1).
    """

    means: Floats
    components: Floats
    explained: Floats

    def project(self, table: VoteTable) -> Floats:
        """Return where participants stand, shape (participants, 2).

        x = √(S / max(1, n)) · Σ over voted (vote − mean) · component; whoever has voted on little
        is moved outwards as far as their few votes carry. Zeroed statements count as voted 0.
        """
        counted = table.counted
        voted = ~np.isnan(counted)
        apart = np.where(voted, np.nan_to_num(counted) - self.means, 0.0)
        few = np.sqrt(counted.shape[1] / np.maximum(1, voted.sum(axis=1)))
        return np.asarray(few[:, None] * (apart @ self.components.T), dtype=np.float64)

    @property
    def extremity(self) -> Floats:
        """How far a person stands from the middle who has only agreed to one statement (each)."""
        count = len(self.means)
        alone = np.sqrt(count) * (1 - self.means) * self.components
        return np.asarray(np.linalg.norm(alone, axis=0), dtype=np.float64)


def column_means(votes: Floats) -> Floats:
    """Return the mean of what was voted in each column; 0 where nobody has voted."""
    voted = ~np.isnan(votes)
    sums = np.where(voted, votes, 0.0).sum(axis=0)
    return np.asarray(sums / np.maximum(1, voted.sum(axis=0)), dtype=np.float64)


def principal_components(table: VoteTable) -> Components:
    """Return the components of all votes; missing votes count as their column's mean.

    The sign of a component is arbitrary; here its greatest weight is positive.
    """
    counted = table.counted
    means = column_means(counted)
    filled = np.where(np.isnan(counted), means, counted) - means
    components = np.zeros((DIMENSIONS, counted.shape[1]))
    explained = np.zeros(DIMENSIONS)
    if filled.size and np.any(filled):
        variances, directions = _leading(filled)
        for number, variance in enumerate(variances):
            if variance > NOTHING * variances[0]:
                direction = directions[number]
                components[number] = direction * np.sign(direction[np.argmax(np.abs(direction))])
        explained[: len(variances)] = variances / (filled**2).sum()
    return Components(means=means, components=components, explained=explained)


def _leading(filled: Floats) -> tuple[Floats, Floats]:
    """Return the greatest variances and their directions, by way of the smaller product.

    Exact to about 1e-12 for the two that are wanted, and many times as fast as taking the whole
    table apart.
    """
    is_wide = filled.shape[1] > filled.shape[0]
    product = filled @ filled.T if is_wide else filled.T @ filled
    values, vectors = np.linalg.eigh(product)
    many = min(DIMENSIONS, *filled.shape)
    variances = np.maximum(0.0, values[::-1][:many])
    chosen = vectors[:, ::-1][:, :many]
    if not is_wide:
        return variances, chosen.T
    directions = chosen.T @ filled
    lengths = np.linalg.norm(directions, axis=1, keepdims=True)
    return variances, directions / np.where(lengths > 0, lengths, 1.0)
