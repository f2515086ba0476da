"""Generated pages and hand-written ones say what the program does."""

import re
from pathlib import Path

import pytest

from bot.cli import parser
from bot.settings import Settings
from tests.house import command_page, program_pages, references
from tests.house.source import ROOT, lines, project, texts

PAGES = {path: text for path, text in texts() if path.suffix == ".md"}
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^|`)(themenblock (?:serve|process|roles|manifest)[^`\n]*)", re.MULTILINE)
MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)
VARIABLE = re.compile(r"THEMENBLOCK_[A-Z_]+[A-Z]")
# Read by the tests alone: where reference data lie that is not part of the project.
OF_THE_TESTS = {"THEMENBLOCK_REFERENCE_DATA"}


def test_generated_pages_are_fresh() -> None:
    found = references.stale()
    assert not found, f"run `make docs`: {found}"


def test_every_setting_has_a_meaning() -> None:
    assert program_pages.MEANINGS.keys() == Settings.model_fields.keys()


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{path}: {target}"
        for path, text in PAGES.items()
        for target in LINK.findall(text)
        if "://" not in target and not (ROOT / path.parent / target).exists()
    ]
    assert not broken, lines(broken)


def test_every_make_target_that_is_named_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    unknown = {
        f"{path}: make {target}"
        for path, text in PAGES.items()
        for target in MAKE.findall(text)
        if target not in targets
    }
    assert not unknown, lines(unknown)


def test_every_command_that_is_named_is_understood() -> None:
    known = {name for name, _, _ in command_page.leaves(parser(), "themenblock")}
    unknown = [
        f"{path}: {command}"
        for path, text in PAGES.items()
        for command in COMMAND.findall(text)
        if not any(command == name or command.startswith(f"{name} ") for name in known)
    ]
    assert not unknown, lines(unknown)


def test_every_setting_that_is_named_exists() -> None:
    known = {f"THEMENBLOCK_{name.upper()}" for name in Settings.model_fields} | OF_THE_TESTS
    unknown = {
        f"{path}: {name}"
        for path, text in PAGES.items()
        for name in VARIABLE.findall(text)
        if name not in known
    }
    assert not unknown, lines(unknown)


def test_readme_opens_with_its_two_commands() -> None:
    begin = PAGES[Path("README.md")].split("```")[1].split("\n")
    assert [line.split("#")[0].strip() for line in begin if line.startswith("make")] == [
        "make run",
        "make test",
    ]


def test_the_change_log_knows_this_version() -> None:
    assert f"## [{project()['project']['version']}]" in PAGES[Path("CHANGELOG.md")]


@pytest.mark.parametrize("role", ["fachkraft", "prozessleitung", "steuerungskreis"])
def test_the_handbook_has_a_page_for_every_role(role: str) -> None:
    assert Path(f"docs/handbuch/{role}.md") in PAGES
