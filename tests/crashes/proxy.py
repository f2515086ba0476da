"""A stretch of network between the bot and its server, that a test can cut or let go silent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PATIENCE_SECONDS = 60.0


class Proxy:
    """Passes on what comes to a port of this machine to another one."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._passes = threading.Event()
        self._passes.set()
        self._is_cut = False
        self._ends: list[socket.socket] = []
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True, name="proxy").start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def swallow(self) -> None:
        """Let nothing through any more, in either direction, and tell nobody."""
        self._passes.clear()

    def cut(self) -> None:
        """End all connections, and every new one at once."""
        self._is_cut = True
        self._end_all()

    def mend(self) -> None:
        """Let everything through again, also what was held back."""
        self._is_cut = False
        self._passes.set()

    def close(self) -> None:
        """End everything."""
        self.cut()
        self._passes.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end_all()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        self._passes.wait(PATIENCE_SECONDS)
        with near, suppress(OSError):
            if self._is_cut:
                return
            with socket.create_connection(("127.0.0.1", self._target)) as far:
                with self._lock:
                    self._ends += [near, far]
                back = threading.Thread(target=self._pump, args=(far, near), daemon=True)
                back.start()
                self._pump(near, far)
                back.join()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._passes.wait(PATIENCE_SECONDS)
                sink.sendall(data)
        self._passes.wait(PATIENCE_SECONDS)
        _end(source, sink)

    def _end_all(self) -> None:
        with self._lock:
            ends, self._ends = self._ends, []
        _end(*ends)


@contextmanager
def running_proxy(target: int) -> Iterator[Proxy]:
    """A way to a port that lets everything through at first."""
    proxy = Proxy(target)
    try:
        yield proxy
    finally:
        proxy.close()


def _end(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
