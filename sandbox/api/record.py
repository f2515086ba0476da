"""What the bot sent, what it was sent, and how much of the limits it has used."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.api.control import tenant_of
from sandbox.record.exchanges import Exchange, Exchanges
from sandbox.world import UnknownThingError, World


def add_routes(app: web.Application) -> None:
    """Register the addresses."""
    one = "/{id:\\d+}"
    app.router.add_get("/api/requests", _requests)
    app.router.add_get("/api/requests" + one, _request)
    app.router.add_get("/api/deliveries", _deliveries)
    app.router.add_get("/api/deliveries" + one, _delivery)
    app.router.add_post("/api/deliveries" + one + "/again", _again)
    app.router.add_get("/api/limits", _limits)


async def _requests(request: web.Request) -> web.Response:
    return _listed(request, tenant_of(request).requests)


async def _deliveries(request: web.Request) -> web.Response:
    return _listed(request, tenant_of(request).delivery.posted)


def _listed(request: web.Request, exchanges: Exchanges) -> web.Response:
    world = tenant_of(request).world
    entries = exchanges.since(int(request.query.get("since", "0")))
    return web.json_response([_named(world, entry.shown()) for entry in entries])


async def _request(request: web.Request) -> web.Response:
    return _whole(request, tenant_of(request).requests)


async def _delivery(request: web.Request) -> web.Response:
    return _whole(request, tenant_of(request).delivery.posted)


def _whole(request: web.Request, exchanges: Exchanges) -> web.Response:
    entry = _found(exchanges, request)
    return web.json_response(_named(tenant_of(request).world, entry.shown_whole()))


async def _again(request: web.Request) -> web.Response:
    tenant = tenant_of(request)
    first = _found(tenant.delivery.posted, request)
    repeated = await tenant.delivery.again(first)
    shown = repeated.shown_whole() | {"is_equal": repeated.is_answered_like(first)}
    return web.json_response(_named(tenant.world, shown))


async def _limits(request: web.Request) -> web.Response:
    tenant = tenant_of(request)
    meters = [_metered(tenant.world, row) for row in tenant.governor.shown()]
    violations = [_metered(tenant.world, row) for row in tenant.traffic.shown()["violations"]]
    return web.json_response({"meters": meters, "violations": violations})


def _found(exchanges: Exchanges, request: web.Request) -> Exchange:
    try:
        return exchanges.find(int(request.match_info["id"]))
    except LookupError as missing:
        raise UnknownThingError(str(missing)) from None


def _named(world: World, row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "place": _place_name(world, row["conversation"]),
        "who": _person_name(world, row["person"]),
    }


def _metered(world: World, row: dict[str, Any]) -> dict[str, Any]:
    what, _, of = row["key"].partition(" ")
    return row | {"what": what, "place": "" if what == "app" else _place_name(world, of)}


def _place_name(world: World, key: str) -> str:
    try:
        place = world.find_place(key)
    except UnknownThingError:
        return _person_name(world, key)
    if place.channel:
        return place.channel.name
    return place.person.name if place.person else ""


def _person_name(world: World, key: str) -> str:
    try:
        return world.find_person(key).name
    except UnknownThingError:
        return ""
