"""The command line: `themenblock serve`, `… process`, `… audit`, `… roles`, `… manifest`.

Exit codes: 0 done, 1 something is wrong with what was given, 2 the command was not understood.
"""

import argparse
import asyncio
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from bot.anonymity.verify_command import verify_anonymity
from bot.commands import (
    build_app_package,
    grant_role,
    list_roles,
    print_schema,
    process_id,
    revoke_role,
    served_from,
    validate_templates,
)
from bot.duties.cli import add_duties
from bot.findings.cli import add_findings
from bot.process_commands import lead_process, list_processes, print_audit
from bot.settings import Settings, StorageSettings
from bot.status_commands import settle_letters, show_state
from bot.storage_commands import back_up, restore
from bot.telemetry import start_logging
from bot.text_commands import check_lines
from content.words import load, words
from participation.people import Role
from storage.database import Database
from storage.faults import DatabaseFaultError

HEAD = re.compile(r"[1-9][0-9]{0,8}:[0-9a-f]{16,64}")
OUT_OF_THE_LIST = "name of the process, out of `themenblock process list`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = parser().parse_args(arguments)
    # Database and keys are nobody else's to read, whatever the machine's habit is.
    os.umask(0o077)
    try:
        return int(given.run(given))
    except ValidationError as mistakes:
        return _tell_settings(mistakes, given.language)
    except DatabaseFaultError as fault:
        spoken = words("en" if given.language == "en" else "de")
        sys.stderr.write(f"{spoken.text(f'cli.database.{fault.code}', reason=fault.reason)}\n")
        return 1


def parser() -> argparse.ArgumentParser:
    """Return the whole command line; the reference page is made from it."""
    top = argparse.ArgumentParser(
        prog="themenblock", description="Participation in Microsoft Teams for public offices."
    )
    top.add_argument(
        "--language", choices=("de", "en"), default="de", help="language of what is printed"
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="run the bot, with settings from the environment")
    serve.set_defaults(run=_serve)
    _add_process(commands)
    _add_audit(commands)
    _add_verify(commands)
    _add_status(commands)
    _add_copies(commands)
    add_duties(commands)
    add_findings(commands)
    _add_roles(commands)
    _add_manifest(commands)
    _add_check_text(commands)
    return top


def _add_process(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    process = commands.add_parser("process", help="check templates, look after processes")
    actions = process.add_subparsers(required=True, metavar="ACTION")
    validate = actions.add_parser("validate", help="report all mistakes of template files at once")
    validate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    validate.set_defaults(run=lambda given: validate_templates(given.files, given.language))
    schema = actions.add_parser("schema", help="print the JSON Schema of a template, for editors")
    schema.set_defaults(run=lambda _given: print_schema())
    listed = actions.add_parser("list", help="print all processes, each with the name it goes by")
    listed.set_defaults(run=lambda given: list_processes(given, StorageSettings()))
    _add_leads(actions)


def _add_leads(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    leads = actions.add_parser(
        "leads", help="print who leads a process; name or remove somebody, but never the last lead"
    )
    leads.add_argument("process", type=process_id, metavar="PROCESS", help=OUT_OF_THE_LIST)
    change = leads.add_mutually_exclusive_group()
    about = "object id of the account in Entra that"
    change.add_argument("--add", type=_id, metavar="PERSON", help=f"{about} leads from now on")
    change.add_argument("--remove", type=_id, metavar="PERSON", help=f"{about} leads no longer")
    leads.add_argument(
        "--deputy", action="store_true", help="with --add: as a deputy, not as a lead"
    )
    leads.set_defaults(run=lambda given: lead_process(given, StorageSettings()))


def _add_audit(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser(
        "audit", help="print what was done to a process, and check that nothing was changed since"
    )
    audit.add_argument("process", type=process_id, metavar="PROCESS", help=OUT_OF_THE_LIST)
    audit.add_argument(
        "--head",
        type=_head,
        metavar="NUMBER:VALUE",
        help="a head that a card of a publication named; it must be in the trail",
    )
    audit.set_defaults(run=lambda given: print_audit(given, StorageSettings()))


def _add_verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = commands.add_parser(
        "verify-anonymity",
        help="attack what is kept and was published; 1 if anything gives somebody away",
    )
    verify.add_argument("process", type=process_id, metavar="PROCESS", help=OUT_OF_THE_LIST)
    verify.add_argument(
        "--staff-list",
        type=Path,
        metavar="CSV",
        help="everybody who may have answered, with a column of object ids (an export of Entra)",
    )
    verify.add_argument(
        "--published",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="papers and files that were published beside the program's own; repeatable",
    )
    verify.add_argument(
        "--search",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="logs, backups, snapshots: searched for keys, accounts and names; repeatable",
    )
    verify.add_argument("--json", action="store_true", help="for programs")
    verify.set_defaults(run=lambda given: verify_anonymity(given, StorageSettings()))


def _add_status(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    status = commands.add_parser(
        "status", help="print who leads, blocks, queue, next dates; 1 if messages were given up"
    )
    status.add_argument("--json", action="store_true", help="for programs")
    status.set_defaults(run=lambda given: show_state(given, StorageSettings()))
    outbox = commands.add_parser("outbox", help="settle messages that were given up")
    actions = outbox.add_subparsers(required=True, metavar="ACTION")
    for name, about in (("retry", "send them again"), ("drop", "leave them unsaid for good")):
        action = actions.add_parser(name, help=about)
        action.add_argument(
            "numbers", nargs="*", type=int, metavar="NUMBER", help="all of them if none is named"
        )
        action.set_defaults(act=name, run=lambda given: settle_letters(given, StorageSettings()))


def _add_copies(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, run, about in (
        ("backup", back_up, "copy everything into a new file, also while the bot is running"),
        ("restore", restore, "bring a backup back into an empty database"),
    ):
        action = commands.add_parser(name, help=about)
        action.add_argument("file", type=Path, metavar="FILE")
        action.set_defaults(run=lambda given, run=run: run(given, StorageSettings()))


def _add_check_text(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser(
        "check-text", help="tell line by line what looks like personal data, as JSON"
    )
    check.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
    check.set_defaults(run=lambda given: check_lines(given.file))


def _add_roles(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    roles = commands.add_parser("roles", help="say who may lead, steer, coordinate or audit")
    actions = roles.add_subparsers(required=True, metavar="ACTION")
    for name, run, about in (
        ("grant", grant_role, "give somebody a role"),
        ("revoke", revoke_role, "take a role away"),
    ):
        action = actions.add_parser(name, help=about)
        action.add_argument(
            "role", choices=[str(role) for role in Role], metavar="ROLE", help=" · ".join(Role)
        )
        action.add_argument("--tenant", required=True, type=_id, help="id of the organisation")
        action.add_argument(
            "--person", required=True, type=_id, help="object id of the account in Entra"
        )
        action.set_defaults(run=lambda given, run=run: run(given, StorageSettings()))
    listed = actions.add_parser("list", help="print all roles that were given")
    listed.set_defaults(run=lambda _given: list_roles(StorageSettings()))


def _add_manifest(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    manifest = commands.add_parser("manifest", help="build the app package that Teams installs")
    manifest.add_argument("--app-id", required=True, help="id of the bot's app registration")
    manifest.add_argument("--host", required=True, help="name under which the bot is reached")
    manifest.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the zip file to write"
    )
    manifest.set_defaults(run=build_app_package)


def _id(typed: str) -> str:
    return str(UUID(typed))


def _head(typed: str) -> str:
    head = "".join(typed.split()).lower()
    if not HEAD.fullmatch(head):
        raise ValueError("not the head of a trail")
    return head


def _serve(_given: argparse.Namespace) -> int:
    settings = Settings()
    start_logging()
    load()
    with served_from(settings) as database:
        asyncio.run(_serve_until_stopped(settings, database))
    return 0


async def _serve_until_stopped(settings: Settings, database: Database) -> None:
    # The SDK takes most of a second to load; the other commands do without it.
    from bot.app import running  # noqa: PLC0415

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(kind, stopped.set)
    async with running(settings, database):
        await stopped.wait()


def _tell_settings(mistakes: ValidationError, language: str) -> int:
    spoken = words("en" if language == "en" else "de")
    for mistake in mistakes.errors(include_input=False, include_url=False, include_context=False):
        name = "_".join(str(part) for part in mistake["loc"]) or "settings"
        is_missing = mistake["type"] == "missing"
        key = "cli.setting_missing" if is_missing else "cli.setting_wrong"
        variable = name if name.startswith("OTEL_") else f"THEMENBLOCK_{name.upper()}"
        if not mistake["loc"]:
            variable = "THEMENBLOCK_…"
        sys.stderr.write(spoken.text(key, variable=variable, reason=mistake["msg"]) + "\n")
    return 1
