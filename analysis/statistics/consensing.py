"""Systemisches Konsensieren: the option that the group resists least.

Resistance is 0 (none) … 10 (most). Whoever abstains is left out and told; the option of leaving
everything as it is is always among the options (Paulus, Schrotta and Visotschnig 2009).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST = 10
STRONG = 8
"""From here on a resistance is strong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResistance:
    """The resistance of a group to one option.

    `percent` is 100 · Σ / (10 · raters), 0 … 100; None if nobody rated. `strong_count` is how many
    resist with STRONG or more.
    """

    option: str
    rater_count: int
    abstained_count: int
    resistance_sum: int
    strong_count: int

    @property
    def percent(self) -> Fraction | None:
        """The group's resistance in percent."""
        if not self.rater_count:
            return None
        return Fraction(100 * self.resistance_sum, MOST * self.rater_count)

    @property
    def acceptance_percent(self) -> Fraction | None:
        """100 minus the resistance in percent."""
        return None if self.percent is None else 100 - self.percent


def group_resistance(option: str, ratings: Sequence[int | None]) -> GroupResistance:
    """Return the resistance to an option; None stands for an abstention.

    Raises ValueError for ratings outside 0 … 10.
    """
    given = [one for one in ratings if one is not None]
    if any(not 0 <= one <= MOST for one in given):
        raise ValueError("resistance is 0 to 10")
    return GroupResistance(
        option=option,
        rater_count=len(given),
        abstained_count=len(ratings) - len(given),
        resistance_sum=sum(given),
        strong_count=sum(one >= STRONG for one in given),
    )


def least_resistance_first(
    ratings: Mapping[str, Sequence[int | None]],
) -> tuple[GroupResistance, ...]:
    """Return all options, least resistance first; options nobody rated last; ties as they stand."""
    found = [group_resistance(option, given) for option, given in ratings.items()]
    return tuple(sorted(found, key=lambda one: (one.percent is None, one.percent or Fraction(0))))
