"""Tells pages and tests at once what has changed."""

from __future__ import annotations

import asyncio
import json
from asyncio import Queue
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.api.control import tenant_of
from sandbox.people.windows import Windows

QUIET_SECONDS = 15.0
WINDOWS = web.AppKey("windows", Windows)

Events = Queue[dict[str, Any]]


def add_routes(app: web.Application, windows: Windows) -> None:
    """Register the addresses."""
    app[WINDOWS] = windows
    app.router.add_get("/api/events", _events)
    app.router.add_get("/api/live", _live)


async def _events(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    bell = tenant_of(request).bell
    queue = bell.subscribe()
    try:
        await response.write(b": open\n\n")
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), QUIET_SECONDS)
                await response.write(f"data: {json.dumps(event)}\n\n".encode())
            except TimeoutError:
                await response.write(b": still here\n\n")
    except ConnectionResetError:
        return response
    finally:
        bell.unsubscribe(queue)


async def _live(request: web.Request) -> web.StreamResponse:
    # A browser lends a host six ordinary connections for all its windows together, and far more
    # sockets: only with these can seven people be at it at once.
    _require_own_origin(request)
    person = tenant_of(request).world.find_person(request.query.get("person", ""))
    socket = web.WebSocketResponse(heartbeat=QUIET_SECONDS)
    await socket.prepare(request)
    bell, windows = tenant_of(request).bell, request.app[WINDOWS]
    queue = bell.subscribe()
    number = windows.open(person.oid)
    await socket.send_json({"kind": "window", "number": number, "count": windows.count(person.oid)})
    passing = asyncio.create_task(_pass_on(queue, socket))
    try:
        async for message in socket:
            if message.type is WSMsgType.ERROR:
                break
    finally:
        passing.cancel()
        bell.unsubscribe(queue)
        windows.close(person.oid, number)
    return socket


async def _pass_on(queue: Events, socket: web.WebSocketResponse) -> None:
    try:
        while True:
            await socket.send_json(await queue.get())
    except ConnectionResetError:
        return


def _require_own_origin(request: web.Request) -> None:
    # Browsers let any page open a socket to anywhere: only the origin tells whose it is.
    if request.headers.get("Origin") != str(request.url.origin()):
        raise web.HTTPForbidden(text="another page's socket")
