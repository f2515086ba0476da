"""The part of the command line about what an office owes: records, deletion, papers."""

import argparse
from pathlib import Path

from bot.commands import process_id
from bot.duties.paper_command import write_papers
from bot.duties.purge_command import purge, typed_day
from bot.duties.record_command import export_records
from bot.settings import PaperSettings, StorageSettings


def add_duties(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `records`, `purge` and `papers`."""
    _add_records(commands)
    _add_purge(commands)
    _add_papers(commands)


def _add_records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    records = commands.add_parser("records", help="what belongs into the office's files")
    actions = records.add_subparsers(required=True, metavar="ACTION")
    export = actions.add_parser(
        "export", help="write outcomes, published results and audit trail as open files"
    )
    export.add_argument("process", type=process_id, metavar="PROCESS", help="whose records")
    export.add_argument(
        "directory", type=Path, metavar="DIR", help="a new directory, which this command makes"
    )
    export.set_defaults(run=lambda given: export_records(given, StorageSettings()))


def _add_purge(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "purge", help="delete what is past its day, and prove that it is gone"
    )
    command.add_argument(
        "process", type=process_id, nargs="?", metavar="PROCESS", help="of which process"
    )
    command.add_argument("--due", action="store_true", help="of all processes, for a timer")
    command.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    command.add_argument(
        "--on", type=typed_day, metavar="DAY", help="with --dry-run: as if it were that day"
    )
    command.add_argument("--json", action="store_true", help="the report for programs, sealed")
    command.set_defaults(run=lambda given: purge(given, StorageSettings()))


def _add_papers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    papers = commands.add_parser(
        "papers",
        help="draft record of processing, impact assessment, service agreement, data inventory",
    )
    papers.add_argument("process", type=process_id, metavar="PROCESS", help="about which process")
    papers.add_argument(
        "--out", type=Path, metavar="DIR", help="where to write them; else they are printed"
    )
    papers.set_defaults(run=lambda given: write_papers(given, PaperSettings()))
