"""What `themenblock themes` does: read texts and themes, assign, tell."""

import argparse
import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analysis.themes.seeded import Seed, assign
from bot.commands import complain, say
from bot.findings.themes_layout import ThemesLayout, layout_of
from content.words import Words, words

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]


class SeedRow(BaseModel):
    """One theme of a file of seeds."""

    model_config = ConfigDict(extra="forbid")

    key: Name
    words: Annotated[list[Name], Field(min_length=1, max_length=30)]


class SeedFile(BaseModel):
    """A file of seeds: `[[themes]]` with `key` and `words`."""

    model_config = ConfigDict(extra="forbid")

    themes: Annotated[list[SeedRow], Field(min_length=1, max_length=30)]


def assign_themes(given: argparse.Namespace) -> int:
    """Print which texts belong to which theme; 1 if a file cannot be read."""
    spoken = words(given.language)
    try:
        seeds = _seeds(given.seeds)
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as fault:
        return complain(spoken.text("themes.bad_seeds", file=given.seeds, reason=_reason(fault)))
    except OSError as fault:
        return complain(f"{fault.filename}: {fault.strerror}")
    try:
        texts = _texts(given.texts)
    except UnicodeDecodeError:
        return complain(spoken.text("analyse.not_utf8", file=given.texts))
    except OSError as fault:
        return complain(f"{fault.filename}: {fault.strerror}")
    if texts is None:
        return complain(spoken.text("themes.no_column", file=given.texts))
    layout = layout_of(texts, seeds, assign(texts, seeds))
    if given.json:
        say(layout.model_dump_json(indent=2))
        return 0
    for line in _lines(layout, spoken):
        say(line)
    return 0


def _seeds(file: Path) -> tuple[Seed, ...]:
    read = SeedFile.model_validate(tomllib.loads(file.read_text("utf-8")))
    return tuple({row.key: Seed(row.key, tuple(row.words)) for row in read.themes}.values())


def _texts(file: Path) -> list[str] | None:
    """Return the column `text` of a CSV file, or None if there is none."""
    with file.open(newline="", encoding="utf-8-sig") as source:
        reader = csv.DictReader(source)
        if "text" not in (reader.fieldnames or ()):
            return None
        return [row["text"] or "" for row in reader]


def _lines(layout: ThemesLayout, spoken: Words) -> Iterator[str]:
    yield spoken.text(
        "themes.size",
        assigned=spoken.number(layout.assigned),
        rest=spoken.number(layout.without_theme),
    )
    for theme in layout.themes:
        yield spoken.counted("themes.theme", theme.texts, theme=theme.theme)
        if theme.words:
            yield "  " + spoken.text("themes.words", words=", ".join(theme.words))
        if theme.quotes:
            lines = ", ".join(map(str, theme.quotes))
            yield "  " + spoken.text("themes.quotes", lines=lines)


def _reason(fault: Exception) -> str:
    if isinstance(fault, ValidationError):
        first = fault.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(fault)
