"""What a bench has measured: series over rounds, and ratios of series from the same rounds."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Series:
    """One figure, measured once in every round."""

    name: str
    unit: str
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """What half of the rounds stay below."""
        return statistics.median(self.rounds)

    def as_json(self) -> dict[str, Any]:
        """All of it, for the file of results."""
        return {
            "name": self.name,
            "unit": self.unit,
            "median": self.median,
            "low": min(self.rounds),
            "high": max(self.rounds),
            "rounds": list(self.rounds),
        }

    def as_row(self) -> tuple[str, str, str]:
        """Name, median with unit, and the spread over the rounds."""
        spread = f"{shown(min(self.rounds))} – {shown(max(self.rounds))}"
        return self.name, f"{shown(self.median)} {self.unit}".strip(), spread


@dataclass(frozen=True, slots=True)
class Report:
    """What one bench says: ratios first, because the machine is not what is measured."""

    name: str
    about: str
    ratios: Sequence[Series]
    figures: Sequence[Series]
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """All of it, for the file of results."""
        return {
            "name": self.name,
            "about": self.about,
            "ratios": [one.as_json() for one in self.ratios],
            "figures": [one.as_json() for one in self.figures],
            "facts": self.facts,
        }

    def as_markdown(self) -> str:
        """A heading and one table."""
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items())
        lines = [f"### {self.name}", "", self.about + (f" ({facts})" if facts else ""), ""]
        lines += ["| what | median | lowest – highest round |", "|---|---|---|"]
        rows = [one.as_row() for one in (*self.ratios, *self.figures)]
        return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def ratio(name: str, above: Series, below: Series) -> Series:
    """How many times `below` goes into `above`, round by round: both saw the same machine."""
    rounds = zip(above.rounds, below.rounds, strict=True)
    return Series(name, "×", tuple(one / other for one, other in rounds))


def shown(number: float) -> str:
    """A number with three figures, as far as they say something."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"
