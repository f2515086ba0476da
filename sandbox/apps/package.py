"""An app package: a zip with a manifest, its localisations and two icons, read and checked.

What Teams' upload would refuse is refused here, with reasons.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from sandbox.apps.manifest import Languages, Manifest

MANIFEST = "manifest.json"
LARGEST_FILE = 1024 * 1024
ICON_SIDES = {"color": 192, "outline": 32}
PNG = b"\x89PNG\r\n\x1a\n"
FIRST_WITH_CHANNEL_FEATURES = 25
ALWAYS_LOCALISED = ("name.short", "name.full", "description.short", "description.full")
STEP = re.compile(r"[^.\[\]]+")

Json = dict[str, Any]


class PackageRefusedError(Exception):
    """The upload says no, for these reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class AppPackage:
    """A package that can be installed; `languages` has the manifest by language tag."""

    default_language: str
    languages: dict[str, Manifest]
    color_icon: bytes

    @property
    def manifest(self) -> Manifest:
        """The manifest as it stands in the package."""
        return self.languages[self.default_language]

    def for_locale(self, locale: str) -> Manifest:
        """The manifest as a client in this locale shows it: by tag, by language, else as it is."""
        by_tag = {tag.lower(): shown for tag, shown in self.languages.items()}
        wanted = locale.lower()
        return by_tag.get(wanted) or by_tag.get(wanted.split("-")[0]) or self.manifest


def read_package(data: bytes) -> AppPackage:
    """Read a zip; raises PackageRefusedError with what is wrong in it."""
    files = _unpacked(data)
    raw = _json(files, MANIFEST)
    manifest = _checked(raw, MANIFEST)
    _require_none([*_faults_for_channels(manifest), *_faults_of_icons(manifest, files)])
    languages = manifest.languages or Languages(defaultLanguageTag="en")
    others = {
        one.tag: _localised(raw, _json(files, one.file), one.file) for one in languages.others
    }
    return AppPackage(
        default_language=languages.default,
        languages={languages.default: manifest, **others},
        color_icon=files[manifest.icons.color],
    )


def _require_none(faults: list[str]) -> None:
    if faults:
        raise PackageRefusedError(faults)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(data)) as package:
            too_large = [one for one in package.infolist() if one.file_size > LARGEST_FILE]
            if too_large:
                raise PackageRefusedError([f"{too_large[0].filename}: too large"])
            files = {name: package.read(name) for name in package.namelist()}
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError):
        raise PackageRefusedError(["not a zip file"]) from None
    if MANIFEST not in files:
        raise PackageRefusedError([f"{MANIFEST} is missing at the top level of the zip"])
    return files


def _json(files: dict[str, bytes], name: str) -> Json:
    if name not in files:
        raise PackageRefusedError([f"{name} is missing in the zip"])
    try:
        found = json.loads(files[name])
    except ValueError:
        raise PackageRefusedError([f"{name} is not JSON"]) from None
    if not isinstance(found, dict):
        raise PackageRefusedError([f"{name} is not a JSON object"])
    return found


def _checked(raw: Json, file: str) -> Manifest:
    try:
        return Manifest.model_validate(raw)
    except ValidationError as mistakes:
        found = mistakes.errors(include_input=False, include_url=False, include_context=False)
        faults = [f"{file}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in found]
        raise PackageRefusedError(faults) from None


def _faults_for_channels(manifest: Manifest) -> Iterator[str]:
    minor = int(manifest.schema_version.split(".")[1])
    is_for_teams = "team" in manifest.bot.scopes
    if is_for_teams and minor >= FIRST_WITH_CHANNEL_FEATURES and not manifest.channel_features:
        yield (
            "Applications with manifest version 1.25 or higher that support the 'team' scope "
            "must include the 'supportsChannelFeatures' property."
        )


def _faults_of_icons(manifest: Manifest, files: dict[str, bytes]) -> Iterator[str]:
    for kind, side in ICON_SIDES.items():
        name = getattr(manifest.icons, kind)
        if name not in files:
            yield f"{name} is missing in the zip"
        elif _size(files[name]) != (side, side):
            yield f"{name} has to be a PNG of {side} x {side} pixels"


def _size(picture: bytes) -> tuple[int, int] | None:
    if not picture.startswith(PNG) or len(picture) < 24:
        return None
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def _localised(raw: Json, texts: Json, file: str) -> Manifest:
    version = raw["manifestVersion"]
    faults = [f"{file}: {place} is missing" for place in ALWAYS_LOCALISED if not texts.get(place)]
    if f"/v{version}/" not in str(texts.pop("$schema", "")):
        faults.append(f"{file}: $schema is not of version {version}")
    shown = deepcopy(raw)
    strays = [place for place, text in texts.items() if not _put(shown, place, text)]
    _require_none(faults + [f"{file}: {place} is no text of the manifest" for place in strays])
    return _checked(shown, file)


def _put(shown: Json, place: str, text: Any) -> bool:
    *way, last = [int(step) if step.isdigit() else step for step in STEP.findall(place)] or [""]
    part: Any = shown
    try:
        for step in way:
            part = part[step]
        if not isinstance(part[last], str):
            return False
        part[last] = text
    except (KeyError, IndexError, TypeError):
        return False
    return True
