"""What is past its day is deleted, the pages that held it are rewritten, and both are looked at.

Rows go in one transaction together with their entry in the audit trail. Whatever stops the program
after that, the next run rewrites and looks again; it never claims what it has not seen.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dialogs.published import keep_publications
from participation.process import BlockState, Process
from participation.records import are_exported
from participation.retention import NEEDS_RECORDS, Deadline, deadlines
from participation.running.standing import Standing
from participation.templates.schedule import local_day
from storage.database import Database
from storage.engines import RewriteBlockedError
from storage.unit_of_work import UnitOfWork

ACT = "purge_process"
By = tuple[str, datetime]
"""Who deletes, and when."""

TRIES = 10
PAUSE_S = 0.5
OF_PEOPLE = frozenset({"vote_rows", "sealed_texts", "frozen_counts", "proposed_statements"})
"""Tables whose number of rows tells of answers: how many there are, or of counts how many differ.

It is never told, not even where the turnout is: so many texts less those that are shown are those
that are not, and the fewest rows of counts there can be say that everybody has answered alike.
"""


class RecordsNotExportedError(Exception):
    """Something would be deleted that is in no export; nothing was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What was deleted for one deadline, by table; None where the number tells of answers."""

    deadline: Deadline
    rows: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeReport:
    """What was deleted, and what was seen afterwards.

    `process` is None where it was deleted as a whole before. `left` are rows that are still there,
    by table; `files` those that were looked through for `mark_count` values of deleted rows, of
    which `found_count` were there. A server's files cannot be looked through. `is_blocked` says
    that somebody held on to the old pages. `head` is what the audit trail was called afterwards.
    """

    process_id: str
    process: Process | None
    at: datetime
    purged: tuple[Purged, ...] = ()
    coming: tuple[Deadline, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    mark_count: int = 0
    found_count: int = 0
    is_blocked: bool = False
    is_dry_run: bool = False
    head: str = ""

    @property
    def is_proven(self) -> bool:
        """Say whether nothing that was deleted is left anywhere that could be looked at."""
        return not (self.left or self.found_count or self.is_blocked or self.is_dry_run)


def look_ahead(process_id: str, now: datetime, database: Database) -> PurgeReport:
    """Return what a purge would delete, and delete nothing."""
    with database.read() as uow:
        standing = _standing(process_id, uow)
        due, coming = _split(standing, now, uow)
        counted = [Purged(deadline=one, rows=told_rows(process_id, one, uow)) for one in due]
    return PurgeReport(
        process_id=process_id,
        process=standing.process,
        at=now,
        purged=tuple(one for one in counted if one.rows),
        coming=coming,
        is_dry_run=True,
    )


def purge_process(process_id: str, now: datetime, actor: str, database: Database) -> PurgeReport:
    """Delete everything of a process that is past its day, and return what was seen.

    What is not there any more is looked for once more: an earlier run may have been stopped. Raises
    RecordsNotExportedError; then nothing was deleted.
    """
    with database.read() as uow:
        is_there = uow.processes.exists(process_id)
    if not is_there:
        gone = PurgeReport(process_id=process_id, process=None, at=now)
        return _looked_at(gone, (), frozenset({process_id.encode()}), database)
    with database.write() as uow:
        standing = _standing(process_id, uow)
        due, coming = _split(standing, now, uow)
        _require_records(standing, due, uow)
        marks = frozenset[bytes]().union(*(uow.purging.marks(process_id, one) for one in due))
        purged = _delete(standing, due, (actor, now), uow)
        marks -= uow.purging.still_in_rows(marks)
    report = PurgeReport(
        process_id=process_id,
        process=standing.process,
        at=now,
        purged=tuple(one for one, _ in purged),
        coming=coming,
        head=purged[-1][1] if purged else "",
    )
    return _looked_at(report, due, marks, database)


def due_processes(now: datetime, database: Database) -> tuple[str, ...]:
    """Return the names of all processes of which something is past its day and still there."""
    with database.read() as uow:
        names = [process.process_id for process in uow.processes.all()]
        return tuple(name for name in names if _has_due(name, now, uow))


def _has_due(process_id: str, now: datetime, uow: UnitOfWork) -> bool:
    due, _ = _split(_standing(process_id, uow), now, uow)
    return any(uow.purging.count(process_id, one) for one in due)


def _standing(process_id: str, uow: UnitOfWork) -> Standing:
    process = uow.processes.process(process_id)
    return Standing(process=process, blocks=uow.processes.blocks(process))


def _split(
    standing: Standing, now: datetime, uow: UnitOfWork
) -> tuple[tuple[Deadline, ...], tuple[Deadline, ...]]:
    """Return the deadlines that are over, and those to come."""
    today: date = local_day(now, standing.process.template)
    cancelled_at = uow.audit.last_at(standing.process.process_id, "cancel_process")
    every = deadlines(standing, cancelled_at)
    due = tuple(one for one in every if one.due_on <= today)
    return due, tuple(one for one in every if one.due_on > today)


def _require_records(standing: Standing, due: tuple[Deadline, ...], uow: UnitOfWork) -> None:
    process_id = standing.process.process_id
    wanted = [one for one in due if one.kind in NEEDS_RECORDS]
    if not any(uow.purging.count(process_id, one) for one in wanted):
        return
    if not are_exported(uow.audit.entries(process_id), uow.outcomes.written_at(process_id)):
        raise RecordsNotExportedError


def _delete(
    standing: Standing, due: tuple[Deadline, ...], by: By, uow: UnitOfWork
) -> list[tuple[Purged, str]]:
    """Delete and note it, each with the trail's head; the trail itself is noted before it goes."""
    return [
        (Purged(deadline=one, rows=rows), purge_now(standing, one, rows, by, uow))
        for one in due
        if (rows := told_rows(standing.process.process_id, one, uow))
    ]


def purge_now(
    standing: Standing,
    deadline: Deadline,
    rows: Mapping[str, int | None],
    by: By,
    uow: UnitOfWork,
) -> str:
    """Delete what belongs to one deadline, and return what the trail is called then."""
    process_id = standing.process.process_id
    told = ", ".join(
        f"{'withheld' if count is None else count} {table}" for table, count in rows.items()
    )
    named = {"block": deadline.block_key} if deadline.block_key else {}
    details = {"kind": deadline.kind, **named, "rows": told}
    actor, at = by
    uow.audit.write(process_id, ACT, details, at=at, actor=actor)
    head = uow.audit.entries(process_id)[-1].head
    if deadline.kind == "counts":
        published = standing.in_state(BlockState.PUBLISHED)
        keep_publications(standing.process, published, at, uow)
    uow.purging.delete(process_id, deadline)
    return head


def told_rows(process_id: str, deadline: Deadline, uow: UnitOfWork) -> Mapping[str, int | None]:
    """Return how many rows belong to a deadline; None where the number would tell of answers."""
    counted = uow.purging.count(process_id, deadline)
    return {table: None if table in OF_PEOPLE else count for table, count in counted.items()}


def _looked_at(
    report: PurgeReport, due: tuple[Deadline, ...], marks: frozenset[bytes], database: Database
) -> PurgeReport:
    """Rewrite the pages, look through the files, and count once more."""
    process_id = report.process_id
    if report.process is not None and any(one.kind == "everything" for one in due):
        for block in report.process.template.topic_blocks:
            database.destroy_key(f"{process_id}:{block.key}")
    is_blocked = not _rewritten(database)
    files, found = database.files_with(marks)
    with database.read() as uow:
        left = {
            table: count
            for one in due
            for table, count in uow.purging.count(process_id, one).items()
        }
    return replace(
        report,
        left=left,
        files=tuple(file.name for file in files),
        mark_count=len(marks),
        found_count=len(found),
        is_blocked=is_blocked,
    )


def _rewritten(database: Database) -> bool:
    for _ in range(TRIES):
        try:
            database.rewrite_purged()
        except RewriteBlockedError:
            time.sleep(PAUSE_S)
        else:
            return True
    return False
