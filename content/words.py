"""The words of the product in one language, with German and English habits of writing."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

Language = Literal["de", "en"]
NARROW_NO_BREAK_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of one language, found by dotted key."""

    language: Language
    texts: dict[str, str]

    def text(self, key: str, **values: object) -> str:
        """Return the text of `key` with its placeholders filled; unknown keys raise KeyError."""
        return self.texts[key].format(**values)

    def list(self, prefix: str) -> tuple[str, ...]:
        """Return all texts below `prefix.` in the file's order."""
        return tuple(text for key, text in self.texts.items() if key.startswith(f"{prefix}."))

    def date(self, day: date) -> str:
        """Return a date as people write it: 1. Juni 2027, 1 June 2027."""
        month = self.text(f"months.m{day.month}")
        return (
            f"{day.day}. {month} {day.year}"
            if self.language == "de"
            else f"{day.day} {month} {day.year}"
        )

    def moment(self, moment: datetime, zone: str) -> str:
        """Return a moment in the wall time of `zone`, with date and hour."""
        local = moment.astimezone(ZoneInfo(zone))
        return self.text("formats.moment", day=self.date(local.date()), time=f"{local:%H:%M}")

    def percent(self, share: float) -> str:
        """Return a share of 0 … 1 as a whole percentage with the right space before the sign."""
        space = NARROW_NO_BREAK_SPACE if self.language == "de" else ""
        return f"{round(share * 100)}{space}%"


@cache
def words(language: Language) -> Words:
    """Load the texts of `language` once."""
    source = files("content").joinpath("texts", f"{language}.toml").read_text("utf-8")
    return Words(language, dict(_flat("", tomllib.loads(source))))


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, str(value))]
    return pairs
