"""What is counted and measured while the office is at work."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LONG_MINUTES = 5.0
LEAK_MB_PER_MINUTE = 1.0


class Figures:
    """Counts, and how long answers took; several windows write at once."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.faults_of_ours: list[str] = []
        self._seconds: list[float] = []
        self._lock = threading.Lock()

    def count(self, name: str, number: int = 1) -> None:
        """Count something."""
        with self._lock:
            self.counts[name] += number

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Measure how long somebody waits for an answer."""
        began = time.monotonic()
        yield
        with self._lock:
            self._seconds.append(time.monotonic() - began)

    def note_fault(self, fault: BaseException) -> None:
        """Keep what went wrong in this program itself: then the run proves nothing."""
        with self._lock:
            self.faults_of_ours.append(f"{type(fault).__name__}: {fault}"[:300])

    def waiting(self) -> dict[str, float]:
        """How long people waited for an answer, in milliseconds."""
        if len(self._seconds) < 2:
            return {}
        cuts = statistics.quantiles(self._seconds, n=100)
        found = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": max(self._seconds)}
        return {name: round(seconds * 1000, 1) for name, seconds in found.items()}


class Memory:
    """How much memory a process holds, sampled; a process that was started anew begins anew."""

    def __init__(self) -> None:
        self._samples: list[tuple[int, float, float]] = []

    def sample(self, process_id: int | None) -> None:
        """Look once; a process that has just gone is left out."""
        if process_id is None:
            return
        try:
            status = Path(f"/proc/{process_id}/status").read_text("utf-8")
        except OSError:
            return
        sizes = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
        if sizes:
            self._samples.append((process_id, time.monotonic(), int(sizes[0]) / 1024))

    def is_growing(self, settled_after: float) -> bool:
        """Whether a long life shows a leak; a short one shows nothing."""
        shown = self.shown(settled_after)
        slope = shown.get("slope_mb_per_minute")
        is_long = shown.get("slope_over_minutes", 0) >= LONG_MINUTES
        return bool(is_long and slope and slope > LEAK_MB_PER_MINUTE)

    def shown(self, settled_after: float) -> dict[str, Any]:
        """Largest and last size in MB, and the slope in MB a minute over the last life.

        What a process fills in its first `settled_after` seconds says nothing about leaks.
        """
        if not self._samples:
            return {}
        last = self._samples[-1][0]
        life = [(at, size) for process_id, at, size in self._samples if process_id == last]
        settled = [(at, size) for at, size in life if at - life[0][0] >= settled_after]
        return {
            "max_mb": round(max(size for _, _, size in self._samples), 1),
            "last_mb": round(life[-1][1], 1),
            "slope_mb_per_minute": _slope(settled),
            "slope_over_minutes": round(max(0.0, life[-1][0] - life[0][0] - settled_after) / 60, 1),
        }


def _slope(points: list[tuple[float, float]]) -> float | None:
    if len(points) < 10:
        return None
    found = statistics.linear_regression([at for at, _ in points], [size for _, size in points])
    return round(found.slope * 60, 3)
