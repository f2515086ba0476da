"""The command `python -m bench`: measures, prints a table, and keeps the figures."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.measured import Report
from bench.rounds import Options

BENCHES: Mapping[str, str] = {
    "invoke": "bench.invoke.run",
    "writer": "bench.writing.run",
    "calendar": "bench.calendar",
    "start": "bench.start",
    "stored": "bench.stored",
    "replicas": "bench.replicas",
    "courier": "bench.courier",
}
RESULTS = Path("bench-results")


def main() -> int:
    """Run the benches that were named, or all of them."""
    given = _parser().parse_args()
    begun = datetime.now(UTC)
    facts = machine()
    reports = []
    for name in given.names or BENCHES:
        with tempfile.TemporaryDirectory(prefix="themenblock-bench-") as directory:
            report = measured(name, Options(given.rounds, given.quick, Path(directory)))
        print(report.as_markdown(), flush=True)
        reports.append(report)
    file = _keep(begun, facts | {"load_at_end": machine()["load"]}, reports)
    print(f"Kept in {file}; {facts}")
    return 0


def measured(name: str, options: Options) -> Report:
    """Run one bench. Only what it needs is imported, so that no other one is in its way."""
    report: Report = importlib.import_module(BENCHES[name]).run(options)
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    about = f"which ones: {', '.join(BENCHES)}; all of them unless said otherwise"
    parser.add_argument("names", nargs="*", type=_known, metavar="BENCH", help=about)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="only prove that they work")
    return parser


def _known(name: str) -> str:
    if name not in BENCHES:
        raise argparse.ArgumentTypeError(
            f"there is no bench {name!r}; there are {', '.join(BENCHES)}"
        )
    return name


def _keep(begun: datetime, facts: dict[str, Any], reports: list[Report]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{begun:%Y-%m-%dT%H%M%SZ}.json"
    content = {"machine": facts, "benches": [one.as_json() for one in reports]}
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
