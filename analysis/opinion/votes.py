"""A table of votes: one row per participant, one column per statement.

+1 agree, 0 pass, −1 disagree, NaN not voted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

VOTES = frozenset({-1, 0, 1})


class CastVote(NamedTuple):
    """One vote; of several by the same participant on the same statement the last counts."""

    participant: str
    statement: str
    vote: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTable:
    """Votes of `participants` on `statements`, shape (participants, statements).

    `zeroed` are statements that were moderated out or are about the people who answer (meta): they
    do not count for components, representative statements and consensus.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    votes: Floats
    zeroed: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def __post_init__(self) -> None:
        """Let no statement be zeroed unless told so, and refuse tables that do not fit."""
        if self.zeroed.shape != (len(self.statements),):
            object.__setattr__(self, "zeroed", np.zeros(len(self.statements), dtype=np.bool_))
        if self.votes.shape != (len(self.participants), len(self.statements)):
            raise ValueError("votes do not fit participants and statements")

    @property
    def counted(self) -> Floats:
        """The votes with zeroed statements all 0, as if everybody had passed."""
        return np.where(self.zeroed, 0.0, self.votes)

    @property
    def has_voted(self) -> Mask:
        """Who has voted on what."""
        return ~np.isnan(self.votes)

    def of(self, rows: Sequence[int] | Whole | Mask) -> "VoteTable":
        """Return the table of some participants, by position or mask."""
        chosen = np.asarray(rows)
        positions = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        return VoteTable(
            participants=tuple(self.participants[one] for one in positions),
            statements=self.statements,
            votes=self.votes[chosen],
            zeroed=self.zeroed,
        )


def vote_table(
    cast: Iterable[CastVote],
    *,
    statements: Sequence[str] = (),
    zeroed: Collection[str] = (),
) -> VoteTable:
    """Return the table of votes; participants and statements sorted by number, then by name.

    `statements` are those that were asked, if somebody may have voted on none of them. Raises
    ValueError for a vote that is not −1, 0 or 1.
    """
    last = {(one.participant, one.statement): one.vote for one in cast}
    if strange := set(last.values()) - VOTES:
        raise ValueError(f"votes are -1, 0 or 1, not {sorted(strange)}")
    people = tuple(sorted({participant for participant, _ in last}, key=by_number))
    asked = tuple(sorted({*statements, *(statement for _, statement in last)}, key=by_number))
    row = {name: place for place, name in enumerate(people)}
    column = {name: place for place, name in enumerate(asked)}
    votes = np.full((len(people), len(asked)), np.nan)
    for (participant, statement), vote in last.items():
        votes[row[participant], column[statement]] = vote
    return VoteTable(
        participants=people,
        statements=asked,
        votes=votes,
        zeroed=np.array([name in zeroed for name in asked], dtype=np.bool_),
    )


def by_number(name: str) -> tuple[int, int, str]:
    """Return what names are sorted by: numbers first and by their value, then the rest."""
    return (0, int(name), "") if name.isascii() and name.isdigit() else (1, 0, name)
