"""The app package as Teams would get it, for an invented office, and in each language."""

import io
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from tests.house.source import ROOT

SHAPE = ROOT / "manifest" / "manifest.json"
SCHEMAS = ROOT / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
OFFICE = PackageFor(app_id="00000000-0000-4000-8000-000000000001", host="themenblock.example")
READABLE = re.compile(r"(?:name|description)\.\w+|.*\.commands\[\d+\]\.(?:title|description)")

Json = dict[str, Any]


@cache
def unpacked() -> dict[str, bytes]:
    """The files of the package, by name."""
    with ZipFile(io.BytesIO(build_package(OFFICE))) as package:
        return {name: package.read(name) for name in package.namelist()}


def manifest() -> Json:
    """The manifest, in German."""
    return dict(json.loads(unpacked()["manifest.json"]))


def english() -> dict[str, str]:
    """The localisation: texts by their place in the manifest."""
    return dict(json.loads(unpacked()["en.json"]))


def in_english() -> Json:
    """The manifest as a client in English shows it."""
    shown = deepcopy(manifest())
    for place, text in english().items():
        *way, last = [int(one) if one.isdigit() else one for one in re.findall(r"[^.\[\]]+", place)]
        part: Any = shown
        for step in way:
            part = part[step]
        part[last] = text
    return shown


def schema(name: str) -> Json:
    """Microsoft's schema of the version that the manifest names."""
    file = SCHEMAS / f"v{manifest()['manifestVersion']}" / f"MicrosoftTeams{name}.schema.json"
    return dict(json.loads(file.read_text("utf-8")))


def readable() -> set[str]:
    """The places of all texts that a person reads."""
    return {place for place in _places("", manifest()) if READABLE.fullmatch(place)}


def commands(shown: Json, scope: str) -> list[dict[str, str]]:
    """The commands that Teams offers in one scope."""
    lists = shown["bots"][0]["commandLists"]
    return [command for one in lists if scope in one["scopes"] for command in one["commands"]]


def offered() -> dict[str, list[str]]:
    """The keys of the commands that the shape names, by scope."""
    lists = json.loads(SHAPE.read_text("utf-8"))["bots"][0]["commandLists"]
    return {scope: one["commands"] for one in lists for scope in one["scopes"]}


def icon(name: str) -> Path:
    """The file of an icon that the manifest names."""
    return SHAPE.parent / str(manifest()["icons"][name])


def _places(place: str, part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _places(f"{place}.{key}".lstrip("."), value)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _places(f"{place}[{number}]", value)
    else:
        yield place
