"""What every call of the bot passes: the token, faults on demand, the limits, and the count."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from aiohttp import web

from sandbox.faults import Fault
from sandbox.limits import Meter, app_in, creations_for, roster_of, sends_to
from sandbox.record.exchanges import Attempt, Exchange, parsed
from sandbox.tenant import TENANT, Tenant
from sandbox.world import NotAllowedError, UnknownThingError

Work = Callable[[Tenant, web.Request], Awaitable[web.Response]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SECRETIVE = frozenset({"token", "jwks"})
CAUSE = web.ResponseKey("cause", str)
MESSAGES = {
    400: ("BadSyntax", "The request could not be understood."),
    401: ("Unauthorized", "Authorization has been denied for this request."),
    403: ("ForbiddenOperationException", "The bot is not part of the conversation roster."),
    404: ("ConversationNotFound", "Conversation not found."),
    412: ("PreconditionFailed", "Precondition failed, please retry."),
    413: ("MessageSizeTooBig", "Message size too large."),
    429: ("TooManyRequests", "Too many requests, please try again later."),
    500: ("InternalServerError", "Something went wrong."),
    502: ("BadGateway", "Bad gateway."),
    503: ("ServiceUnavailable", "Service unavailable."),
    504: ("GatewayTimeout", "Gateway timeout."),
}


class TeamsRefusalError(Exception):
    """A refusal with the status and words that Teams would use."""

    def __init__(self, status: int, detail: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.detail = detail


def teams_error(status: int, detail: str = "", *, retry_after: str = "") -> web.Response:
    """An error in the shape Teams gives it."""
    code, message = MESSAGES.get(status, MESSAGES[500])
    headers = {"Retry-After": retry_after} if retry_after else {}
    body = {"error": {"code": code, "message": detail or message}}
    return web.json_response(body, status=status, headers=headers)


def open_gate(kind: str, work: Work) -> Handler:
    """A handler for calls that carry no bearer token: keys, and the token itself."""

    async def handle(request: web.Request) -> web.StreamResponse:
        tenant = request.app[TENANT]
        return await _count(tenant, kind, request, _with_faults(tenant, kind, request, work))

    return handle


def guarded(kind: str, work: Work) -> Handler:
    """A handler for the connector: no token, no look at the body."""

    async def handle(request: web.Request) -> web.StreamResponse:
        tenant = request.app[TENANT]
        return await _count(tenant, kind, request, _admitted(tenant, kind, request, work))

    return handle


async def _count(
    tenant: Tenant, kind: str, request: web.Request, answering: Awaitable[web.Response]
) -> web.Response:
    began = monotonic()
    try:
        response = await answering
    except TeamsRefusalError as refusal:
        response = teams_error(refusal.status, refusal.detail)
    except UnknownThingError as missing:
        response = teams_error(404, f"Not found: {missing}")
    except NotAllowedError as refusal:
        response = teams_error(403, str(refusal))
    is_dropped = request.transport is None or request.transport.is_closing()
    status = "dropped" if is_dropped else response.status
    tenant.traffic.request(kind, status)
    took = Attempt(status, round((monotonic() - began) * 1000))
    tenant.requests.add(await _written_down(kind, request, response, took))
    return response


async def _written_down(
    kind: str, request: web.Request, response: web.Response, took: Attempt
) -> Exchange:
    # Secret and token of the login never get into the record; of a stranger nothing is read.
    is_open = kind in SECRETIVE or response.status == 401
    sent = b"" if is_open else await request.read()
    body = response.body if isinstance(response.body, bytes) else b""
    return Exchange(
        kind=kind,
        method=request.method,
        path=request.path_qs,
        conversation=base_of(request) or _target_in(sent),
        attempts=(took,),
        sent=sent,
        answer=b"" if kind in SECRETIVE else body,
        retry_after=response.headers.get("Retry-After", ""),
        cause=response.get(CAUSE, ""),
    )


async def _admitted(tenant: Tenant, kind: str, request: web.Request, work: Work) -> web.Response:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not tenant.login_keys.accepts(token):
        raise TeamsRefusalError(401)
    await request.read()  # once, while the connection is sure to stand
    if violation := tenant.governor.admit(await _meters(tenant, kind, request)):
        tenant.traffic.violation(violation)
        return _because("limit", teams_error(429, retry_after=violation.retry_after))
    return await _with_faults(tenant, kind, request, work)


async def _meters(tenant: Tenant, kind: str, request: web.Request) -> tuple[Meter, ...]:
    app = app_in(tenant.world.office.tenant_id)
    conversation = base_of(request)
    if kind == "create":
        target = _target_of(await read_object(request))
        sends = sends_to(target) if target.startswith("19:") else ()
        return (*app, *creations_for(target), *sends)
    if kind in ("post", "update", "delete"):
        return (*app, *sends_to(conversation))
    if kind == "roster":
        return (*app, *roster_of(conversation))
    return app


async def _with_faults(tenant: Tenant, kind: str, request: web.Request, work: Work) -> web.Response:
    fault = tenant.faults.strike(kind, base_of(request) or None)
    if fault is None:
        return await work(tenant, request)
    await asyncio.sleep(fault.delay)
    if fault.drop == "before":
        return _because("fault", _dropped(request))
    is_done = fault.drop == "after" or fault.status is None
    response = await work(tenant, request) if is_done else None
    if fault.status is not None:
        return _because("fault", _failed(fault))
    if fault.drop == "after" or response is None:
        return _because("fault", _dropped(request))
    return _because("fault", response)


def _because(cause: str, response: web.Response) -> web.Response:
    # The record tells apart what the service did by itself and what somebody asked for.
    response[CAUSE] = cause
    return response


def _failed(fault: Fault) -> web.Response:
    retry_after = "" if fault.retry_after is None else f"{fault.retry_after:g}"
    return teams_error(fault.status or 500, retry_after=retry_after)


def _dropped(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)


def base_of(request: web.Request) -> str:
    """The conversation in the path, without its thread."""
    return request.match_info.get("conversation", "").split(";", 1)[0]


async def read_object(request: web.Request) -> dict[str, Any]:
    """The body, which must be a JSON object."""
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise TeamsRefusalError(400) from None
    if not isinstance(body, dict):
        raise TeamsRefusalError(400)
    return body


def object_in(body: Any, name: str) -> dict[str, Any]:
    """A part of a body that should be an object; empty if it is missing or something else."""
    part = body.get(name) if isinstance(body, dict) else None
    return part if isinstance(part, dict) else {}


def first_member(body: dict[str, Any]) -> str:
    """The id of the first member a conversation is to be opened with."""
    members = body.get("members")
    first = members[0] if isinstance(members, list) and members else None
    return str(first.get("id", "")) if isinstance(first, dict) else ""


def _target_in(sent: bytes) -> str:
    body = parsed(sent)
    return _target_of(body) if isinstance(body, dict) else ""


def _target_of(body: dict[str, Any]) -> str:
    channel = object_in(object_in(body, "channelData"), "channel")
    return str(channel.get("id", "")) or first_member(body)
