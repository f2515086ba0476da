"""Starts processes quickly: each is forked from one that has loaded the programs already.

They are processes like any others, with settings and a command line of their own, and can be
stopped and killed; only loading Python's modules is spared, which most of a start is.
"""

import json
import os
import runpy
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

LOADED = ("bot.cli", "bot.app", "sandbox.server", "sandbox.apps.package", "mako.template")
"""What the programs load before they do anything."""

ONE_AT_A_TIME = threading.Lock()


class Grown:
    """A process that was started in the nursery."""

    def __init__(self, process_id: int) -> None:
        self.pid = process_id
        try:
            self._handle = os.pidfd_open(process_id)
        except ProcessLookupError:
            self._handle = -1

    def is_over(self, timeout_s: float = 0.0) -> bool:
        """Say whether the process has ended, at the latest after `timeout_s`."""
        if self._handle < 0:
            return True
        poll = select.poll()
        poll.register(self._handle, select.POLLIN)
        if not poll.poll(timeout_s * 1000):
            return False
        os.close(self._handle)
        self._handle = -1
        return True

    def end(self, kind: signal.Signals, timeout_s: float) -> None:
        """Send a signal and wait for the end."""
        if self.is_over():
            return
        signal.pidfd_send_signal(self._handle, kind)
        assert self.is_over(timeout_s), f"{self.pid} has not ended after {kind.name}"


def start(
    module: str,
    arguments: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    wrapper: Sequence[str] = (),
) -> Grown:
    """Start `python -m module` with arguments; its output is added to the file `log`.

    A `wrapper` is a command that runs the one behind it in surroundings that only it can make; then
    nothing is loaded yet.
    """
    with ONE_AT_A_TIME:
        nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    order = {
        "module": module,
        "arguments": list(arguments),
        "environment": dict(os.environ if environment is None else environment),
        "log": str(log),
        "wrapper": list(wrapper),
    }
    with ONE_AT_A_TIME:
        nursery.stdin.write(json.dumps(order) + "\n")
        nursery.stdin.flush()
        return Grown(int(nursery.stdout.readline()))


@cache
def _nursery() -> "subprocess.Popen[str]":
    # It ends by itself when nobody can order anything from it any more.
    return subprocess.Popen(
        [sys.executable, "-m", "tests.nursery"],
        cwd=Path(__file__).resolve().parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def main() -> None:
    """Load the programs, then fork one process for each line of standard input."""
    for name in LOADED:
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody here waits for them
    for line in sys.stdin:
        process_id = os.fork()
        if not process_id:
            _grow(json.loads(line))
        sys.stdout.write(f"{process_id}\n")
        sys.stdout.flush()


def _grow(order: Mapping[str, Any]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for new, old in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(new, old)
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    if wrapper := order["wrapper"]:
        command = [*wrapper, sys.executable, "-m", order["module"], *order["arguments"]]
        os.execvp(command[0], command)  # noqa: S606 - a command of the tests' own
    sys.argv = [order["module"], *order["arguments"]]
    code: object = 1
    try:
        runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main()
