"""Measures several things side by side: one after another in every round, in turning order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.measured import Series


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; `is_quick` proves that a bench works, and nothing else."""

    rounds: int
    is_quick: bool
    directory: Path

    def sized(self, usual: int, quick: int) -> int:
        """How much of something to do."""
        return quick if self.is_quick else usual


def warmed(options: Options, measures: Mapping[str, Callable[[], float]]) -> None:
    """Take every measure once for nothing: the first time fetches keys, rosters and files."""
    if not options.is_quick:
        for measure in measures.values():
            measure()


def interleaved(
    rounds: int, unit: str, measures: Mapping[str, Callable[[], float]]
) -> dict[str, Series]:
    """Take every measure once in each round.

    Each round begins with another one, so that whatever slows the machine down meets all alike.
    """
    names = list(measures)
    found: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            found[name].append(measures[name]())
    return {name: Series(name, unit, tuple(values)) for name, values in found.items()}
