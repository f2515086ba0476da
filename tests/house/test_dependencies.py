"""What the product is built from: pinned, nameable anywhere, with licences that fit."""

import json
import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest
from packaging.version import Version

from tests.house.source import ROOT, lines

LOCKS = ("run", "dev", "build", "node")
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;]+)(?: ; [^\\]+)?((?: \\)?)$")
HASH = re.compile(r"^ {4}--hash=sha256:[0-9a-f]{64}(?: \\)?$")
COPYLEFT = re.compile(r"\bA-?GPL|Affero|SSPL|BUSL|Commons[ -]Clause", re.IGNORECASE)
# Every package here needs a decision record that says why no release would do.
PRE_RELEASES = {"opentelemetry-semantic-conventions": "0011-pre-release-semantic-conventions.md"}


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


def test_everything_of_the_program_is_pinned_alike_for_development() -> None:
    run, dev = _pinned("run"), _pinned("dev")
    different = {name: version for name, version in run.items() if dev.get(name) != version}
    assert not different, different


def test_npm_packages_are_pinned_by_content_and_by_no_host() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    foreign = [one for name, one in packages.items() if name]
    assert all("integrity" in one for one in foreign)
    assert not any("resolved" in one for one in foreign)


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_no_licence_reaches_beyond_its_package(lock: str) -> None:
    found = [name for name in _pinned(lock) if COPYLEFT.search(_licence(name))]
    assert not found, lines(found)


def test_no_pre_release_runs_without_a_recorded_reason() -> None:
    found = {name for name, version in _pinned("run").items() if Version(version).is_prerelease}
    assert found == PRE_RELEASES.keys()


@pytest.mark.parametrize("record", PRE_RELEASES.values())
def test_the_recorded_reason_exists(record: str) -> None:
    assert (ROOT / "docs" / "development" / "decisions" / record).exists()


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
