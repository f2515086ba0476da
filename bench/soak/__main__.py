"""The command `python -m bench.soak`: exits 1 if anything was lost, doubled or told."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from bench.soak.run import Options, run


def main() -> int:
    """Run once and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--windows", type=int, default=12, help="how many are open at a time")
    parser.add_argument("--kills", type=int, help="one every two minutes unless said otherwise")
    parser.add_argument("--thinking", type=float, default=0.2, help="seconds at a page")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    options = Options(
        minutes=given.minutes,
        people=given.people,
        windows=given.windows,
        kills=max(1, round(given.minutes / 2)) if given.kills is None else given.kills,
        thinking_seconds=given.thinking,
        seed=given.seed,
    )
    directory = Path(tempfile.mkdtemp(prefix="themenblock-soak-"))
    summary = run(options, directory)
    print(json.dumps(summary, indent=2, ensure_ascii=False))
    if summary["findings"]:
        print(f"\n{len(summary['findings'])} findings; everything is kept in {directory}")
        return 1
    print("\nnothing lost, nothing doubled, nothing told")
    shutil.rmtree(directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
