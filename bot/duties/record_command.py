"""`themenblock records export`: everything of a process that belongs into the office's files."""

import argparse
import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.commands import complain, opened, say
from bot.duties.records import Files, record_files
from bot.settings import StorageSettings
from content.words import Words, words
from participation.process import Process
from participation.records import EXPORTED
from participation.refusals import BlockUnknownError
from participation.running.audit import COMMAND_LINE, AuditEntry

MANIFEST = "manifest.json"


def export_records(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Write the records into a new directory, and note in the trail that this was done."""
    spoken = words(given.language)
    target: Path = given.directory
    if target.exists():
        return complain(spoken.text("cli.records.exists", directory=target))
    now = datetime.now(UTC)
    try:
        with opened(settings) as database, database.write() as uow:
            process = uow.processes.process(given.process)
            files = record_files(process, uow, spoken)
            entries = uow.audit.entries(process.process_id)
            manifest = _manifest(process, files, entries[-1].head if entries else "", now, spoken)
            # Noted only if it is there: a fault in writing undoes the note.
            details = {"files": str(len(files)), "manifest": _digest(manifest)}
            uow.audit.write(
                process.process_id, EXPORTED, details, at=_after(entries, now), actor=COMMAND_LINE
            )
            _write({**files, MANIFEST: manifest}, target)
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=given.process))
    except OSError as fault:
        return complain(spoken.text("cli.records.not_written", reason=fault.strerror or fault))
    say(spoken.text("cli.records.written", directory=target, count=len(files) + 1))
    say(spoken.text("cli.records.manifest", digest=_digest(manifest)))
    return 0


def _manifest(process: Process, files: Files, head: str, now: datetime, spoken: Words) -> str:
    """Return what the directory holds, so that a file that was changed later shows."""
    content = {
        "process": process.process_id,
        "title": process.template.title.to(spoken.language),
        "exported_at": now.isoformat(timespec="seconds"),
        "trail_head": head,
        "sha256": {name: _digest(content) for name, content in files.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()


def _after(entries: tuple[AuditEntry, ...], now: datetime) -> datetime:
    """Return the time of an act that comes after all others, whatever this machine's clock says."""
    return max([now, *(entry.at for entry in entries[-1:])])


def _write(files: Files, target: Path) -> None:
    """Write all files; the directory appears when it is whole, or not at all."""
    with TemporaryDirectory(dir=target.parent) as beside:
        draft = Path(beside) / "records"
        draft.mkdir()
        for name, content in files.items():
            with (draft / name).open("w", encoding="utf-8") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        draft.rename(target)
