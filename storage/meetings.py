"""Outcomes of meetings with all their versions."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from participation.meetings.outcome import (
    Attendance,
    Measure,
    MeetingKind,
    MeetingOutcome,
    OpenPoint,
    OutcomeContent,
)
from participation.refusals import OutcomeUnknownError
from storage.moments import aware, naive
from storage.tables import meeting_outcomes


class MeetingOutcomes:
    """Keeps what came out of meetings; nothing is overwritten."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, outcome: MeetingOutcome) -> None:
        """Keep a new outcome, or the next version of one."""
        content = outcome.content
        values = {
            "outcome_id": outcome.outcome_id,
            "version": outcome.version,
            "process_id": outcome.process_id,
            "tenant_id": outcome.tenant_id,
            "channel_id": outcome.channel_id,
            "block_key": content.block_key,
            "kind": content.kind,
            "held_on": content.held_on,
            "department": content.department,
            "planning_area": content.planning_area,
            "took_part": _json(content.took_part),
            "result": content.result,
            "measures": _json(content.measures),
            "open_points": _json(content.open_points),
            "written_by": outcome.written_by,
            "written_at": naive(outcome.written_at),
            "written_with": outcome.written_with,
        }
        self._connection.execute(insert(meeting_outcomes).values(**values))

    def of_process(self, process_id: str) -> tuple[tuple[MeetingOutcome, ...], ...]:
        """Return all outcomes of a process, each with all its versions, by day of the meeting."""
        query = (
            select(meeting_outcomes.c.outcome_id)
            .where(meeting_outcomes.c.process_id == process_id)
            .distinct()
        )
        found = [self.versions(name) for name in self._connection.execute(query).scalars()]
        return tuple(sorted(found, key=lambda one: (one[-1].content.held_on, one[0].outcome_id)))

    def written_at(self, process_id: str) -> tuple[datetime, ...]:
        """Return when versions of outcomes of a process were written."""
        query = select(meeting_outcomes.c.written_at).where(
            meeting_outcomes.c.process_id == process_id
        )
        return tuple(aware(at) for at in self._connection.execute(query).scalars())

    def exists(self, outcome_id: str) -> bool:
        """Say whether there is an outcome of that name."""
        return bool(self._rows(outcome_id))

    def versions(self, outcome_id: str) -> tuple[MeetingOutcome, ...]:
        """Return all versions of an outcome, the first one first, or refuse an unknown one."""
        rows = self._rows(outcome_id)
        if not rows:
            raise OutcomeUnknownError
        return tuple(_outcome(row, author=rows[0].written_by) for row in rows)

    def _rows(self, outcome_id: str) -> list[Row[Any]]:
        query = (
            select(meeting_outcomes)
            .where(meeting_outcomes.c.outcome_id == outcome_id)
            .order_by(meeting_outcomes.c.version)
        )
        return list(self._connection.execute(query))


def _json(parts: tuple[Attendance, ...] | tuple[Measure, ...] | tuple[OpenPoint, ...]) -> str:
    return json.dumps([asdict(part) for part in parts], ensure_ascii=False, default=date.isoformat)


def _outcome(row: Row[Any], *, author: str) -> MeetingOutcome:
    return MeetingOutcome(
        outcome_id=row.outcome_id,
        version=row.version,
        process_id=row.process_id,
        tenant_id=row.tenant_id,
        channel_id=row.channel_id,
        content=_content(row),
        author=author,
        written_by=row.written_by,
        written_at=aware(row.written_at),
        written_with=row.written_with,
    )


def _content(row: Row[Any]) -> OutcomeContent:
    return OutcomeContent(
        kind=MeetingKind(row.kind),
        held_on=row.held_on,
        result=row.result,
        took_part=tuple(Attendance(**one) for one in json.loads(row.took_part)),
        block_key=row.block_key,
        department=row.department,
        planning_area=row.planning_area,
        measures=tuple(_measure(one) for one in json.loads(row.measures)),
        open_points=tuple(OpenPoint(**one) for one in json.loads(row.open_points)),
    )


def _measure(kept: dict[str, Any]) -> Measure:
    due_on = date.fromisoformat(kept["due_on"]) if kept["due_on"] else None
    return Measure(what=kept["what"], responsible=kept["responsible"], due_on=due_on)
