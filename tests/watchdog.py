"""Names what blocks an event loop, while it happens: for bots that tests start, not in the product.

Three ways of looking, because none sees everything: Python's own audit events (open, connect,
processes), the doors of sleep, of both database drivers and of sockets that wait, and a second
thread that notices when the loop does not turn and asks the kernel whether it slept or worked.
"""

import asyncio
import json
import os
import socket
import ssl
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg
from sqlalchemy import Engine, event

AUDITED = frozenset(
    {
        "open",
        "os.listdir",
        "os.mkdir",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.scandir",
        "os.system",
        "shutil.copyfile",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "sqlite3.connect",
        "subprocess.Popen",
    }
)
WAITING_SOCKETS = {
    socket.socket: ("accept", "connect", "recv", "recv_into", "send", "sendall"),
    ssl.SSLSocket: ("do_handshake", "recv", "recv_into", "send", "sendall"),
}
DRIVERS = {psycopg.Connection: ("commit", "execute"), psycopg.Cursor: ("execute",)}
CALLS = ((time, "sleep"), (psycopg, "connect"))
SIGN = "blocks_the_loop"
LOOK_EVERY_S = 0.02
LONGEST_TURN_S = 0.4
SLEPT_S = 0.4
WORKED_S = 0.8
ROOT = str(Path(__file__).parents[1])


def watch() -> None:
    """Tell on standard error, from now on, whatever blocks a running event loop of this process."""
    sys.addaudithook(_audit)
    event.listen(Engine, "before_cursor_execute", lambda *given: _blame(f"sql: {given[2][:60]}"))
    for module, name in CALLS:
        _guard(module, name, lambda *_: True)
    for driver, doors in DRIVERS.items():
        for door in doors:
            _guard(driver, door, lambda *_: True)
    for kind, doors in WAITING_SOCKETS.items():
        for door in doors:
            _guard(kind, door, _may_wait)
    threading.Thread(target=_look_for_lag, name="watchdog", daemon=True).start()


def _audit(what: str, given: tuple[Any, ...]) -> None:
    if what in AUDITED:
        _blame(f"{what}: {str(given[0])[:80] if given else ''}")


def _guard(holder: Any, door: str, waits: Callable[..., bool]) -> None:
    inner = getattr(holder, door)
    name = f"{getattr(holder, '__module__', '')}.{holder.__name__}.{door}".strip(".")

    def guarded(*given: Any, **named: Any) -> Any:
        if waits(*given):
            _blame(name)
        return inner(*given, **named)

    setattr(holder, door, guarded)


def _may_wait(guarded: socket.socket, *_: Any) -> bool:
    return guarded.gettimeout() != 0


def _blame(what: str) -> None:
    if asyncio._get_running_loop() is not None:
        _tell(what, sys._getframe(2))


def _tell(what: str, frame: FrameType | None) -> None:
    frames = [one for one, _ in traceback.walk_stack(frame)][:40]
    places = [f"{one.f_code.co_filename}:{one.f_lineno}" for one in frames]
    ours = [place.removeprefix(ROOT + "/") for place in places if place.startswith(ROOT)]
    ours = [place for place in ours if not place.startswith((".venv", "tests/"))]
    # Straight to the descriptor: to open or to log something would be one more finding.
    line = json.dumps({"event": SIGN, "what": what, "where": (ours or places)[:4]})
    os.write(2, f"{line}\n".encode())


def _look_for_lag() -> None:
    while True:
        time.sleep(LOOK_EVERY_S)
        for thread, frame in sys._current_frames().items():
            loop = _loop_of(frame)
            if loop is not None:
                _await_turn(loop, thread)


def _loop_of(frame: FrameType | None) -> asyncio.AbstractEventLoop | None:
    while frame is not None:
        if frame.f_code.co_name == "run_forever":
            loop = frame.f_locals.get("self")
            return loop if isinstance(loop, asyncio.AbstractEventLoop) else None
        frame = frame.f_back
    return None


def _await_turn(loop: asyncio.AbstractEventLoop, thread: int) -> None:
    turned = threading.Event()
    worked, waited, began = *_times(thread), time.monotonic()
    try:
        loop.call_soon_threadsafe(turned.set)
    except RuntimeError:
        return  # it has ended
    if turned.wait(LONGEST_TURN_S):
        return
    frame = sys._current_frames().get(thread)
    places = [one for one, _ in traceback.walk_stack(frame)]
    turned.wait(10)
    now_worked, now_waited = _times(thread)
    worked_s, waited_s = now_worked - worked, now_waited - waited
    # What the machine gave to others is not the loop's fault.
    slept_s = time.monotonic() - began - worked_s - waited_s
    for verb, seconds, most in (("slept", slept_s, SLEPT_S), ("worked", worked_s, WORKED_S)):
        if seconds > most and places:
            _tell(f"no turn: {verb} {seconds:.2f} s", places[0])


def _times(thread: int) -> tuple[float, float]:
    """Return for how long a thread has worked, and has waited for a processor."""
    native = {one.ident: one.native_id for one in threading.enumerate()}.get(thread)
    try:
        said = Path(f"/proc/self/task/{native}/schedstat").read_text("ascii").split()
    except OSError:
        return 0.0, 0.0
    return int(said[0]) / 1e9, int(said[1]) / 1e9
