"""The package itself: a zip of the same bytes whenever the same office asks for it."""

import io
import json
import os
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.app_package.manifest import FOLDER, build_manifest
from bot.app_package.office import PackageFor
from bot.app_package.rules import require_sound

# A zip knows no earlier day; the hour of packing would make every zip another one.
ALWAYS = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE = 0o644 << 16


def build_package(office: PackageFor) -> bytes:
    """Return the zip for one office; refuses what Teams would refuse."""
    manifest = build_manifest(office)
    default, *_ = manifest.shown.values()
    icons = {name: (FOLDER / name).read_bytes() for name in default["icons"].values()}
    for language, shown in manifest.shown.items():
        require_sound(shown, icons, language)
    texts = {"manifest.json": default, **manifest.localisations}
    return _zipped({name: _as_text(part) for name, part in texts.items()} | icons)


def write_package(office: PackageFor, file: Path) -> None:
    """Write the zip, whole or not at all."""
    data = build_package(office)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.part")
    draft.write_bytes(data)
    os.replace(draft, file)


def _as_text(part: dict[str, Any]) -> bytes:
    return f"{json.dumps(part, ensure_ascii=False, indent=2)}\n".encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        for name, data in files.items():
            entry = ZipInfo(name, ALWAYS)
            entry.create_system, entry.external_attr = UNIX, READABLE
            # Stored, not deflated: versions of zlib pack the same bytes differently.
            package.writestr(entry, data, compress_type=ZIP_STORED)
    return packed.getvalue()
