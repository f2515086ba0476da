"""What those could change who did not answer: the worst case, and nothing about likelihood.

Everybody was asked and who answered chose to; so there is no sample and no confidence interval.
"""

from fractions import Fraction
from typing import NamedTuple


class ShareBounds(NamedTuple):
    """Between which shares (0 … 1) of all invited the truth lies."""

    least: Fraction
    greatest: Fraction

    @property
    def could_turn(self) -> bool:
        """Say whether a majority could become a minority, or the other way round."""
        half = Fraction(1, 2)
        return self.least <= half <= self.greatest


def share_bounds(hits: int, answered: int, invited: int) -> ShareBounds | None:
    """Return the bounds if all who did not answer thought one way, or the other.

    `hits` of `answered` people said so, of `invited`. None where more answered than were invited or
    nobody was: then no rate means anything. Raises ValueError for impossible counts.
    """
    if not 0 <= hits <= answered:
        raise ValueError("hits are part of the answers")
    if invited < answered or invited == 0:
        return None
    silent = invited - answered
    return ShareBounds(Fraction(hits, invited), Fraction(hits + silent, invited))
