"""One mistake in a template, and how the way to it is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Field names and zero-based positions from the top of the file down; of a line that cannot be read
line and column instead: `("3:7",)`."""

WARNINGS = frozenset({"invited_below_smallest_group", "block_too_long", "reminder_on_free_day"})
"""Codes of what should be looked at but does not keep a template from being used."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake as a check sees it, before it knows the file; `code` has words in `content`."""

    path: Path
    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake in a template file; `content.mistakes` has the words for `code` and `values`."""

    file: str
    path: str
    code: str
    values: Mapping[str, object]

    @property
    def is_warning(self) -> bool:
        """Say whether the template can be used all the same."""
        return self.code in WARNINGS


def finding(path: Path, code: str, **values: object) -> Finding:
    """Return a finding; shorter to write where checks yield many."""
    return Finding(path, code, values)


def written(path: Path) -> str:
    """Return a path as people write it: `topic_blocks[1].prompts[0].question.en`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{_name(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def shortened(given: object) -> str:
    """Return what was given so that it fits a line and cannot disturb a terminal."""
    text = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}"
        for character in str(given)
    )
    return text if len(text) <= 40 else f"{text[:39]}…"


def _name(part: str) -> str:
    return part if re.fullmatch(r"[A-Za-z0-9_-]+|[0-9]+:[0-9]+", part) else f'"{shortened(part)}"'
