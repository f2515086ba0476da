"""Votes out of a CSV file, in one of the layouts that are in use.

* one vote a line: `participant`, `statement`, `vote`; further columns are passed over. A column
  `modified_ms` or `timestamp` says which of several votes is the last, else their order does.
* one vote a line, as Polis exports it: `voter-id`, `comment-id`, `vote`, `timestamp`.
* one participant a line, as Polis exports it: `participant`, one column per statement named by its
  number, and perhaps `group-id`.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.opinion.votes import CastVote

LONG_COLUMNS = (("participant", "statement"), ("voter-id", "comment-id"))
TIMES = ("modified_ms", "timestamp")
MATRIX_PERSON = "participant"
MATRIX_GROUP = "group-id"
VOTES: Mapping[str, int] = {"1": 1, "0": 0, "-1": -1, "+1": 1, "1.0": 1, "0.0": 0, "-1.0": -1}

Rows = list[dict[str, str]]


class UnreadableVotesError(Exception):
    """A file that cannot be read as votes: `code` says why, `line` where (0: in no one line)."""

    def __init__(self, code: str, line: int = 0, entry: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.entry = entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVotes:
    """The votes in the order in which they count, all statements, and groups if there are any."""

    cast: tuple[CastVote, ...]
    statements: tuple[str, ...]
    groups: Mapping[str, str]


def read_votes(file: Path) -> ReadVotes:
    """Return the votes in a file; raises UnreadableVotesError, OSError or UnicodeDecodeError."""
    headings, rows = _rows(file)
    for person, statement in LONG_COLUMNS:
        if {person, statement, "vote"} <= set(headings):
            return _long(rows, person, statement)
    statements = tuple(one for one in headings if one.isascii() and one.isdigit())
    if MATRIX_PERSON in headings and statements:
        return _matrix(rows, statements)
    raise UnreadableVotesError("no_columns")


def read_groups(file: Path) -> Mapping[str, str]:
    """Return participant → group of a CSV file with these two columns."""
    headings, rows = _rows(file)
    if not {"participant", "group"} <= set(headings):
        raise UnreadableVotesError("no_group_columns")
    return {row["participant"]: row["group"] for row in rows if row["group"]}


def _rows(file: Path) -> tuple[Sequence[str], Rows]:
    reader = csv.DictReader(file.read_text("utf-8-sig").splitlines(), restval="")
    headings = [one.strip() for one in reader.fieldnames or ()]
    reader.fieldnames = headings
    return headings, [{key: (row[key] or "").strip() for key in headings} for row in reader]


def _long(rows: Rows, person: str, statement: str) -> ReadVotes:
    time = next((one for one in TIMES if rows and one in rows[0]), None)
    numbered = list(enumerate(rows, 2))
    if time is not None and all(_is_number(row[time]) for _, row in numbered):
        numbered.sort(key=lambda pair: float(pair[1][time]))
    cast = tuple(
        CastVote(_named(row[person], line), _named(row[statement], line), _vote(row["vote"], line))
        for line, row in numbered
    )
    return ReadVotes(
        cast=cast, statements=tuple(dict.fromkeys(one.statement for one in cast)), groups={}
    )


def _matrix(rows: Rows, statements: tuple[str, ...]) -> ReadVotes:
    return ReadVotes(
        cast=tuple(_cells(rows, statements)),
        statements=statements,
        groups={row[MATRIX_PERSON]: row[MATRIX_GROUP] for row in rows if row.get(MATRIX_GROUP)},
    )


def _cells(rows: Rows, statements: tuple[str, ...]) -> Iterator[CastVote]:
    for line, row in enumerate(rows, 2):
        for statement in statements:
            if row[statement]:
                yield CastVote(
                    _named(row[MATRIX_PERSON], line), statement, _vote(row[statement], line)
                )


def _named(entry: str, line: int) -> str:
    if not entry:
        raise UnreadableVotesError("no_name", line)
    return entry


def _vote(entry: str, line: int) -> int:
    if entry not in VOTES:
        raise UnreadableVotesError("no_vote", line, entry)
    return VOTES[entry]


def _is_number(entry: str) -> bool:
    return entry.replace(".", "", 1).isdecimal()
