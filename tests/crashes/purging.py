"""Purges a process and dies, as by `kill -9`, at a given step: a program of its own.

Steps are counted as in `tests.crashes.sealing`. What it claims it prints: proven or not.
"""

import sys
from pathlib import Path

from dialogs.duties.purge_process import purge_process
from storage.database import Database
from tests.cards.examples import PROCESS
from tests.crashes.sealing import Steps
from tests.dialogs.test_purge_process import EVERYTHING


def main(url: str, key_directory: str, last: str) -> None:
    """Open, count from here on, and purge."""
    steps = Steps(int(last))
    database = Database(url, Path(key_directory))
    steps.watch_database(url)
    report = purge_process(PROCESS.process_id, EVERYTHING, "command_line", database)
    sys.stdout.write(f"{steps.count} {report.is_proven}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
