"""What the upload to Teams would refuse and an office could cause, said before a file is written.

Microsoft's whole schema is checked by the tests; here is what names, texts and icons can break.
Commands keep to the limits that were published before schema 1.30: clients of then cut them off.
"""

import re
import struct
from collections.abc import Iterator
from typing import Any

from bot.app_package.office import PackageError

TEXT_LIMITS = {
    ("name", "short"): 30,
    ("name", "full"): 100,
    ("description", "short"): 80,
    ("description", "full"): 4000,
}
COMMAND_LIMITS = {"title": 32, "description": 128}
MOST_COMMANDS = 12
ICON_SIDES = {"color": 192, "outline": 32}
VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}")

Json = dict[str, Any]


def require_sound(shown: Json, icons: dict[str, bytes], language: str) -> None:
    """Refuse what Teams would not take, in the language that shows it."""
    if not VERSION.fullmatch(shown["version"]):
        raise PackageError("cli.manifest.version_wrong", version=shown["version"])
    for place, text, limit in _limited(shown):
        if not 0 < len(text) <= limit:
            raise PackageError(
                "cli.manifest.text_length",
                place=f"{place} ({language})",
                length=len(text),
                limit=limit,
            )
    for one in shown["bots"][0]["commandLists"]:
        if len(one["commands"]) > MOST_COMMANDS:
            raise PackageError("cli.manifest.too_many_commands", limit=MOST_COMMANDS)
    for kind, side in ICON_SIDES.items():
        if _size(icons[shown["icons"][kind]]) != (side, side):
            raise PackageError("cli.manifest.icon_size", file=shown["icons"][kind], side=side)


def _limited(shown: Json) -> Iterator[tuple[str, str, int]]:
    for (part, size), limit in TEXT_LIMITS.items():
        yield f"{part}.{size}", shown[part][size], limit
    for one in shown["bots"][0]["commandLists"]:
        for command in one["commands"]:
            for part, limit in COMMAND_LIMITS.items():
                yield f"{one['scopes'][0]} {command['title']}", command[part], limit


def _size(png: bytes) -> tuple[int, int]:
    # The header is the first chunk: length, kind, width, height.
    width, height = struct.unpack(">II", png[16:24])
    return width, height
