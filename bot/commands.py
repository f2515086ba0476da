"""What the commands of the command line do."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from bot.app_package.office import PackageError, PackageFor
from bot.app_package.package import write_package
from bot.settings import StorageSettings
from content import mistakes
from content.words import Language, words
from participation.people import Role
from participation.templates.validation import check_template, json_schema
from storage.database import Database


def say(text: str) -> None:
    """Print one line of a command's result."""
    sys.stdout.write(f"{text}\n")


def complain(text: str, *, code: int = 1) -> int:
    """Print what is wrong where mistakes belong, and return the exit code."""
    sys.stderr.write(f"{text}\n")
    return code


def process_id(typed: str) -> str:
    """Return the name of a process, however it was typed; ValueError for what is none."""
    return UUID(typed).hex


def validate_templates(files: Sequence[Path], language: Language) -> int:
    """Print every mistake of every file; return 1 if one keeps a file from being used."""
    return max(_validate(file, language) for file in files)


def _validate(file: Path, language: Language) -> int:
    spoken = words(language)
    try:
        source = file.read_bytes().decode("utf-8-sig")
    except OSError:
        say(spoken.text("cli.file_unreadable", file=file))
        return 1
    except UnicodeDecodeError as fault:
        say(spoken.text("cli.file_not_utf8", file=file, position=fault.start))
        return 1
    template, found = check_template(str(file), source)
    for one in found:
        line = mistakes.worded(
            one.code,
            one.values,
            language,
            file=one.file,
            path=one.path,
            is_warning=one.is_warning,
        )
        say(line)
    if template is not None:
        say(spoken.text("cli.template_good", file=file, blocks=len(template.topic_blocks)))
    return 0 if template is not None else 1


def print_schema() -> int:
    """Print the JSON Schema of a process template."""
    say(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0


def grant_role(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Give somebody a role."""
    with opened(settings) as database, database.write() as uow:
        uow.people.grant(given.tenant, given.person, Role(given.role))
    say(words(given.language).text("cli.role_granted", role=given.role, person=given.person))
    return 0


def revoke_role(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Take a role away."""
    with opened(settings) as database, database.write() as uow:
        uow.people.revoke(given.tenant, given.person, Role(given.role))
    say(words(given.language).text("cli.role_revoked", role=given.role, person=given.person))
    return 0


def list_roles(settings: StorageSettings) -> int:
    """Print all roles that were given, one a line: tenant, account, role."""
    with opened(settings) as database, database.read() as uow:
        for tenant_id, object_id, role in uow.people.granted():
            say(f"{tenant_id} {object_id} {role}")
    return 0


def build_app_package(given: argparse.Namespace) -> int:
    """Write the zip that Teams installs; say why if it cannot be."""
    spoken = words(given.language)
    try:
        office = PackageFor.typed(given.app_id, given.host)
        write_package(office, given.out)
    except PackageError as refusal:
        sys.stderr.write(f"{spoken.text(refusal.key, **refusal.values)}\n")
        return 1
    except OSError as fault:
        sys.stderr.write(f"{spoken.text('cli.manifest.not_written', reason=fault)}\n")
        return 1
    say(spoken.text("cli.manifest.written", file=given.out, host=office.host))
    return 0


@contextmanager
def opened(settings: StorageSettings) -> Iterator[Database]:
    """Give the database of the settings, brought up to date, and close it afterwards."""
    database = Database(settings.database_url, settings.key_dir)
    try:
        database.migrate()
        yield database
    finally:
        database.close()


@contextmanager
def served_from(settings: StorageSettings) -> Iterator[Database]:
    """Give the database of the settings to serve from, as the only process where only one may."""
    database = Database(settings.database_url, settings.key_dir)
    try:
        with database.claim():
            database.migrate()
            yield database
    finally:
        database.close()
