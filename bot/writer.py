"""The one writer: everything that changes the database runs on one thread, one after another."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.operation.measures import count_group
from storage.database import Database, Outcome
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

MOST_TOGETHER = 64
Works = Sequence[Callable[[UnitOfWork], Any]]
Waiting = tuple[Callable[[UnitOfWork], Any], "asyncio.Future[Any]"]


class _Line:
    """A thread of its own, and who waits for it; what waits at the same time is done together."""

    def __init__(self, name: str, together: Callable[[Works], list[Outcome[Any]]]) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self.waiting: deque[Waiting] = deque()
        self._together = together

    async def wait_for(self, work: Callable[[UnitOfWork], T]) -> T:
        """Return what `work` returns, or raise what it raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self.waiting.append((work, future))
        # Whoever finds somebody waiting already is taken along by their turn, or by the next.
        if len(self.waiting) == 1:
            self.thread.submit(self._do_waiting, loop)
        return await future

    def _do_waiting(self, loop: asyncio.AbstractEventLoop) -> None:
        group = [self.waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self.waiting)))]
        # Whoever was told to try again will; what they sent before must not come after that.
        group = [(work, future) for work, future in group if not future.cancelled()]
        if group:
            outcomes = self._together([work for work, _ in group])
            loop.call_soon_threadsafe(_tell, [future for _, future in group], outcomes)
        if self.waiting:
            self._go_on(loop)

    def _go_on(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            # Behind what else this thread has to do.
            self.thread.submit(self._do_waiting, loop)
        except RuntimeError:  # it takes no more, because it is being closed
            self._do_waiting(loop)


class Writer:
    """Runs work off the event loop; a caller goes on only after its transaction is durable.

    What waits at the same time shares one transaction, and so one wait for the disk.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._writing = _Line("writer", self._write_together)
        # Many threads that look at the same time only take the interpreter from each other; none of
        # the pool's is used, so that waiting for a lost server keeps nobody from looking up a name.
        self._reading = _Line("reader", database.read_group)

    async def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` as if alone in a transaction and return its result after the commit.

        Nothing but `uow` may be changed by `work`: it is run a second time when a fault of another
        one has ended the transaction that they share.
        """
        return await self._writing.wait_for(work)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` on one consistent state, beside the writer; nothing it does is kept.

        It has to be short: who looks later waits for it.
        """
        return await self._reading.wait_for(work)

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work`, which opens its own transactions, in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._writing.thread, work)

    @property
    def waiting_count(self) -> int:
        """How many pieces of work wait for a transaction."""
        return len(self._writing.waiting)

    def close(self) -> None:
        """Finish what was begun, then stop."""
        self._writing.thread.shutdown(wait=True)
        self._reading.thread.shutdown(wait=True)

    def _write_together(self, works: Works) -> list[Outcome[Any]]:
        count_group(len(works))
        return self.database.write_group(works)


def _tell(futures: list["asyncio.Future[Any]"], outcomes: list[Outcome[Any]]) -> None:
    for future, outcome in zip(futures, outcomes, strict=True):
        if future.done():
            continue  # nobody waits any more, but what was done is done
        if outcome.fault is not None:
            future.set_exception(outcome.fault)
        else:
            future.set_result(outcome.value)
