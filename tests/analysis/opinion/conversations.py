"""Public conversations, read from the folder of reference data."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.opinion.tallies import Tally, tally
from analysis.opinion.votes import CastVote, Floats, VoteTable, vote_table
from tests.reference import REFERENCE

SERVED = (
    "below-100-ptpts",
    "25ptpt-3gp-no-strict-with-meta",
    "150ptpt-3gp-no-strict-no-meta",
    "biodiversity",
)
OPEN = (
    "bg2050-volunteers",
    "canadian-electoral-reform",
    "london.youth.policing",
    "scoop-hivemind.freshwater",
)


@dataclass(frozen=True)
class Served:
    """Votes, and what the server made of them."""

    table: VoteTable
    told: dict[str, Any]

    @property
    def tids(self) -> list[str]:
        """The statements."""
        return [str(one) for one in self.told["tids"]]

    @property
    def groups(self) -> list[list[int]]:
        """The rows of the people in each group."""
        row = {name: place for place, name in enumerate(self.table.participants)}
        bases = self.told["base-clusters"]
        people = dict(zip(bases["id"], bases["members"], strict=True))
        return [
            [row[str(person)] for base in group["members"] for person in people[base]]
            for group in self.told["group-clusters"]
        ]

    @property
    def base_centres(self) -> Floats:
        """Where the base clusters are."""
        bases = self.told["base-clusters"]
        return np.stack([np.array(bases["x"]), np.array(bases["y"])], axis=1)

    @property
    def base_sizes(self) -> Floats:
        """How many people are in each base cluster."""
        return np.array([len(one) for one in self.told["base-clusters"]["members"]], dtype=float)

    @property
    def base_labels(self) -> list[int]:
        """In which group each base cluster is."""
        group = {
            base: number
            for number, one in enumerate(self.told["group-clusters"])
            for base in one["members"]
        }
        return [group[base] for base in self.told["base-clusters"]["id"]]

    def tallies(self, votes: Floats) -> list[Tally]:
        """The counts of each group."""
        return [tally(votes[rows]) for rows in self.groups]


@cache
def served(name: str) -> Served:
    """Return a conversation with the server's own result."""
    folder = Path(REFERENCE, "polis", "server_output", name)
    told = json.loads((folder / "expected.json").read_text())
    statements = [str(one) for one in told["tids"]]
    known = set(statements)
    with (folder / "votes.csv").open(newline="") as file:
        cast = [
            CastVote(row["participant"], row["statement"], int(row["vote"]))
            for row in csv.DictReader(file)
            if row["statement"] in known
        ]
    zeroed = {str(one) for one in (*told["mod-out"], *told["meta-tids"])}
    return Served(vote_table(cast, statements=statements, zeroed=zeroed), told)


@dataclass(frozen=True)
class Opened:
    """A published matrix with the groups that were published."""

    table: VoteTable
    groups: dict[str, str]
    comments: dict[str, dict[str, str]]


@cache
def opened(name: str) -> Opened:
    """Return a conversation of openData."""
    folder = Path(REFERENCE, "polis", "opendata", name)
    with (folder / "comments.csv").open(newline="", encoding="utf-8") as file:
        comments = {row["comment-id"]: row for row in csv.DictReader(file)}
    groups: dict[str, str] = {}
    cast = []
    with (folder / "participants-votes.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["group-id"]:
                groups[row["participant"]] = row["group-id"]
            cast += [
                CastVote(row["participant"], column, int(entry))
                for column, entry in row.items()
                if column and column.isdigit() and entry
            ]
    out = {key for key, row in comments.items() if row["moderated"] == "-1"}
    return Opened(vote_table(cast, statements=tuple(comments), zeroed=out), groups, comments)
