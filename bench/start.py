"""From the command to the first answer, and what is then held in memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.measured import Report, Series, ratio
from bench.rounds import Options, interleaved, warmed
from bench.servers import is_listening
from tests.bot_process import Bot
from tests.office import start_sandbox

ABOUT = (
    "`themenblock serve` on a database that is there, from the command to the moment when "
    "`/readyz` says yes, against an empty aiohttp server until it listens; and the memory that is "
    "held then (VmRSS)"
)
EMPTY = (
    "import sys\n"
    "from aiohttp import web\n"
    "web.run_app(web.Application(), host='127.0.0.1', port=int(sys.argv[1]), print=None)\n"
)
PATIENCE_SECONDS = 60.0


def run(options: Options) -> Report:
    """Start both in turn."""
    with start_sandbox(options.directory / "sandbox") as office:
        (options.directory / "bot").mkdir()
        bot = Bot(office, options.directory / "bot")
        ways = {"ours": partial(_ours, bot), "empty aiohttp server": partial(_empty, bot)}
        # The first start also makes the database.
        warmed(options, {name: partial(_seconds, way, []) for name, way in ways.items()})
        sizes: dict[str, list[float]] = {name: [] for name in ways}
        measures = {name: partial(_seconds, way, sizes[name]) for name, way in ways.items()}
        seconds = interleaved(options.rounds, "s", measures)
    memory = {name: Series(f"{name}, memory", "MB", tuple(found)) for name, found in sizes.items()}
    ratios = [
        ratio(f"{what}: ours : empty aiohttp server", of["ours"], of["empty aiohttp server"])
        for what, of in (("start", seconds), ("memory", memory))
    ]
    return Report("start", ABOUT, ratios, [*seconds.values(), *memory.values()])


def _seconds(way: Callable[[], tuple[float, float]], sizes: list[float]) -> float:
    seconds, size = way()
    sizes.append(size)
    return seconds


def _ours(bot: Bot) -> tuple[float, float]:
    return _started([sys.executable, "-m", "bot", "serve"], bot, bot.is_ready)


def _empty(bot: Bot) -> tuple[float, float]:
    command = [sys.executable, "-c", EMPTY, str(bot.port)]
    return _started(command, bot, lambda: is_listening(bot.port))


def _started(command: list[str], bot: Bot, is_there: Callable[[], bool]) -> tuple[float, float]:
    with (bot.directory / "start.log").open("ab") as log:
        began = time.perf_counter()
        with subprocess.Popen(command, env=bot.environment, stdout=log, stderr=log) as process:
            try:
                while not is_there():
                    assert process.poll() is None
                    assert time.perf_counter() - began < PATIENCE_SECONDS
                    time.sleep(0.01)
                return time.perf_counter() - began, _memory_mb(process.pid)
            finally:
                process.terminate()


def _memory_mb(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text("utf-8")
    (size,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(size) / 1024
