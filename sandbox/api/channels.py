"""Channels of the team: create, rename, delete, restore, members, and where the bot is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.api import requests
from sandbox.api.control import read, tenant_of
from sandbox.api.machinery import actor
from sandbox.office import Channel, ChannelKind, Person
from sandbox.people import installing
from sandbox.tenant import Tenant
from sandbox.world import NotAllowedError, UnknownThingError

Told = tuple[Channel, list[int]]
Change = Callable[[Tenant, Person, Channel, requests.ChannelChange], Awaitable[Told]]


def add_routes(app: web.Application) -> None:
    """Register the address."""
    app.router.add_post("/api/channels", _change)


async def _change(request: web.Request) -> web.Response:
    body = await read(request, requests.ChannelChange)
    tenant = tenant_of(request)
    by = actor(tenant, body.by)
    if body.change == "create":
        channel, statuses = await _create(tenant, by, body)
    elif body.change == "restore":
        channel = tenant.world.restore_channel(body.channel)
        statuses = await installing.tell_of_channel(tenant, "channelRestored", by, channel)
    else:
        found = _channel(tenant, body.channel)
        channel, statuses = await CHANGES[body.change](tenant, by, found, body)
    return web.json_response({"id": channel.id, "name": channel.name, "statuses": statuses})


def _channel(tenant: Tenant, key: str) -> Channel:
    found = tenant.world.find_place(key).channel
    if found is None:
        raise UnknownThingError(f"channel {key}")
    return found


async def _create(tenant: Tenant, by: Person, body: requests.ChannelChange) -> Told:
    if not body.name:
        raise ValueError("a channel needs a name")
    kind = body.kind
    if kind is None:
        kind = ChannelKind.STANDARD if body.members is None else ChannelKind.PRIVATE
    channel = tenant.world.create_channel(body.name, kind, _oids(tenant, body))
    if channel.is_restricted and body.has_bot and tenant.world.is_in_team:
        return channel, await installing.add_to_channel(tenant, by, channel)
    return channel, await installing.tell_of_channel(tenant, "channelCreated", by, channel)


async def _rename(
    tenant: Tenant, by: Person, channel: Channel, body: requests.ChannelChange
) -> Told:
    _require_not_general(tenant, channel)
    renamed = tenant.world.rename_channel(channel, body.name)
    return renamed, await installing.tell_of_channel(tenant, "channelRenamed", by, renamed)


async def _delete(
    tenant: Tenant, by: Person, channel: Channel, body: requests.ChannelChange
) -> Told:
    _require_not_general(tenant, channel)
    statuses = await installing.delete_channel(tenant, by, channel)
    return channel, statuses


async def _members(
    tenant: Tenant, by: Person, channel: Channel, body: requests.ChannelChange
) -> Told:
    oids = _oids(tenant, body)
    return channel, await installing.set_channel_members(tenant, by, channel, oids)


async def _add_bot(
    tenant: Tenant, by: Person, channel: Channel, body: requests.ChannelChange
) -> Told:
    _require_restricted(channel)
    if not tenant.world.is_in_team:
        raise NotAllowedError("the bot must be in the team first")
    return channel, await installing.add_to_channel(tenant, by, channel)


async def _remove_bot(
    tenant: Tenant, by: Person, channel: Channel, body: requests.ChannelChange
) -> Told:
    _require_restricted(channel)
    return channel, await installing.remove_from_channel(tenant, by, channel)


CHANGES: dict[str, Change] = {
    "rename": _rename,
    "delete": _delete,
    "members": _members,
    "add_bot": _add_bot,
    "remove_bot": _remove_bot,
}


def _oids(tenant: Tenant, body: requests.ChannelChange) -> frozenset[str]:
    return frozenset(tenant.world.find_person(key).oid for key in body.members or ())


def _require_not_general(tenant: Tenant, channel: Channel) -> None:
    if channel.id == tenant.world.team_id:
        raise NotAllowedError("the general channel stays as it is")


def _require_restricted(channel: Channel) -> None:
    if not channel.is_restricted:
        raise NotAllowedError("the team's bot is in every standard channel")
