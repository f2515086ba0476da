"""A careful look into data of which nobody knows yet whether its shape is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

from participation.templates.validation.mistake import Path


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its path; whatever is missing or of the wrong type is simply not there."""

    path: Path
    value: object

    def field(self, name: str) -> "Node":
        """Return the field `name`, with None as value where there is none."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Node((*self.path, name), value)

    def each(self, name: str) -> tuple["Node", ...]:
        """Return the entries of the list `name`."""
        found = self.field(name)
        entries = found.value if isinstance(found.value, list) else []
        return tuple(Node((*found.path, index), entry) for index, entry in enumerate(entries))

    def text(self, name: str) -> str | None:
        """Return the text `name`, without space around it."""
        value = self.field(name).value
        return value.strip() if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Return the whole number `name`."""
        value = self.field(name).value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def figure(self, name: str) -> Decimal | None:
        """Return the number `name`, whole or not."""
        value = self.field(name).value
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            return None
        return Decimal(str(value))

    def day(self, name: str) -> date | None:
        """Return the date `name`, written as a TOML date or as text."""
        value = self.field(name).value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                return None
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def wall_time(self, name: str) -> time | None:
        """Return the time of day `name`, written as a TOML time or as text."""
        value = self.field(name).value
        if isinstance(value, str):
            try:
                value = time.fromisoformat(value)
            except ValueError:
                return None
        return value.replace(tzinfo=None) if isinstance(value, time) else None

    def days(self, *names: str) -> Iterator[tuple[str, date]]:
        """Return those of the dates `names` that are there, with their names."""
        for name in names:
            day = self.day(name)
            if day is not None:
                yield name, day
