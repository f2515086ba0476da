"""The command `python -m sandbox.tryout DIR`: an invented office to try the product in.

Builds the app package, starts the sandbox with it and, through its public command line, the bot;
names the first process lead and the steering circle; adds the bot to the team; prints one address;
waits until it is interrupted.
Everything is kept below DIR and begins anew with each start.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from sandbox.office import DEFAULT_OFFICE

PAGE_PORT = 8765
START_SECONDS = 60.0
# The host name that the package names; on this machine nothing is reached under it.
HOST = "themenblock.example"
PACKAGE = "themenblock.zip"
MARKER = ".themenblock-office"
OFFICE = tomllib.loads(DEFAULT_OFFICE.read_text("utf-8"))
ROLES = {"planning": "process_lead", "steering": "steering", "coordinator": "coordinator"}


class NotStartedError(Exception):
    """Something did not come up; its log says why."""


def main() -> int:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.tryout", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--page-port", type=int, default=PAGE_PORT)
    given = parser.parse_args()
    stopped = threading.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: stopped.set())
    try:
        with office(given.directory, given.page_port) as facts:
            _say(f"\n  Themenblock  →  {facts['page']}\n")
            for line in OFFICE["tryout"]["welcome"]:
                _say(f"  {line}")
            stopped.wait()
    except NotStartedError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


@contextmanager
def office(directory: Path, page_port: int) -> Iterator[dict[str, Any]]:
    """Run sandbox and bot; give the sandbox's facts."""
    bot_port = _free_port(0)
    with ExitStack() as stack:
        _begin_anew(stack, directory)
        _build_package(directory / PACKAGE)
        facts = _start_sandbox(stack, directory, _free_port(page_port), bot_port)
        environment = _environment(directory, facts, bot_port)
        _grant_roles(facts, environment)
        _start_bot(stack, directory, environment, bot_port)
        _post(f"{facts['page']}/api/install", {"team": True})
        yield facts


def _begin_anew(stack: ExitStack, directory: Path) -> None:
    """Empty the directory, but only one of ours, and only if nobody else is using it."""
    lock = stack.enter_context(directory.with_name(f"{directory.name}.lock").open("w"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise NotStartedError(f"{directory}: another office is running here already") from None
    if directory.exists() and any(directory.iterdir()) and not (directory / MARKER).exists():
        raise NotStartedError(f"{directory}: this folder holds something else; choose another")
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    (directory / MARKER).touch()


def _build_package(file: Path) -> None:
    command = [sys.executable, "-m", "bot", "manifest", "--app-id", str(uuid4())]
    command += ["--host", HOST, "--out", str(file)]
    _run(command, dict(os.environ))


def _start_sandbox(
    stack: ExitStack, directory: Path, page_port: int, bot_port: int
) -> dict[str, Any]:
    command = [sys.executable, "-m", "sandbox", "--data-dir", str(directory / "sandbox")]
    command += ["--page-port", str(page_port), "--app-package", str(directory / PACKAGE)]
    command += ["--bot-url", f"http://127.0.0.1:{bot_port}/api/messages"]
    process = _start(stack, command, directory / "sandbox.log", dict(os.environ))
    file = directory / "sandbox" / "sandbox.json"
    _await(file.exists, process, directory / "sandbox.log")
    return dict(json.loads(file.read_text("utf-8")))


def _start_bot(stack: ExitStack, directory: Path, environment: dict[str, str], port: int) -> None:
    command = [sys.executable, "-m", "bot", "serve"]
    process = _start(stack, command, directory / "bot.log", environment)
    _await(lambda: _is_ready(port), process, directory / "bot.log")


def _environment(directory: Path, facts: dict[str, Any], port: int) -> dict[str, str]:
    return {
        **os.environ,
        "THEMENBLOCK_APP_ID": facts["app_id"],
        "THEMENBLOCK_APP_SECRET": facts["app_secret"],
        "THEMENBLOCK_TENANTS": facts["tenant_id"],
        "THEMENBLOCK_SERVICE_HOSTS": "127.0.0.1",
        "THEMENBLOCK_LOGIN_AUTHORITY": facts["login_authority"],
        "THEMENBLOCK_OPENID_METADATA": facts["openid_metadata"],
        "THEMENBLOCK_TRUSTED_CA_FILE": facts["ca_file"],
        "THEMENBLOCK_DATABASE_URL": f"sqlite:///{directory.resolve()}/themenblock.db",
        "THEMENBLOCK_KEY_DIR": str(directory.resolve() / "keys"),
        "THEMENBLOCK_PORT": str(port),
        "THEMENBLOCK_OFFICE_NAME": OFFICE["office"]["name"],
        "THEMENBLOCK_CONTACT": OFFICE["office"]["contact"],
    }


def _grant_roles(facts: dict[str, Any], environment: dict[str, str]) -> None:
    people = _get(f"{facts['page']}/api/office")["people"]
    for person in people:
        for word, role in ROLES.items():
            if word in person["roles"]:
                command = [sys.executable, "-m", "bot", "roles", "grant", role]
                command += ["--tenant", facts["tenant_id"], "--person", person["oid"]]
                _run(command, environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(  # noqa: S603 - our own command line, nothing typed by people
        command, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def _start(
    stack: ExitStack, command: list[str], log: Path, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    out = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(  # noqa: S603 - our own command line, nothing typed by people
        command, stdout=out, stderr=out, env=environment, start_new_session=True
    )
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _await(is_there: Any, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_there():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotStartedError(f"{log}:\n{log.read_text('utf-8', 'replace')[-3000:]}")
        time.sleep(0.05)


def _is_ready(port: int) -> bool:
    try:
        return bool(_get(f"http://127.0.0.1:{port}/readyz"))
    except OSError:
        return False


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return _free_port(0)
        return int(probe.getsockname()[1])


def _get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - 127.0.0.1 only
        return json.load(answer)


def _post(url: str, body: object) -> None:
    request = urllib.request.Request(  # noqa: S310 - 127.0.0.1 only
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=30).close()  # noqa: S310


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
