"""Runs a server of a bench as a process of its own, with a bot's settings."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

START_SECONDS = 60.0


@contextmanager
def serving(
    module: str, arguments: tuple[str, ...], environment: Mapping[str, str]
) -> Iterator[int]:
    """Give the port on which `python -m module PORT …` listens; end it afterwards."""
    port = _free_port()
    command = [sys.executable, "-m", module, str(port), *arguments]
    with subprocess.Popen(command, env=dict(environment)) as process:
        try:
            _await_port(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_listening(port: int) -> bool:
    """Whether somebody takes connections there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_listening(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError("the server did not start")
        time.sleep(0.05)
