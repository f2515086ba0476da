"""The sandbox takes the package that Teams would take, refuses others, shows what it declares."""

from __future__ import annotations

import io
import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from tests.office import Office, RefusedError, start_sandbox
from tests.sandbox.fake_bot import FakeBot

Files = dict[str, bytes]


@pytest.fixture
def files(office: Office) -> Files:
    """The files of this bot's own package."""
    with ZipFile(io.BytesIO(own_package(office))) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(autouse=True)
def _own_package_again(office: Office) -> Iterator[None]:
    yield
    office.upload(own_package(office))


def test_a_package_is_shown_to_everybody_in_their_language(office: Office) -> None:
    office.upload(own_package(office))
    german = office.app(office.people(department="511")[0])
    english = office.app(next(p for p in office.people() if p.locale == "en-GB"))
    assert german["name"] == english["name"] == "Themenblock"
    assert german["commands"]["team"][0]["title"] == "einrichten"
    assert english["commands"]["team"][0]["title"] == "setup"
    assert english["summary"] != german["summary"]
    assert len(german["commands"]["personal"]) == len(english["commands"]["personal"])


def test_the_pages_of_the_app_are_linked_on_this_machine(office: Office, bot: FakeBot) -> None:
    office.upload(own_package(office))
    shown = office.app(office.people()[0])["pages"]
    assert shown["privacy"].startswith("http://127.0.0.1:")
    assert shown["privacy"].endswith("/privacy")


def test_the_icon_is_the_one_of_the_package(office: Office, files: Files) -> None:
    office.upload(own_package(office))
    with urllib.request.urlopen(f"{office.facts['page']}/api/app/icon", timeout=10) as answer:
        assert answer.read() == files["color.png"]


def test_a_newer_package_replaces_the_older(office: Office, files: Files) -> None:
    office.upload(own_package(office))
    change(files, "manifest.json", lambda manifest: manifest["name"].update(short="Anders"))
    office.upload(zipped(files))
    assert office.get("/api/office")["bot"]["name"] == "Anders"


@pytest.mark.parametrize(
    ("file", "alter", "why"),
    [
        ("manifest.json", lambda m: m.pop("supportsChannelFeatures"), "supportsChannelFeatures"),
        ("manifest.json", lambda m: m.update(id="themenblock"), "manifest.json: id"),
        ("manifest.json", lambda m: m.update(version="0.1"), "manifest.json: version"),
        ("manifest.json", lambda m: m["name"].update(short="x" * 31), "name.short"),
        ("manifest.json", lambda m: m["description"].update(short="x" * 81), "description.short"),
        ("manifest.json", lambda m: m.update(bots=m["bots"] * 2), "bots"),
        ("manifest.json", lambda m: m["bots"][0].update(scopes=["channel"]), "bots.0.scopes"),
        ("manifest.json", lambda m: commands(m).extend(commands(m) * 4), "commands"),
        ("manifest.json", lambda m: m["developer"].pop("privacyUrl"), "developer.privacyUrl"),
        ("manifest.json", lambda m: m.update(permissions=["files"]), "permissions"),
        ("manifest.json", lambda m: m.update(validDomains=["https://a.example"]), "validDomains"),
        ("manifest.json", lambda m: m["icons"].update(color="outline.png"), "192 x 192"),
        ("manifest.json", lambda m: m["icons"].update(outline="none.png"), "none.png is missing"),
        ("en.json", lambda t: t.pop("name.full"), "en.json: name.full is missing"),
        ("en.json", lambda t: t.update({"bots[0].name": "x"}), "is no text of the manifest"),
        ("en.json", lambda t: t.update({"name.short": "x" * 31}), "en.json: name.short"),
        ("en.json", lambda t: t.update({"$schema": "/v1.29/"}), "not of version 1.30"),
    ],
)
def test_what_the_upload_would_refuse_is_refused(
    office: Office, files: Files, file: str, alter: Callable[[Any], Any], why: str
) -> None:
    change(files, file, alter)
    with pytest.raises(RefusedError, match=why) as refusal:
        office.upload(zipped(files))
    assert refusal.value.status == 422


@pytest.mark.parametrize("missing", ["manifest.json", "en.json", "color.png"])
def test_a_missing_file_is_named(office: Office, files: Files, missing: str) -> None:
    del files[missing]
    with pytest.raises(RefusedError, match=f"{missing} is missing"):
        office.upload(zipped(files))


def test_files_in_a_folder_are_not_found(office: Office, files: Files) -> None:
    inside = {f"themenblock/{name}": data for name, data in files.items()}
    with pytest.raises(RefusedError, match=r"manifest\.json is missing at the top level"):
        office.upload(zipped(inside))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all"])
def test_what_is_no_zip_is_refused(office: Office, data: bytes) -> None:
    with pytest.raises(RefusedError, match="not a zip file"):
        office.upload(data)


def test_what_unpacks_to_far_more_is_refused(office: Office, files: Files) -> None:
    files["color.png"] += bytes(2 * 1024 * 1024)
    with pytest.raises(RefusedError, match="too large"):
        office.upload(zipped(files))


def test_another_bot_s_package_is_refused(office: Office) -> None:
    other = PackageFor(app_id="00000000-0000-4000-8000-000000000001", host="themenblock.example")
    with pytest.raises(RefusedError, match="not the registration of this bot"):
        office.upload(build_package(other))


def test_an_app_is_not_installed_where_it_is_not_offered(
    office: Office, bot: FakeBot, files: Files
) -> None:
    change(files, "manifest.json", lambda manifest: manifest["bots"][0].update(scopes=["team"]))
    office.upload(zipped(files))
    with pytest.raises(RefusedError, match="scope personal") as refusal:
        office.install(office.people()[0])
    assert refusal.value.status == 403
    assert office.install() == [200, 200]


def test_the_sandbox_can_be_started_with_a_package(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "themenblock.zip"
    file.write_bytes(own_package(office))
    with start_sandbox(tmp_path / "other", app_package=file) as other:
        assert other.facts["app_id"] == office.facts["app_id"]
        assert other.app(other.people()[0])["version"]


def own_package(office: Office) -> bytes:
    """The package of the bot that this sandbox knows."""
    return build_package(PackageFor(app_id=office.facts["app_id"], host="themenblock.example"))


def change(files: Files, name: str, alter: Callable[[Any], Any]) -> None:
    """Alter one JSON file of a package."""
    found = json.loads(files[name])
    alter(found)
    files[name] = json.dumps(found).encode()


def commands(manifest: Any) -> list[Any]:
    """The commands of a channel."""
    found: list[Any] = manifest["bots"][0]["commandLists"][0]["commands"]
    return found


def zipped(files: Files) -> bytes:
    """A zip of these files."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return packed.getvalue()
