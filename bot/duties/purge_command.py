"""`themenblock purge`: what is past its day goes, with a proof that it is gone."""

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from bot.commands import complain, opened, say
from bot.settings import StorageSettings
from content.words import Words, words
from dialogs.duties.purge_process import (
    Purged,
    PurgeReport,
    RecordsNotExportedError,
    due_processes,
    look_ahead,
    purge_process,
)
from participation.refusals import BlockUnknownError
from participation.retention import Deadline
from participation.running.audit import COMMAND_LINE
from storage.database import Database

Facts = Mapping[str, Any]


def purge(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Delete what is due and print what was seen; 1 if something was refused or is not proven."""
    spoken = words(given.language)
    if bool(given.process) is given.due:
        return complain(spoken.text("cli.purge.which"), code=2)
    if given.on and not given.dry_run:
        return complain(spoken.text("cli.purge.on_alone"), code=2)
    now = datetime.combine(given.on, time(23, 59), UTC) if given.on else datetime.now(UTC)
    with opened(settings) as database:
        names = (given.process,) if given.process else due_processes(now, database)
        codes = [_purge(name, now, given, database, spoken) for name in names]
    if not names and not given.json:
        say(spoken.text("cli.purge.nothing_due"))
    return max(codes, default=0)


def _purge(
    name: str, now: datetime, given: argparse.Namespace, database: Database, spoken: Words
) -> int:
    try:
        if given.dry_run:
            report = look_ahead(name, now, database)
        else:
            report = purge_process(name, now, COMMAND_LINE, database)
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=name))
    except RecordsNotExportedError:
        return complain(spoken.text("cli.purge.not_exported", process=name))
    if given.json:
        say(json.dumps(_sealed(report, database), ensure_ascii=False, sort_keys=True))
    else:
        for line in _lines(report, spoken):
            say(line)
    return 0 if report.is_proven or report.is_dry_run else 1


def _sealed(report: PurgeReport, database: Database) -> Facts:
    """Return the report with a value that only this installation can make over it."""
    facts = _facts(report)
    content = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
    with database.read() as uow:
        return {**facts, "seal": uow.audit.sealed(content)}


def _facts(report: PurgeReport) -> Facts:
    # How many marks were looked for would tell how many have answered.
    return {
        "process": report.process_id,
        "at": report.at.isoformat(timespec="seconds"),
        "is_dry_run": report.is_dry_run,
        "purged": [{**_deadline(one.deadline), "rows": dict(one.rows)} for one in report.purged],
        "coming": [_deadline(one) for one in report.coming],
        "left": dict(report.left),
        "files": list(report.files),
        "looked_for": report.mark_count > 0,
        "found": report.found_count,
        "is_blocked": report.is_blocked,
        "is_proven": report.is_proven,
        "head": report.head,
    }


def _deadline(one: Deadline) -> dict[str, str]:
    return {"kind": one.kind, "block": one.block_key, "due_on": one.due_on.isoformat()}


def _lines(report: PurgeReport, spoken: Words) -> Iterator[str]:
    title = report.process.template.title.to(spoken.language) if report.process else ""
    yield spoken.text("cli.purge.title", process=report.process_id, title=title).rstrip()
    act = "would_go" if report.is_dry_run else "gone"
    for one in report.purged:
        yield spoken.text(f"cli.purge.{act}", **_worded(one, spoken))
        for table, count in one.rows.items():
            shown = spoken.text("cli.purge.withheld") if count is None else spoken.number(count)
            yield spoken.text("cli.purge.rows", table=table, count=shown)
    if not report.purged:
        yield spoken.text("cli.purge.nothing_due")
    for deadline in report.coming[:3]:
        yield spoken.text("cli.purge.coming", **_worded_deadline(deadline, spoken))
    if not report.is_dry_run:
        yield from _proof(report, spoken)


def _proof(report: PurgeReport, spoken: Words) -> Iterator[str]:
    if report.is_blocked:
        yield spoken.text("cli.purge.blocked")
    for table, count in report.left.items():
        yield spoken.text("cli.purge.left", table=table, count=count)
    if not report.left:
        yield spoken.text("cli.purge.no_rows_left")
    key = "looked" if report.files else "not_looked"
    yield spoken.text(
        f"cli.purge.{key}",
        found=spoken.number(report.found_count),
        files=", ".join(report.files),
    )
    if report.head:
        yield spoken.text("cli.purge.head", head=report.head)
    yield spoken.text("cli.purge.proven" if report.is_proven else "cli.purge.not_proven")


def _worded(one: Purged, spoken: Words) -> dict[str, str]:
    return _worded_deadline(one.deadline, spoken)


def _worded_deadline(one: Deadline, spoken: Words) -> dict[str, str]:
    named = f" ({one.block_key})" if one.block_key else ""
    kind = spoken.text(f"cli.purge.kinds.{one.kind}")
    return {"kind": f"{kind}{named}", "day": spoken.date(one.due_on)}


def typed_day(typed: str) -> date:
    """Return the day that was typed, as an ISO date."""
    return date.fromisoformat(typed)
