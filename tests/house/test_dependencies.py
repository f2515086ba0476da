"""What the product is built from: pinned, nameable anywhere, with licences that fit."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.house.source import ROOT, lines, modules, project, rooms

LOCKS = ("run", "otel", "dev", "build", "node")
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;]+)(?: ; [^\\]+)?((?: \\)?)$")
HASH = re.compile(r"^ {4}--hash=sha256:[0-9a-f]{64}(?: \\)?$")
COPYLEFT = re.compile(r"\bA-?GPL|Affero|SSPL|BUSL|Commons[ -]Clause", re.IGNORECASE)
PRE_RELEASE = re.compile(r"[0-9](?:a|b|rc|\.dev)[0-9]")
# Every package here needs a decision record that says why no release would do.
PRE_RELEASES = {"opentelemetry-semantic-conventions": "0011-pre-release-semantic-conventions.md"}
# Import names that belong to a declared package or come with one, and which.
COMES_WITH = {
    "botbuilder": "botbuilder-core",
    "botframework": "botbuilder-core",
    "msrest": "botbuilder-core",
    "requests": "msal",
    "pydantic_core": "pydantic",
    "microsoft_teams": "microsoft-teams-cards",
    "jwt": "pyjwt",
    "opentelemetry": "opentelemetry-sdk",
}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_hold_requirements_and_hashes_only(lock: str) -> None:
    # A host or an index option would tie everybody to one machine's way to packages.
    strange = [
        line
        for line in _lines(lock)
        if not REQUIREMENT.match(line) and not HASH.match(line) and not line.startswith("    # via")
    ]
    assert not strange, lines(strange)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_a_hash(lock: str) -> None:
    kept = [line for line in _lines(lock) if not line.startswith("    #")]
    followed = zip(kept, [*kept[1:], ""], strict=True)
    bare = [line for line, after in followed if REQUIREMENT.match(line) and not HASH.match(after)]
    assert not bare, lines(bare)


def test_every_import_of_the_program_is_declared() -> None:
    # What is used without being declared disappears with somebody else's next release.
    parts = project()["project"]
    wanted = [*parts["dependencies"], *parts["optional-dependencies"]["otel"]]
    declared = {_name(one) for one in wanted}
    undeclared = {name for name in _imported() if COMES_WITH.get(name, _name(name)) not in declared}
    assert not undeclared, lines(undeclared)


@pytest.mark.parametrize("lock", ["dev", "otel"])
def test_everything_of_the_program_is_pinned_alike_everywhere(lock: str) -> None:
    run, other = _pinned("run"), _pinned(lock)
    different = {name: version for name, version in run.items() if other.get(name) != version}
    assert not different, different


def test_npm_packages_are_pinned_by_content_and_by_no_host() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    foreign = [one for name, one in packages.items() if name]
    assert all("integrity" in one for one in foreign)
    assert not any("resolved" in one for one in foreign)


@pytest.mark.parametrize("lock", ["run", "otel", "dev"])
def test_no_licence_reaches_beyond_its_package(lock: str) -> None:
    found = [name for name in _pinned(lock) if COPYLEFT.search(_licence(name))]
    assert not found, lines(found)


def test_no_pre_release_runs_without_a_recorded_reason() -> None:
    found = {name for name, version in _pinned("run").items() if PRE_RELEASE.search(version)}
    assert found == PRE_RELEASES.keys()


@pytest.mark.parametrize("record", PRE_RELEASES.values())
def test_the_recorded_reason_exists(record: str) -> None:
    assert (ROOT / "docs" / "development" / "decisions" / record).exists()


def _imported() -> Iterator[str]:
    for module in modules():
        for node in ast.walk(module.tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            tops = {name.partition(".")[0] for name in names}
            yield from tops - sys.stdlib_module_names - {*rooms()}


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def _lines(lock: str) -> list[str]:
    return (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8").splitlines()


def _pinned(lock: str) -> dict[str, str]:
    found = (REQUIREMENT.match(line) for line in _lines(lock))
    return {one[1].lower().replace("_", "-"): one[2] for one in found if one}


def _licence(name: str) -> str:
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""  # of another platform
    expressions, classifiers, texts = (
        told.get_all(field) or [] for field in ("License-Expression", "Classifier", "License")
    )
    # Some put the whole licence into the last one; its first line names it.
    return "\n".join([*expressions, *classifiers, *(text.split("\n")[0] for text in texts)])
