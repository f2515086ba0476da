"""The part of the command line by which anybody can check the statistics."""

import argparse
from pathlib import Path

from bot.commands import process_id
from bot.findings.recompute_command import recompute
from bot.findings.themes_command import assign_themes
from bot.settings import StorageSettings


def add_findings(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `analyse`, `themes` and `recompute`."""
    _add_themes(commands)
    _add_recompute(commands)
    command = commands.add_parser(
        "analyse", help="analyse a file of votes on statements: what is shared, what divides"
    )
    command.add_argument(
        "votes",
        type=Path,
        metavar="VOTES.csv",
        help="participant, statement, vote (1, 0, -1); the last vote counts; or an export of Polis",
    )
    command.add_argument(
        "--groups",
        type=Path,
        metavar="GROUPS.csv",
        help="participant, group: compare these instead of looking for groups",
    )
    command.add_argument(
        "--smallest-group",
        type=int,
        default=5,
        metavar="K",
        help="smallest group that is told; default 5",
    )
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=_analyse)


def _analyse(given: argparse.Namespace) -> int:
    # numpy takes a tenth of a second to load, which no other command needs.
    from bot.findings.analyse_command import analyse  # noqa: PLC0415

    return analyse(given)


def _add_themes(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "themes", help="assign texts to themes that were named beforehand, or to none"
    )
    command.add_argument("texts", type=Path, metavar="TEXTS.csv", help="with a column text")
    command.add_argument(
        "--seeds",
        type=Path,
        required=True,
        metavar="SEEDS.toml",
        help="for each theme a section [[themes]] with key and words",
    )
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=assign_themes)


def _add_recompute(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "recompute",
        help="make every published number again out of the frozen counts; 1 if one is off",
    )
    command.add_argument(
        "process", type=process_id, metavar="PROCESS", help="whose published numbers"
    )
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=lambda given: recompute(given, StorageSettings()))
