"""The JSON that `themenblock analyse` prints; the reference page is made from these models."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, Field

from analysis.opinion.consensus import Shared
from analysis.opinion.differences import Difference
from analysis.opinion.opinions import OpinionGroup, Opinions
from analysis.opinion.representative import Representative
from analysis.opinion.stability import Honesty


class RepresentativeRow(BaseModel):
    """A statement that stands for a group."""

    statement: str
    repful_for: Literal["agree", "disagree"] = Field(description="in which direction")
    n_success: int = Field(description="votes in that direction")
    n_trials: int = Field(description="votes on the statement in the group")
    p_success: float = Field(description="(n_success + 1) / (n_trials + 2), 0 … 1")
    p_test: float = Field(description="z of p_success being above a half")
    repness: float = Field(description="p_success here divided by the same elsewhere")
    repness_test: float = Field(description="z of the difference, every count + 1")
    best_agree: bool = Field(description="agreed to best, shown first")


class GroupRow(BaseModel):
    """A group of participants."""

    group: str
    size: int
    repness: list[RepresentativeRow]


class SharedRow(BaseModel):
    """A statement that most agree with, or disagree with."""

    statement: str
    n_success: int
    n_trials: int
    p_success: float
    p_test: float


class ConsensusRows(BaseModel):
    """What all share, up to five each way."""

    agree: list[SharedRow]
    disagree: list[SharedRow]


class StatementRow(BaseModel):
    """One statement."""

    statement: str
    agree: int
    disagree: int
    passed: int = Field(description="voted neither way")
    not_voted: int
    group_informed_consensus: float | None = Field(
        description="Π over groups of (agree + 1) / (voted + 2); null without groups"
    )
    mean_consensus: float | None = Field(
        description="geometric mean of the same factors; null without groups"
    )
    priority: float = Field(description="how much a further vote would tell")
    x: float = Field(description="weight in the first component, −1 … 1")
    y: float = Field(description="weight in the second component, −1 … 1")


class DifferenceRow(BaseModel):
    """A group differs from all others together."""

    statement: str
    group: str
    direction: Literal["agree", "disagree"]
    z: float
    p: float = Field(description="two-sided")
    is_sure: bool = Field(description="holds at a false discovery rate of 5 % (Benjamini–Hochberg)")


class HonestyRow(BaseModel):
    """Whether groups are more than noise."""

    axis_p: float = Field(description="p of the first component against shuffled votes")
    groups_p: float = Field(description="p of the silhouette against shuffled votes")
    stability: float = Field(
        description="median adjusted Rand index of 80 % subsamples; shown from 0.6 on"
    )
    smallest_group: int
    reasons: list[str] = Field(
        description="why no groups are told: too_few_people, nothing_differs, like_noise, "
        "unstable, small_group; empty if they are"
    )


class AnalyseLayout(BaseModel):
    """What `themenblock analyse VOTES.csv --json` prints."""

    version: Literal[1] = 1
    participants: int
    grouped: int = Field(description="who voted on enough to take part in grouping")
    explained: list[float] = Field(description="shares of the variance in two components")
    groups_given: bool
    honesty: HonestyRow | None = Field(description="null where groups were given")
    groups: list[GroupRow]
    consensus: ConsensusRows
    statements: list[StatementRow]
    differences: list[DifferenceRow] = Field(description="the clearest first")


def layout_of(found: Opinions) -> AnalyseLayout:
    """Return the layout of an analysis."""
    names = found.statements
    return AnalyseLayout(
        participants=found.participant_count,
        grouped=found.grouped_count,
        explained=[float(one) for one in found.components.explained],
        groups_given=found.are_groups_given,
        honesty=_honesty(found.honesty) if found.honesty else None,
        groups=[_group(one, names) for one in found.groups],
        consensus=ConsensusRows(
            agree=[_shared(one, names) for one in found.consensus.agree],
            disagree=[_shared(one, names) for one in found.consensus.disagree],
        ),
        statements=[_statement(found, place) for place in range(len(names))],
        differences=[_difference(one, found) for one in found.differences],
    )


def _honesty(one: Honesty) -> HonestyRow:
    return HonestyRow(
        axis_p=one.axis_p,
        groups_p=one.groups_p,
        stability=one.stability,
        smallest_group=one.smallest_group,
        reasons=list(one.reasons),
    )


def _group(one: OpinionGroup, names: Sequence[str]) -> GroupRow:
    return GroupRow(
        group=one.name,
        size=one.size,
        repness=[_representative(statement, names) for statement in one.representative],
    )


def _representative(one: Representative, names: Sequence[str]) -> RepresentativeRow:
    return RepresentativeRow(
        statement=names[one.statement],
        repful_for=one.direction,
        n_success=one.hits,
        n_trials=one.trials,
        p_success=one.share,
        p_test=one.share_z,
        repness=one.representativeness,
        repness_test=one.representativeness_z,
        best_agree=one.is_best_agree,
    )


def _shared(one: Shared, names: Sequence[str]) -> SharedRow:
    return SharedRow(
        statement=names[one.statement],
        n_success=one.hits,
        n_trials=one.trials,
        p_success=one.share,
        p_test=one.share_z,
    )


def _statement(found: Opinions, place: int) -> StatementRow:
    votes, components = found.votes, found.components.components
    shared, mean = found.group_informed, found.mean_informed
    return StatementRow(
        statement=found.statements[place],
        agree=int(votes.agree[place]),
        disagree=int(votes.disagree[place]),
        passed=int(votes.passed[place]),
        not_voted=found.participant_count - int(votes.voted[place]),
        group_informed_consensus=None if shared is None else float(shared[place]),
        mean_consensus=None if mean is None else float(mean[place]),
        priority=float(found.priorities[place]),
        x=float(components[0, place]),
        y=float(components[1, place]),
    )


def _difference(one: Difference, found: Opinions) -> DifferenceRow:
    return DifferenceRow(
        statement=found.statements[one.statement],
        group=found.groups[one.group].name,
        direction="agree" if one.direction == "agree" else "disagree",
        z=one.z,
        p=one.p,
        is_sure=one.is_sure,
    )
