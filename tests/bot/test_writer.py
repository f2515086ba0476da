"""The writer: what nobody waits for any more is not begun."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.writer import Writer
from participation.people import Role
from storage.database import Database
from storage.unit_of_work import UnitOfWork

TENANT = "7077d28d-d325-5862-ba90-d536d2f26415"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    """A writer on an empty database."""
    database = Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")
    database.migrate()
    opened = Writer(database)
    yield opened
    opened.close()
    database.close()


def grant(person: str) -> Callable[[UnitOfWork], None]:
    """Work that leaves a trace."""
    return lambda uow: uow.people.grant(TENANT, person, Role.STEERING)


async def kept(writer: Writer) -> list[str]:
    """The traces that are there."""
    return [person for _, person, _ in await writer.read(lambda uow: uow.people.granted())]


async def test_what_its_author_gave_up_while_it_waited_is_not_done(writer: Writer) -> None:
    is_back = threading.Event()
    hanging = asyncio.create_task(writer.run(is_back.wait))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await writer.write(grant("given up"))
    waiting = asyncio.create_task(writer.write(grant("waited for")))
    await asyncio.sleep(0)
    is_back.set()
    await hanging
    await waiting
    assert await kept(writer) == ["waited for"]


async def test_a_reader_that_hangs_keeps_nobody_from_looking_up_a_name(writer: Writer) -> None:
    is_back = threading.Event()
    hanging = [asyncio.create_task(writer.read(lambda _uow: is_back.wait())) for _ in range(40)]
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        found = await asyncio.get_running_loop().getaddrinfo("localhost", 80)
    assert found
    is_back.set()
    assert all(await asyncio.gather(*hanging))
