"""The package is built from what an office says, the same each time, or refused with words."""

import io
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.app_package import rules
from bot.app_package.manifest import build_manifest
from bot.app_package.office import PackageError, PackageFor
from bot.app_package.package import build_package
from bot.cli import main
from content.words import words
from tests.house.source import ROOT
from tests.manifest.package import OFFICE, Json, icon, manifest, unpacked

ICONS = {"color.png": icon("color").read_bytes(), "outline.png": icon("outline").read_bytes()}


def test_the_package_has_four_files_and_no_folder() -> None:
    assert [*unpacked()] == ["manifest.json", "en.json", "color.png", "outline.png"]


def test_the_same_office_gets_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    for name, zone in (("one", "UTC"), ("two", "Asia/Tokyo")):
        command = [sys.executable, "-m", "bot", "manifest", "--app-id", OFFICE.app_id]
        command += ["--host", OFFICE.host, "--out", str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"TZ": zone}, check=True)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").read_bytes() == build_package(OFFICE)


def test_any_machine_can_read_it() -> None:
    with ZipFile(io.BytesIO(build_package(OFFICE))) as package:
        assert package.testzip() is None
        assert {one.external_attr >> 16 for one in package.infolist()} == {0o644}


@pytest.mark.parametrize("typed", ["{%s}", "urn:uuid:%s", " %s "])
def test_an_id_is_taken_in_any_of_its_forms(typed: str) -> None:
    assert PackageFor.typed(typed % OFFICE.app_id, OFFICE.host) == OFFICE


@pytest.mark.parametrize("typed", ["Themenblock.Example", "themenblock.example."])
def test_a_host_is_taken_as_people_write_it(typed: str) -> None:
    assert PackageFor.typed(OFFICE.app_id, typed) == OFFICE


@pytest.mark.parametrize("typed", ["", "themenblock", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_id_is_refused(typed: str) -> None:
    with pytest.raises(PackageError, match="app_id_wrong"):
        PackageFor.typed(typed, OFFICE.host)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("https://themenblock.example", "host_with_scheme"),
        ("themenblock.example/bot", "host_with_path"),
        ("themenblock.example:443", "host_with_port"),
        ("*.themenblock.example", "host_with_wildcard"),
        ("", "host_wrong"),
        ("localhost", "host_wrong"),
        ("192.0.2.7", "host_wrong"),
        ("[2001:db8::7]", "host_with_port"),
        ("themen block.example", "host_wrong"),
        ("themenblöcke.example", "host_wrong"),
        ("-themenblock.example", "host_wrong"),
        ("a" * 64 + ".example", "host_wrong"),
        ("a." * 130 + "example", "host_wrong"),
        ("user@themenblock.example", "host_wrong"),
    ],
)
def test_what_is_no_host_is_refused(typed: str, why: str) -> None:
    with pytest.raises(PackageError, match=f"manifest.{why}$"):
        PackageFor.typed(OFFICE.app_id, typed)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda shown: shown.update(version="0.2.0.dev1"), "version_wrong"),
        (lambda shown: shown["name"].update(short="x" * 31), "text_length"),
        (lambda shown: shown["description"].update(short=""), "text_length"),
        (lambda shown: first_command(shown).update(title="x" * 33), "text_length"),
        (lambda shown: first_command(shown).update(description="x" * 129), "text_length"),
        (lambda shown: first_list(shown).extend(first_list(shown) * 4), "too_many_commands"),
        (lambda shown: shown["icons"].update(color="outline.png"), "icon_size"),
    ],
)
def test_what_teams_would_refuse_is_not_packed(change: object, why: str) -> None:
    shown = manifest()
    assert callable(change)
    change(shown)
    with pytest.raises(PackageError, match=f"manifest.{why}$"):
        rules.require_sound(shown, ICONS, "de")


def test_every_language_is_checked() -> None:
    for language, shown in build_manifest(OFFICE).shown.items():
        rules.require_sound(shown, ICONS, language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_command_says_what_is_wrong(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "package.zip"
    given = ["--app-id", OFFICE.app_id, "--host", "https://a.example", "--out", str(file)]
    assert main(["--language", language, "manifest", *given]) == 1
    spoken = words("en" if language == "en" else "de")
    said = spoken.text("cli.manifest.host_with_scheme", host="https://a.example")
    assert capsys.readouterr() == ("", f"{said}\n")
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    given = ["--app-id", OFFICE.app_id, "--host", OFFICE.host]
    assert main(["manifest", *given, "--out", str(tmp_path / "file" / "package.zip")]) == 1
    assert "Das Paket ließ sich nicht schreiben" in capsys.readouterr().err


def first_list(shown: Json) -> list[Json]:
    """The commands of a channel."""
    commands: list[Json] = shown["bots"][0]["commandLists"][0]["commands"]
    return commands


def first_command(shown: Json) -> Json:
    """The first of them."""
    return first_list(shown)[0]
