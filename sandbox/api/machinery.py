"""The control API's other half: installation, team, clock, keys, faults and counts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from aiohttp import web

from sandbox.api import requests
from sandbox.api.control import read, tenant_of
from sandbox.office import Person
from sandbox.people import installing, shown
from sandbox.tenant import Tenant
from sandbox.world import TeamState, UnknownThingError


def add_routes(app: web.Application) -> None:
    """Register the addresses."""
    app.router.add_post("/api/install", _install)
    app.router.add_post("/api/uninstall", _uninstall)
    app.router.add_post("/api/people/{id}/join", _join)
    app.router.add_post("/api/people/{id}/leave", _leave)
    app.router.add_post("/api/people/{id}/block", _block)
    app.router.add_post("/api/team", _team)
    app.router.add_get("/api/clock", _clock)
    app.router.add_post("/api/clock", _move_clock)
    app.router.add_post("/api/keys/rollover", _roll_over)
    app.router.add_get("/api/faults", _faults)
    app.router.add_post("/api/faults", _add_fault)
    app.router.add_delete("/api/faults", _clear_faults)
    app.router.add_delete("/api/faults/{id:\\d+}", _end_fault)
    app.router.add_get("/api/traffic", _traffic)
    app.router.add_post("/api/bot", _bot)
    app.router.add_post("/api/patience", _patience)


async def _install(request: web.Request) -> web.Response:
    body = await read(request, requests.Install)
    tenant = tenant_of(request)
    if body.team:
        statuses = await installing.install_in_team(tenant, actor(tenant, body.by))
    else:
        person = tenant.world.find_person(body.person)
        statuses = await installing.install_for(tenant, person)
    return web.json_response({"statuses": statuses})


async def _uninstall(request: web.Request) -> web.Response:
    body = await read(request, requests.Install)
    tenant = tenant_of(request)
    if body.team:
        statuses = await installing.uninstall_from_team(tenant, actor(tenant, body.by))
    else:
        person = tenant.world.find_person(body.person)
        statuses = await installing.uninstall_for(tenant, person)
    return web.json_response({"statuses": statuses})


def actor(tenant: Tenant, key: str) -> Person:
    """Who does it: the one who is named, else the office's first person."""
    return tenant.world.find_person(key) if key else tenant.world.office.people[0]


async def _join(request: web.Request) -> web.Response:
    tenant = tenant_of(request)
    person = tenant.world.find_person(request.match_info["id"])
    return web.json_response({"statuses": await installing.join_team(tenant, person)})


async def _leave(request: web.Request) -> web.Response:
    tenant = tenant_of(request)
    person = tenant.world.find_person(request.match_info["id"])
    return web.json_response({"statuses": await installing.leave_team(tenant, person)})


async def _block(request: web.Request) -> web.Response:
    body = await read(request, requests.Block)
    world = tenant_of(request).world
    person = world.find_person(request.match_info["id"])
    if body.is_blocked:
        world.blocking_oids.add(person.oid)
    else:
        world.blocking_oids.discard(person.oid)
    world.bell.ring("office")
    return web.json_response(shown.person(world, person))


TEAM_CHANGES: dict[str, tuple[TeamState, str]] = {
    "archive": ("archived", "teamArchived"),
    "unarchive": ("active", "teamUnarchived"),
    "delete": ("deleted", "teamDeleted"),
    "restore": ("active", "teamRestored"),
}


async def _team(request: web.Request) -> web.Response:
    body = await read(request, requests.TeamChange)
    tenant = tenant_of(request)
    if body.change == "rename":
        event = "teamRenamed"
        _rename_team(tenant, body.name)
    else:
        state, event = TEAM_CHANGES[body.change]
        tenant.world.change_team(state)
    statuses = await installing.tell_of_channel(tenant, event, actor(tenant, body.by), None)
    return web.json_response({"statuses": statuses})


def _rename_team(tenant: Tenant, name: str) -> None:
    if not name:
        raise ValueError("a team needs a name")
    tenant.world.team_name = name
    tenant.bell.ring("office")


async def _clock(request: web.Request) -> web.Response:
    return web.json_response(tenant_of(request).world.clock.shown())


async def _move_clock(request: web.Request) -> web.Response:
    body = await read(request, requests.ClockMove)
    clock = tenant_of(request).world.clock
    if (body.to is None) == (body.by_days is None):
        raise web.HTTPUnprocessableEntity(text="either to or by_days is needed")
    days = timedelta(days=body.by_days or 0)
    clock.move(body.to if body.to is not None else clock.now() + days)
    if body.wait:
        await clock.wait_for_settling(seconds=body.wait)
    return web.json_response(clock.shown())


async def _roll_over(request: web.Request) -> web.Response:
    keys = tenant_of(request).keys
    keys.roll_over()
    return web.json_response({"kid": keys.current.kid})


async def _faults(request: web.Request) -> web.Response:
    return web.json_response(tenant_of(request).faults.shown())


async def _add_fault(request: web.Request) -> web.Response:
    rule = (await read(request, requests.FaultRule)).model_dump()
    tenant = tenant_of(request)
    rule["left"] = rule.pop("count")
    seconds = rule.pop("seconds")
    if rule["conversation"]:
        rule["conversation"] = tenant.world.find_place(rule["conversation"]).id
    return web.json_response({"id": tenant.faults.add(rule, seconds=seconds)})


async def _end_fault(request: web.Request) -> web.Response:
    fault_id = int(request.match_info["id"])
    if not tenant_of(request).faults.end(fault_id):
        raise UnknownThingError(f"fault {fault_id}")
    return web.json_response({})


async def _clear_faults(request: web.Request) -> web.Response:
    tenant_of(request).faults.clear()
    return web.json_response({})


async def _traffic(request: web.Request) -> web.Response:
    tenant = tenant_of(request)
    return web.json_response(tenant.traffic.shown() | {"stored": shown.stored(tenant.world)})


async def _bot(request: web.Request) -> web.Response:
    address = await read(request, requests.BotAddress)
    delivery = tenant_of(request).delivery
    delivery.bot_url, delivery.replica_urls = address.url, address.replicas
    return web.json_response({})


async def _patience(request: web.Request) -> web.Response:
    body = await read(request, requests.Patience)
    patience = tenant_of(request).delivery.patience
    for name, seconds in body.model_dump(exclude_none=True).items():
        setattr(patience, name, seconds)
    return web.json_response(asdict(patience))
