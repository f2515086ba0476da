"""Starts the sandbox as a process of its own, and ends it."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.nursery import Grown, start

START_SECONDS = 30.0


@contextmanager
def sandbox_process(
    directory: Path, options: Mapping[str, str | Path | bool | None]
) -> Iterator[dict[str, Any]]:
    """Run the sandbox with the options that are given; give what its `sandbox.json` says.

    An option with True is a switch.
    """
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "sandbox.json").unlink(missing_ok=True)
    given = [
        part
        for name, value in options.items()
        if value
        for part in ((name,) if value is True else (name, str(value)))
    ]
    (directory / "sandbox.log").unlink(missing_ok=True)
    process = start(
        "sandbox", ["--data-dir", str(directory), *given], log=directory / "sandbox.log"
    )
    try:
        yield _await_facts(directory, process)
    finally:
        process.end(signal.SIGTERM, START_SECONDS)


def _await_facts(directory: Path, process: Grown) -> dict[str, Any]:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not process.is_over():
        if (directory / "sandbox.json").exists():
            return dict(json.loads((directory / "sandbox.json").read_text(encoding="utf-8")))
        time.sleep(0.02)
    raise AssertionError((directory / "sandbox.log").read_text(encoding="utf-8"))
