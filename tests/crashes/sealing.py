"""Seals a block and dies, as by `kill -9`, when it comes to a given step: a program of its own.

A step is every statement that reaches the database, those inside VACUUM included, every commit, and
every touch of a key's file. With 0 it lives, and prints how many steps there were.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from dialogs.seal_block import seal_block
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS
from tests.dialogs.closed_block import CLOSED


class Steps:
    """Counts steps, and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.count = 0

    def step(self, *_told: object) -> None:
        """Come to the next step."""
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_database(self, url: str) -> None:
        """Count what is asked of the database."""
        if url.startswith("sqlite"):
            event.listen(Engine, "connect", self._trace)
            return
        event.listen(Engine, "before_cursor_execute", self.step)
        event.listen(Engine, "commit", self.step)

    def watch_keys(self) -> None:
        """Count what is done to files of keys."""
        for owner, name in ((os, "fsync"), (Path, "unlink"), (Path, "chmod")):
            setattr(owner, name, self._counted(getattr(owner, name)))

    def _trace(self, connection: Any, _record: object) -> None:
        connection.set_trace_callback(self.step)

    def _counted(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            self.step()
            return act(*given, **named)

        return counted


def main(url: str, key_directory: str, last: str) -> None:
    """Open, count from here on, and seal."""
    steps = Steps(int(last))
    database = Database(url, Path(key_directory))
    steps.watch_database(url)
    steps.watch_keys()
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    sys.stdout.write(f"{steps.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
