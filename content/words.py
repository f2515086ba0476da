"""The words of the product in one language, with German and English habits of writing.

Texts are templates with named places; what people or process templates write goes into these
places as it is and is never read as a template itself.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Language = Literal["de", "en"]
NARROW_NO_BREAK_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of one language, found by dotted key."""

    language: Language
    texts: dict[str, str]

    def text(self, key: str, /, **values: object) -> str:
        """Return the text of `key` with its places filled; unknown keys raise KeyError."""
        return self.texts[key].format(**values)

    def counted(self, key: str, count: int, /, **values: object) -> str:
        """Return `key.one` or `key.other` as `count` demands, with {count} written out."""
        form = "one" if count == 1 else "other"
        return self.text(f"{key}.{form}", count=self.number(count), **values)

    def list(self, prefix: str, /) -> tuple[str, ...]:
        """Return all texts below `prefix.` in the file's order."""
        return tuple(text for key, text in self.texts.items() if key.startswith(f"{prefix}."))

    def below(self, prefix: str, /) -> dict[str, str]:
        """Return all texts below `prefix.`, by the rest of their keys."""
        return {
            key.removeprefix(f"{prefix}."): text
            for key, text in self.texts.items()
            if key.startswith(f"{prefix}.")
        }

    def date(self, day: date) -> str:
        """Return a date as people write it: 1. Juni 2027, 1 June 2027."""
        month = self.text(f"months.m{day.month}")
        return self.text("formats.date", day=day.day, month=month, year=day.year)

    def moment(self, moment: datetime, zone: str) -> str:
        """Return an aware moment in the wall time of `zone`, with weekday, date and hour."""
        local = moment.astimezone(ZoneInfo(zone))
        return self.text(
            "formats.moment",
            weekday=self.text(f"weekdays.d{local.isoweekday()}"),
            day=self.date(local.date()),
            time=f"{local:%H:%M}",
        )

    def number(self, count: int) -> str:
        """Return a whole number with the separator that the language puts between thousands."""
        separator = "." if self.language == "de" else ","
        return f"{count:,}".replace(",", separator)

    def decimal(self, kept: str) -> str:
        """Return a number that may have decimal places, as people type it: 7,5 or 7.5."""
        return kept.replace(".", ",") if self.language == "de" else kept

    def percent(self, share: float) -> str:
        """Return a share of 0 … 1 as a whole percentage, halves rounded up."""
        space = NARROW_NO_BREAK_SPACE if self.language == "de" else ""
        return f"{int(share * 100 + 0.5)}{space}%"


@cache
def words(language: Language) -> Words:
    """Load the texts of `language` once."""
    source = files("content").joinpath("texts", f"{language}.toml").read_text("utf-8")
    return Words(language, dict(_flat("", tomllib.loads(source))))


def load() -> None:
    """Load the texts of all languages now, so that nobody waits for them later."""
    for language in get_args(Language):
        words(language)


def _flat(prefix: str, table: dict[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, str(value))]
    return pairs
