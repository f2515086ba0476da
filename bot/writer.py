"""The one writer: everything that changes the database runs on one thread, one after another."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.operation.measures import count_group
from storage.database import Database, Outcome
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

MOST_TOGETHER = 64
MOST_READERS = 8
Waiting = tuple[Callable[[UnitOfWork], Any], "asyncio.Future[Any]"]


class Writer:
    """Runs work off the event loop; a caller goes on only after its transaction is durable.

    What waits at the same time shares one transaction, and so one wait for the disk.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        # Those who wait for a lost server must not keep others from looking up a name.
        self._readers = ThreadPoolExecutor(max_workers=MOST_READERS, thread_name_prefix="reader")
        self._waiting: deque[Waiting] = deque()

    async def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` as if alone in a transaction and return its result after the commit.

        Nothing but `uow` may be changed by `work`: it is run a second time when a fault of another
        one has ended the transaction that they share.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((work, future))
        self._thread.submit(self._write_waiting, loop)
        return await future

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` on one consistent state, beside the writer; nothing it does is kept."""

        def look() -> T:
            with self.database.read() as uow:
                return work(uow)

        return await asyncio.get_running_loop().run_in_executor(self._readers, look)

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work`, which opens its own transactions, in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @property
    def waiting_count(self) -> int:
        """How many pieces of work wait for a transaction."""
        return len(self._waiting)

    def close(self) -> None:
        """Finish what was begun, then stop."""
        self._thread.shutdown(wait=True)
        self._readers.shutdown(wait=True)

    def _write_waiting(self, loop: asyncio.AbstractEventLoop) -> None:
        # Whoever came earlier may have taken this one's work along.
        group = [self._waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self._waiting)))]
        # Whoever was told to try again will; what they sent before must not come after that.
        group = [(work, future) for work, future in group if not future.cancelled()]
        if not group:
            return
        count_group(len(group))
        outcomes = self.database.write_group([work for work, _ in group])
        loop.call_soon_threadsafe(_tell, [future for _, future in group], outcomes)


def _tell(futures: list["asyncio.Future[Any]"], outcomes: list[Outcome[Any]]) -> None:
    for future, outcome in zip(futures, outcomes, strict=True):
        if future.done():
            continue  # nobody waits any more, but what was done is done
        if outcome.fault is not None:
            future.set_exception(outcome.fault)
        else:
            future.set_result(outcome.value)
