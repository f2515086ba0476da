"""Sends prepared requests over connections that stay open, several at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence

CONNECTIONS = 16


class AnswerError(Exception):
    """A server did not answer as a whole test expects: then its speed says nothing."""


def rate_of(port: int, requests: Sequence[bytes], connections: int = CONNECTIONS) -> float:
    """Send every request once and return how many were answered in a second."""
    return asyncio.run(_rate_of(port, requests, connections))


async def _rate_of(port: int, requests: Sequence[bytes], connections: int) -> float:
    began = time.perf_counter()
    await send_all(port, iter(requests), connections)
    return len(requests) / (time.perf_counter() - began)


async def send_all(port: int, left: Iterator[bytes], connections: int) -> None:
    """Send what is left until nothing is; others may take from it as well."""
    await asyncio.gather(*(_talk(port, left) for _ in range(connections)))


async def _talk(port: int, left: Iterator[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for request in left:
            writer.write(request)
            await _answer(reader)
    finally:
        writer.close()
        await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0])
    body = await reader.readexactly(length)
    if not head.startswith("http/1.1 200 "):
        raise AnswerError(f"{head.splitlines()[0]}: {body[:200]!r}")
    return body
