"""The files of the app package as Teams would get them: filled in, and in each language."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.house.source import ROOT

FOLDER = ROOT / "manifest"
SCHEMAS = ROOT / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
APP_ID = "00000000-0000-4000-8000-000000000001"
HOST = "themenblock.example"
READABLE = re.compile(r"(?:name|description)\.\w+|.*\.commands\[\d+\]\.(?:title|description)")


def manifest() -> dict[str, Any]:
    """The manifest with an invented id and host in its places, in German."""
    text = (FOLDER / "manifest.json").read_text("utf-8")
    filled: dict[str, Any] = json.loads(
        text.replace("{{APP_ID}}", APP_ID).replace("{{HOST}}", HOST)
    )
    return filled


def english() -> dict[str, str]:
    """The localisation: texts by their place in the manifest."""
    texts: dict[str, str] = json.loads((FOLDER / "en.json").read_text("utf-8"))
    return texts


def in_english() -> dict[str, Any]:
    """The manifest as a client in English shows it."""
    shown = deepcopy(manifest())
    for place, text in english().items():
        *way, last = [int(one) if one.isdigit() else one for one in re.findall(r"[^.\[\]]+", place)]
        part: Any = shown
        for step in way:
            part = part[step]
        part[last] = text
    return shown


def schema(name: str) -> dict[str, Any]:
    """Microsoft's schema of the version that the manifest names."""
    file = SCHEMAS / f"v{manifest()['manifestVersion']}" / f"MicrosoftTeams{name}.schema.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def readable() -> set[str]:
    """The places of all texts that a person reads."""
    return {place for place in _places("", manifest()) if READABLE.fullmatch(place)}


def commands(shown: dict[str, Any], scope: str) -> list[dict[str, str]]:
    """The commands that Teams offers in one scope."""
    lists = shown["bots"][0]["commandLists"]
    return [command for one in lists if scope in one["scopes"] for command in one["commands"]]


def icon(name: str) -> Path:
    """The file of an icon that the manifest names."""
    return FOLDER / str(manifest()["icons"][name])


def _places(place: str, part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _places(f"{place}.{key}".lstrip("."), value)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _places(f"{place}[{number}]", value)
    else:
        yield place
