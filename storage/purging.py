"""Deleting what is past its day: which rows belong to it, how many there are, what marks them.

Tables of a whole process are found by their columns, so that a new one cannot be forgotten here.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, false, func, or_, select

from participation.retention import Deadline
from storage.responses import TELLS_ORDER
from storage.tables import (
    frozen_counts,
    meeting_outcomes,
    metadata,
    outbox,
    proposed_statements,
    sealed_texts,
    unfinished_forms,
    vote_rows,
)

Rows = Mapping[Table, ColumnElement[bool]]

SHORTEST_MARK = 16
"""In bytes; what is shorter can stand anywhere by chance."""

PIECE = 200
"""How much of each end of a long text is looked for: pages cut it in between."""

MARKS = (
    sealed_texts.c.row_id,
    sealed_texts.c.text,
    vote_rows.c.row_id,
    meeting_outcomes.c.result,
    proposed_statements.c.proposal,
)
"""The columns whose values stand nowhere else: where one is found, its row is still there."""


class Purging:
    """Counts and deletes what belongs to a deadline."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, process_id: str, deadline: Deadline) -> dict[str, int]:
        """Return how many rows there are, by table, of those that have any."""
        counts = {
            table.name: int(
                self._connection.execute(
                    select(func.count()).select_from(table).where(belongs)
                ).scalar_one()
            )
            for table, belongs in self._rows(process_id, deadline).items()
        }
        return {name: count for name, count in counts.items() if count}

    def marks(self, process_id: str, deadline: Deadline) -> frozenset[bytes]:
        """Return what is in these rows and nowhere else; of a whole process also its name."""
        rows = self._rows(process_id, deadline)
        found: set[bytes] = set()
        for column in MARKS:
            if column.table in rows:
                query = select(column).where(rows[column.table])
                for value in self._connection.execute(query).scalars():
                    found |= _pieces(value)
        return frozenset(found | _name(process_id, deadline))

    def still_in_rows(self, marks: frozenset[bytes]) -> frozenset[bytes]:
        """Return which of them other rows hold as well, as two people may write the same words."""
        found: set[bytes] = set()
        for column in MARKS:
            for value in self._connection.execute(select(column)).scalars():
                found |= _pieces(value) & marks
        return frozenset(found)

    def delete(self, process_id: str, deadline: Deadline) -> dict[str, int]:
        """Delete the rows; return how many there were, by table."""
        counts = self.count(process_id, deadline)
        self._connection.info[TELLS_ORDER] = True
        for table, belongs in self._rows(process_id, deadline).items():
            if table.name in counts:
                self._connection.execute(delete(table).where(belongs))
        return counts

    def _rows(self, process_id: str, deadline: Deadline) -> Rows:
        of_block = f"{process_id}:{deadline.block_key}"
        of_all = frozen_counts.c.block_id.startswith(f"{process_id}:", autoescape=True)
        match deadline.kind:
            case "texts":
                return {sealed_texts: sealed_texts.c.block_id == of_block}
            case "votes":
                return {vote_rows: vote_rows.c.block_id == of_block}
            case "counts":
                return {frozen_counts: of_all}
            case "outcomes":
                return self._outcomes(process_id)
            case "everything":
                return _everything(process_id)

    def _outcomes(self, process_id: str) -> Rows:
        """Return the outcomes, and the messages and forms that hold their words as well."""
        belongs = meeting_outcomes.c.process_id == process_id
        names = self._connection.execute(
            select(meeting_outcomes.c.outcome_id).where(belongs).distinct()
        ).scalars()
        told = [_holds(outbox.c.card, name) | _holds(outbox.c.key, name) for name in names]
        return {
            meeting_outcomes: belongs,
            outbox: or_(_holds(outbox.c.key, f"outcome:{process_id}:"), *told),
            unfinished_forms: _holds(unfinished_forms.c.form, process_id)
            | _holds(unfinished_forms.c.about, process_id),
        }


def purged_tables() -> tuple[Table, ...]:
    """Return every table that something can be deleted from."""
    return tuple(_everything(""))


def _everything(process_id: str) -> Rows:
    """Return all rows that name a process, whatever table they stand in."""
    found: dict[Table, ColumnElement[bool]] = {}
    for table in metadata.sorted_tables:
        if "process_id" in table.columns:
            found[table] = table.c.process_id == process_id
        elif "block_id" in table.columns:
            found[table] = table.c.block_id.startswith(f"{process_id}:", autoescape=True)
    # Messages name it in their buttons, and forms in what they are about.
    found[outbox] = or_(
        found[outbox],
        *(_holds(column, process_id) for column in (outbox.c.key, outbox.c.card)),
        _holds(outbox.c.target_key, process_id),
    )
    forms = (unfinished_forms.c.about, unfinished_forms.c.form)
    found[unfinished_forms] = or_(false(), *(_holds(column, process_id) for column in forms))
    return found


def _holds(column: Any, part: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.contains(part, autoescape=True)
    return found


def _pieces(value: object) -> set[bytes]:
    content = value if isinstance(value, bytes) else str(value).encode()
    pieces = {content[:PIECE], content[-PIECE:]}
    return {piece for piece in pieces if len(piece) >= SHORTEST_MARK}


def _name(process_id: str, deadline: Deadline) -> set[bytes]:
    return {process_id.encode()} if deadline.kind == "everything" else set()
