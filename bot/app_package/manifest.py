"""The manifest and its localisations, filled in from the texts for one office.

`manifest/manifest.json` has the shape. `{{APP_ID}}`, `{{HOST}}` and `{{VERSION}}` in it are the
office's and the program's; any other `{{…}}` is a text, and a command list names commands by their
keys. So a word in the manifest is the word that the bot understands.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.app_package.office import PackageFor
from content.words import Language, Words, words

# Beside the rooms, in a checkout as in an installation. It is no package: it holds data only.
FOLDER = Path(__file__).resolve().parents[2] / "manifest"
PLACE = re.compile(r"\{\{([\w.]+)\}\}")

Json = dict[str, Any]
Fill = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest as each language shows it, the default first, and the files of the others."""

    shown: dict[Language, Json]
    localisations: dict[str, Json]


def build_manifest(office: PackageFor) -> Manifest:
    """Return the manifest of one office, in every language that its shape names."""
    shape = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
    for one in shape["bots"][0]["commandLists"]:
        one["commands"] = [_command(key) for key in one["commands"]]
    facts = {"APP_ID": office.app_id, "HOST": office.host, "VERSION": version("themenblock")}
    info = shape["localizationInfo"]
    files_of = {one["languageTag"]: one["file"] for one in info["additionalLanguages"]}
    fills = {tag: _fill(facts, words(tag)) for tag in (info["defaultLanguageTag"], *files_of)}
    return Manifest(
        shown={tag: _filled(shape, fill) for tag, fill in fills.items()},
        localisations={file: _localisation(shape, fills[tag]) for tag, file in files_of.items()},
    )


def _command(key: str) -> Json:
    return {"title": _place(f"commands.{key}"), "description": _place(f"app.commands.{key}")}


def _place(key: str) -> str:
    return f"{{{{{key}}}}}"


def _fill(facts: dict[str, str], spoken: Words) -> Fill:
    # Descriptions name commands, by the same words as everywhere.
    told = spoken.below("commands")

    def fill(text: str) -> str:
        return PLACE.sub(lambda place: facts.get(place[1]) or spoken.text(place[1], **told), text)

    return fill


def _filled(part: Any, fill: Fill) -> Any:
    if isinstance(part, dict):
        return {key: _filled(value, fill) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, fill) for value in part]
    return fill(part) if isinstance(part, str) else part


def _localisation(shape: Json, fill: Fill) -> Json:
    schema = shape["$schema"].replace("Teams.schema", "Teams.Localization.schema")
    said = {place: fill(text) for place, text in _strings("", shape) if _is_said(text)}
    return {"$schema": schema, **said}


def _is_said(text: str) -> bool:
    return any(not place.isupper() for place in PLACE.findall(text))


def _strings(place: str, part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _strings(f"{place}.{key}".lstrip("."), value)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _strings(f"{place}[{number}]", value)
    elif isinstance(part, str):
        yield place, part
