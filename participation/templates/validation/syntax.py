"""Reading TOML so that one slip of the pen does not hide every other mistake."""

import re
import tomllib
from dataclasses import dataclass

from participation.templates.validation.mistake import Finding, Path

MOST_SLIPS = 20

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_ENTRY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read. `skipped` are the names on lines that were left out as unreadable;
    `data` is None where nothing could be read."""

    data: dict[str, object] | None
    findings: tuple[Finding, ...]
    skipped: frozenset[str]


def read(source: str) -> Read:
    """Return the data of `source`; a line `name = …` that is no TOML is noted and left out."""
    # Windows' editor writes a byte order mark, which TOML does not know.
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    findings: list[Finding] = []
    skipped: set[str] = set()
    while len(findings) < MOST_SLIPS:
        try:
            data = tomllib.loads("\n".join(lines))
        except (ValueError, RecursionError) as error:
            line, column = _place(error, lines)
            findings.append(_slip(str(error), line, column))
            entry = _ENTRY.match(lines[line - 1])
            if entry is None:
                break
            skipped.add(entry[1])
            lines[line - 1] = ""
        else:
            return Read(data, tuple(findings), frozenset(skipped))
    return Read(None, tuple(findings), frozenset(skipped))


def _place(error: Exception, lines: list[str]) -> tuple[int, int]:
    """Return line and column, both from 1; the last line where the parser names none."""
    place = _PLACE.search(str(error))
    return (int(place[1]), int(place[2])) if place else (len(lines), 1)


def _slip(message: str, line: int, column: int) -> Finding:
    code = "toml_twice" if message.startswith("Cannot overwrite") else "toml_syntax"
    path: Path = (f"{line}:{column}",)
    return Finding(path, code, {"line": line, "column": column})
