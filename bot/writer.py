"""The one writer: everything that changes the database runs on one thread, one after another."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.database import Database
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Writer:
    """Runs work off the event loop; a caller goes on only after its transaction is durable."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    async def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` in a transaction of its own and return its result after the commit."""

        def in_transaction() -> T:
            with self.database.write() as uow:
                return work(uow)

        return await self.run(in_transaction)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` on one consistent state, beside the writer; nothing it does is kept."""

        def look() -> T:
            with self.database.read() as uow:
                return work(uow)

        return await asyncio.to_thread(look)

    async def run(self, work: Callable[[], T]) -> T:
        """Run `work`, which opens its own transactions, in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what was begun, then stop."""
        self._thread.shutdown(wait=True)
