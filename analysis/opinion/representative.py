"""Which statements stand for a group: said there clearly, and more clearly than elsewhere.

After Small et al. 2021 (see `components`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analysis.opinion.tallies import (
    SIGNIFICANT,
    Tally,
    one_proportion_z,
    relative_share,
    smoothed_share,
    two_proportions_z,
)

MOST_STATEMENTS = 5

Direction = Literal["agree", "disagree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """A statement that stands for a group.

    `statement` is its position. `share` is the smoothed share p (0 … 1) of those in the group who
    voted this way, `share_z` its z, `representativeness` how many times as large it is here as
    elsewhere, `representativeness_z` the z of that. `is_best_agree`: shown first in any case.
    """

    statement: int
    direction: Direction
    hits: int
    trials: int
    share: float
    share_z: float
    representativeness: float
    representativeness_z: float
    is_best_agree: bool = False

    @property
    def metric(self) -> float:
        """What representative statements are ranked by."""
        return self.representativeness * self.representativeness_z * self.share * self.share_z


class _Side(NamedTuple):
    """One statement in one direction."""

    hits: float
    share: float
    share_z: float
    ratio: float
    ratio_z: float

    @property
    def is_sufficient(self) -> bool:
        return self.ratio_z > SIGNIFICANT and self.share_z > SIGNIFICANT


class _Statement(NamedTuple):
    position: int
    trials: float
    agree: _Side
    disagree: _Side

    @property
    def direction(self) -> Direction:
        return "agree" if self.agree.ratio_z > self.disagree.ratio_z else "disagree"

    def as_representative(self, direction: Direction, *, best: bool = False) -> Representative:
        side = self.agree if direction == "agree" else self.disagree
        return Representative(
            statement=self.position,
            direction=direction,
            hits=int(side.hits),
            trials=int(self.trials),
            share=side.share,
            share_z=side.share_z,
            representativeness=side.ratio,
            representativeness_z=side.ratio_z,
            is_best_agree=best,
        )


def representative_statements(
    inside: Tally, outside: Tally, *, left_out: Sequence[bool]
) -> tuple[Representative, ...]:
    """Return up to MOST_STATEMENTS statements that stand for a group, agreement first.

    `outside` are the votes of everybody else who takes part. Statements `left_out` never stand for
    anybody. If none is sufficient, the one is returned that comes nearest.
    """
    statements = [one for one in _statements(inside, outside) if not left_out[one.position]]
    sufficient = [
        one for one in statements if one.agree.is_sufficient or one.disagree.is_sufficient
    ]
    best_agree = _best_agree(statements)
    ranked = sorted(
        (one.as_representative(one.direction) for one in sufficient), key=lambda one: -one.metric
    )
    if best_agree is None and not ranked:
        return _nearest(statements)
    chosen = [one for one in ranked if best_agree is None or one.statement != best_agree.position]
    first = [] if best_agree is None else [best_agree.as_representative("agree", best=True)]
    shown = [*first, *chosen][:MOST_STATEMENTS]
    return tuple(sorted(shown, key=lambda one: one.direction == "disagree"))


def _statements(inside: Tally, outside: Tally) -> Iterator[_Statement]:
    sides = []
    for here, there in ((inside.agree, outside.agree), (inside.disagree, outside.disagree)):
        sides.append(
            (
                here,
                smoothed_share(here, inside.voted),
                one_proportion_z(here, inside.voted),
                relative_share(here, inside.voted, there, outside.voted),
                two_proportions_z(here, inside.voted, there, outside.voted),
            )
        )
    for position in range(len(inside.voted)):
        agree, disagree = (_Side(*(float(one[position]) for one in side)) for side in sides)
        yield _Statement(position, float(inside.voted[position]), agree, disagree)


def _best_agree(statements: Sequence[_Statement]) -> _Statement | None:
    """Return the statement that a group agrees to best, whether or not others do as well."""
    best: _Statement | None = None
    for one in statements:
        side = one.agree
        if best is None:
            is_better = side.share_z > SIGNIFICANT or (side.ratio > 1 and side.share > 0.5)
        elif best.agree.ratio > 1:
            is_better = _agree_metric(side) > _agree_metric(best.agree)
        else:
            is_better = side.share * side.share_z > best.agree.share * best.agree.share_z
        if is_better:
            best = one
    return best


def _agree_metric(side: _Side) -> float:
    return side.ratio * side.ratio_z * side.share * side.share_z


def _nearest(statements: Sequence[_Statement]) -> tuple[Representative, ...]:
    if not statements:
        return ()
    nearest = max(statements, key=lambda one: max(one.agree.ratio_z, one.disagree.ratio_z))
    return (nearest.as_representative(nearest.direction),)
