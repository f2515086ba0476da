"""The whole analysis of votes on statements: shared, dividing, representative, and how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.opinion.components import Components, principal_components
from analysis.opinion.consensus import (
    Consensus,
    consensus_of_all,
    group_informed_consensus,
    mean_consensus,
    priorities,
)
from analysis.opinion.differences import Difference, differences
from analysis.opinion.grouping import group, in_fixed_order, takes_part
from analysis.opinion.representative import Representative, representative_statements
from analysis.opinion.stability import Honesty, examine
from analysis.opinion.tallies import Tally, tally
from analysis.opinion.votes import Floats, VoteTable


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGroup:
    """A group: found (named 0, 1, … by size) or given, its size, votes and what stands for it."""

    name: str
    size: int
    votes: Tally
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What votes on statements say. Arrays are over `statements`.

    `group_informed` and `mean_informed` are None without groups. `honesty` is None where groups
    were given. `grouped_count` people took part in grouping.
    """

    statements: tuple[str, ...]
    participant_count: int
    grouped_count: int
    votes: Tally
    components: Components
    groups: tuple[OpinionGroup, ...]
    are_groups_given: bool
    honesty: Honesty | None
    consensus: Consensus
    group_informed: Floats | None
    mean_informed: Floats | None
    priorities: Floats
    differences: tuple[Difference, ...]


def opinions_of(
    table: VoteTable,
    *,
    k: int,
    meta: Sequence[str] = (),
    groups: Mapping[str, str] | None = None,
) -> Opinions:
    """Return the analysis of a table of votes; k is the smallest group that is told.

    With `groups` (participant → group) these are compared instead of groups that are looked for.
    The same votes give the same result, whatever names people have and in whatever order they come.
    """
    table = in_fixed_order(table)
    grouped, components, labels, honesty = _grouped(table, groups, k)
    told = _groups(grouped, _members(labels))
    raw = [one.votes for one in told]
    is_meta = [one in set(meta) for one in table.statements]
    left_out = [bool(one) for one in table.zeroed]
    return Opinions(
        statements=table.statements,
        participant_count=len(table.participants),
        grouped_count=len(grouped.participants),
        votes=tally(table.votes),
        components=components,
        groups=told,
        are_groups_given=groups is not None,
        honesty=honesty,
        consensus=consensus_of_all(tally(table.counted), left_out=left_out),
        group_informed=group_informed_consensus(raw) if raw else None,
        mean_informed=mean_consensus(raw) if raw else None,
        priorities=priorities(tally(grouped.votes), components.extremity, is_meta=is_meta),
        differences=differences(raw),
    )


def _grouped(
    table: VoteTable, groups: Mapping[str, str] | None, k: int
) -> tuple[VoteTable, Components, list[str], Honesty | None]:
    """Return who is compared, the components, each one's group, and whether groups hold."""
    if groups is not None:
        given = [row for row, one in enumerate(table.participants) if one in groups]
        grouped = table.of(given)
        labels = [groups[one] for one in grouped.participants]
        return grouped, principal_components(table), labels, None
    grouped = table.of(takes_part(table))
    found = group(grouped)
    honesty = examine(grouped, found, k=k)
    labels = [str(label) for label in found.labels] if honesty.has_groups else []
    return grouped, found.components, labels, honesty


def _members(labels: Sequence[str]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for row, label in enumerate(labels):
        members.setdefault(label, []).append(row)
    return dict(sorted(members.items()))


def _groups(grouped: VoteTable, members: Mapping[str, list[int]]) -> tuple[OpinionGroup, ...]:
    counted = grouped.counted
    everybody = [row for rows in members.values() for row in rows]
    total = tally(counted[everybody]) if everybody else None
    left_out = [bool(one) for one in grouped.zeroed]
    told = []
    for name, rows in members.items():
        inside = tally(counted[rows])
        outside = total.less(inside) if total else inside
        stands = representative_statements(inside, outside, left_out=left_out)
        told.append(
            OpinionGroup(
                name=name, size=len(rows), votes=tally(grouped.votes[rows]), representative=stands
            )
        )
    return tuple(told)
