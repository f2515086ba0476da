"""HTTP in: activities from Teams, and what operation asks for."""

from aiohttp import web

from bot.activity_handler import TeamsHandler
from bot.adapter import Adapter
from bot.door.front_door import LARGEST_BODY, FrontDoor, RefusedError
from bot.health import Health
from bot.telemetry import log
from bot.turns import Turns

NOT_TO_BE_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""A dialog shows somebody their own answer; nothing on the way may keep it."""


class Endpoints:
    """The routes of the bot's web server."""

    def __init__(self, door: FrontDoor, adapter: Adapter, turns: Turns, health: Health) -> None:
        self._door = door
        self._adapter = adapter
        self._turns = turns
        self._health = health

    def application(self) -> web.Application:
        """Return the web application."""
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_post("/api/messages", self.messages)
        application.router.add_get("/healthz", self.is_alive)
        application.router.add_get("/readyz", self.is_ready)
        return application

    async def messages(self, request: web.Request) -> web.Response:
        """Take one activity; the answer is 200, a 4xx, or 503 while keys cannot be had."""
        try:
            return await self._admitted(request)
        except RefusedError as refused:
            log("activity_refused", status=refused.status, reason=refused.reason)
            error = {"error": {"code": refused.reason}}
            return web.json_response(error, status=refused.status, headers=NOT_TO_BE_KEPT)

    async def _admitted(self, request: web.Request) -> web.Response:
        credentials = await self._door.authenticate(request.headers.get("Authorization"))
        incoming = self._door.admit(await _body(request), credentials)
        handler = TeamsHandler(incoming, self._turns)
        answer = await self._adapter.take(incoming, credentials, handler)
        if answer is None:
            return web.Response(status=200, headers=NOT_TO_BE_KEPT)
        return web.json_response(answer.body, status=answer.status, headers=NOT_TO_BE_KEPT)

    async def is_alive(self, _request: web.Request) -> web.Response:
        """Say that the process answers."""
        return web.json_response({"status": "alive"})

    async def is_ready(self, _request: web.Request) -> web.Response:
        """Say whether the process can do all of its work, and what is missing if not."""
        facts = await self._health.facts()
        return web.json_response(dict(facts), status=200 if all(facts.values()) else 503)


async def _body(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise RefusedError(415, "not_json_content")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise RefusedError(415, "packed_content")
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise RefusedError(413, "too_large") from None
