"""How many agreed, disagreed and voted, per statement; and the statistics made of that.

All counts are arrays over statements. After Small et al. 2021 (see `components`).
"""

from dataclasses import dataclass

import numpy as np

from analysis.opinion.votes import Floats

SIGNIFICANT = 1.2816
"""z at which one in ten would be above it by chance (one-sided 90 %)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts ≥ 0 per statement; `voted` is agree + pass + disagree."""

    agree: Floats
    disagree: Floats
    voted: Floats

    def less(self, other: "Tally") -> "Tally":
        """Return the counts of everybody here who is not in `other`."""
        return Tally(
            agree=self.agree - other.agree,
            disagree=self.disagree - other.disagree,
            voted=self.voted - other.voted,
        )

    @property
    def passed(self) -> Floats:
        """How many have passed."""
        return self.voted - self.agree - self.disagree


def tally(votes: Floats) -> Tally:
    """Return the counts of votes (participants, statements)."""
    return Tally(
        agree=(votes == 1).sum(axis=0).astype(np.float64),
        disagree=(votes == -1).sum(axis=0).astype(np.float64),
        voted=(~np.isnan(votes)).sum(axis=0).astype(np.float64),
    )


def smoothed_share(hits: Floats, trials: Floats) -> Floats:
    """Return (hits + 1) / (trials + 2): the share, drawn to a half where there are few votes."""
    return (hits + 1) / (trials + 2)


def one_proportion_z(hits: Floats, trials: Floats) -> Floats:
    """Return z of a share being above a half: 2 √(n+1) ((h+1)/(n+1) − ½)."""
    return np.asarray(2 * np.sqrt(trials + 1) * ((hits + 1) / (trials + 1) - 0.5))


def two_proportions_z(
    hits: Floats, trials: Floats, other_hits: Floats, other_trials: Floats
) -> Floats:
    """Return z of one share being above another, every count + 1; 0 where all agree alike."""
    here, there = hits + 1, other_hits + 1
    size, other = trials + 1, other_trials + 1
    pooled = (here + there) / (size + other)
    spread = np.sqrt(np.maximum(0.0, pooled * (1 - pooled)) * (1 / size + 1 / other))
    apart = here / size - there / other
    return np.asarray(np.where(pooled < 1, apart / np.where(spread > 0, spread, 1.0), 0.0))


def relative_share(
    hits: Floats, trials: Floats, other_hits: Floats, other_trials: Floats
) -> Floats:
    """Return how much larger a smoothed share is here than there (representativeness)."""
    return smoothed_share(hits, trials) / smoothed_share(other_hits, other_trials)
