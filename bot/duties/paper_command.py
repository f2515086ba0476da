"""`themenblock papers`: drafts of the papers an office needs, out of the live configuration."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import complain, opened, say
from bot.duties.papers import paper_files
from bot.settings import PaperSettings
from content.words import Words, words
from participation.refusals import BlockUnknownError
from participation.templates.schedule import local_day


def write_papers(given: argparse.Namespace, settings: PaperSettings) -> int:
    """Write the papers into a directory, or print them; nothing is ever overwritten."""
    spoken = words(given.language)
    try:
        with opened(settings) as database, database.read() as uow:
            process = uow.processes.process(given.process)
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=given.process))
    today = local_day(datetime.now(UTC), process.template)
    papers = paper_files(process, settings, today, spoken)
    if given.out is None:
        for text in papers.values():
            say(text)
        return 0
    return _write(papers, given.out, spoken)


def _write(papers: dict[str, str], directory: Path, spoken: Words) -> int:
    there = [name for name in papers if (directory / name).exists()]
    if there:
        return complain(spoken.text("cli.papers.exists", files=", ".join(there)))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in papers.items():
            (directory / name).write_text(text, "utf-8")
    except OSError as fault:
        return complain(spoken.text("cli.papers.not_written", reason=fault.strerror or fault))
    say(spoken.text("cli.papers.written", directory=directory, files=", ".join(papers)))
    return 0
