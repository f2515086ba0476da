"""Runs the bot as people run it: as a process of its own, with settings from the environment."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.nursery import Grown, start
from tests.office import Office
from tests.watchdog import SIGN

START_SECONDS = 60.0


class Bot:
    """A bot on a directory of its own, that can be stopped, killed and started again."""

    def __init__(self, office: Office, directory: Path, database_url: str = "") -> None:
        self.office = office
        self.directory = directory
        self.port = free_port()
        self.database_url = database_url or f"sqlite:///{self.database}"
        self.environment = _environment(office, directory, self.port)
        self.environment["THEMENBLOCK_DATABASE_URL"] = self.database_url
        self.module = "tests.watched_bot" if os.environ.get("WATCHED") else "bot"
        self.wrapper: tuple[str, ...] = ()
        self._process: Grown | None = None

    def replica(self, directory: Path) -> "Bot":
        """Make another bot on the same database and keys, not started yet."""
        directory.mkdir()
        second = Bot(self.office, directory, self.database_url)
        second.environment["THEMENBLOCK_KEY_DIR"] = str(self.key_directory)
        return second

    @property
    def url(self) -> str:
        """Where Teams delivers to."""
        return f"http://127.0.0.1:{self.port}/api/messages"

    @property
    def process_id(self) -> int | None:
        """The id of its process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.directory / "themenblock.db"

    @property
    def key_directory(self) -> Path:
        """Where the keys of open blocks are."""
        return self.directory / "keys"

    @property
    def log(self) -> str:
        """Everything that all starts of this bot have written."""
        return (self.directory / "bot.log").read_text("utf-8")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of the command line on the same data."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self) -> None:
        """Start the bot and wait until it is ready."""
        self._process = self.launch()
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self._process.is_over() or time.monotonic() > deadline:
                raise AssertionError(self.log)
            time.sleep(0.05)

    def launch(self) -> Grown:
        """Start the bot without waiting for anything."""
        log = self.directory / "bot.log"
        self._process = start(
            self.module, ["serve"], log=log, environment=self.environment, wrapper=self.wrapper
        )
        return self._process

    def stop(self) -> None:
        """End the bot in good order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the bot at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Kill the bot and start it again."""
        self.kill()
        self.start()

    def says(self, path: str) -> int:
        """The status with which it answers who looks after it, or 0 without an answer."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{path}", timeout=5
            ) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code
        except OSError:
            return 0

    def _end(self, kind: signal.Signals) -> None:
        if self._process is not None:
            self._process.end(kind, START_SECONDS)
            self._process = None

    def is_ready(self) -> bool:
        """Say whether the bot can do all of its work."""
        return self.says("readyz") == 200


@contextmanager
def running_bot(office: Office, directory: Path, database_url: str = "") -> Iterator[Bot]:
    """Give a bot that is ready and that the sandbox talks to; end it afterwards."""
    directory.mkdir(parents=True, exist_ok=True)
    bot = Bot(office, directory, database_url)
    bot.start()
    office.set_bot(bot.url)
    try:
        yield bot
    finally:
        bot.stop()
        assert SIGN not in bot.log, [line for line in bot.log.splitlines() if SIGN in line]


def _environment(office: Office, directory: Path, port: int) -> dict[str, str]:
    facts = office.facts
    return {
        **os.environ,
        "THEMENBLOCK_APP_ID": facts["app_id"],
        "THEMENBLOCK_APP_SECRET": facts["app_secret"],
        "THEMENBLOCK_TENANTS": facts["tenant_id"],
        "THEMENBLOCK_SERVICE_HOSTS": "127.0.0.1",
        "THEMENBLOCK_LOGIN_AUTHORITY": facts["login_authority"],
        "THEMENBLOCK_OPENID_METADATA": facts["openid_metadata"],
        "THEMENBLOCK_TRUSTED_CA_FILE": facts["ca_file"],
        "THEMENBLOCK_KEY_DIR": str(directory / "keys"),
        "THEMENBLOCK_PORT": str(port),
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
