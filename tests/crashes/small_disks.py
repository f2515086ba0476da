"""Two ways to let the disk of a running bot become full, without harm to anybody else's."""

import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Protocol

from tests.bot_process import Bot

DISK_BYTES = 4 * 1024 * 1024
LEFT_BYTES = 16 * 1024
# In a namespace of its own, what is mounted is seen by nobody else and gone with the process.
OWN_MOUNTS = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


class SmallDisk(Protocol):
    """Where the database of a running bot lies."""

    def fill(self) -> None:
        """Leave no space, or nearly none."""

    def empty(self) -> None:
        """Give the space back."""

    def leave(self) -> None:
        """Let the bot go on from where its database was in the beginning."""


class MountedDisk:
    """A disk in memory, of a few megabytes, that only the bot's process sees."""

    def __init__(self, bot: Bot) -> None:
        """Start the bot anew, with a copy of its database on the small disk."""
        self._bot = bot
        bot.stop()
        place = bot.directory / "disk"
        place.mkdir()
        bot.environment["THEMENBLOCK_DATABASE_URL"] = f"sqlite:///{place}/{bot.database.name}"
        script = (
            f'mount -t tmpfs -o size={DISK_BYTES} tmpfs "{place}"'
            f' && cp "{bot.database}"* "{place}" && exec "$@"'
        )
        bot.wrapper = (*OWN_MOUNTS, "sh", "-c", script, "sh")
        bot.start()
        # What is mounted there is seen through the process alone.
        self._place = Path(f"/proc/{bot.process_id}/root") / place.relative_to("/")

    def fill(self) -> None:
        """Write until nothing more fits."""
        with (self._place / "filling").open("wb", buffering=0) as filling:
            try:
                while True:
                    filling.write(bytes(4096))
            except OSError:
                return

    def empty(self) -> None:
        """Remove what was written."""
        (self._place / "filling").unlink()

    def leave(self) -> None:
        """Kill the process, and start another one on a copy of what it leaves."""
        assert self._bot.process_id
        os.kill(self._bot.process_id, signal.SIGSTOP)
        for file in self._place.glob("themenblock.db*"):
            shutil.copyfile(file, self._bot.directory / file.name)
        self._bot.kill()
        self._bot.wrapper = ()
        self._bot.environment["THEMENBLOCK_DATABASE_URL"] = self._bot.database_url
        self._bot.start()


class LimitedFiles:
    """The disk that everything is on, but no file of the process may grow any more."""

    def __init__(self, bot: Bot) -> None:
        """Start the bot anew, with an empty log."""
        self._bot = bot
        bot.stop()
        bot.start()

    def fill(self) -> None:
        """Let the log of SQLite grow by a few pages, and then no more."""
        log = self._bot.database.with_name(f"{self._bot.database.name}-wal")
        size = log.stat().st_size if log.exists() else 0
        self._limit(size + LEFT_BYTES)

    def empty(self) -> None:
        """Let all files grow again."""
        self._limit(resource.RLIM_INFINITY)

    def leave(self) -> None:
        """Do nothing: it is there already."""

    def _limit(self, size: int) -> None:
        assert self._bot.process_id
        resource.prlimit(
            self._bot.process_id, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)
        )


def can_mount() -> bool:
    """Whether this machine lets us mount something for a process of ours."""
    if not shutil.which("unshare"):
        return False
    tried = [*OWN_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0
