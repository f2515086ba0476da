"""Who belongs to a conversation, and which channels a team has."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.activities import membership
from sandbox.microsoft.connector import PREFIX, require_welcome
from sandbox.microsoft.gate import TeamsRefusalError, base_of, guarded
from sandbox.office import ChannelKind, Person
from sandbox.tenant import Tenant
from sandbox.world import Place, UnknownThingError

PAGE_SIZE = 200
LARGEST_PAGE = 500


def add_routes(app: web.Application) -> None:
    """Register the addresses."""
    one = PREFIX + "/{conversation}"
    app.router.add_get(one + "/pagedmembers", guarded("roster", _paged_members))
    app.router.add_get(one + "/members/{member}", guarded("roster", _member))
    app.router.add_get("/teams/v3/teams/{conversation}", guarded("team", _team))
    app.router.add_get("/teams/v3/teams/{conversation}/conversations", guarded("team", _channels))


async def _paged_members(tenant: Tenant, request: web.Request) -> web.Response:
    place = require_welcome(tenant, base_of(request))
    members = tenant.world.members_of(place)
    try:
        size = int(request.query.get("pageSize", PAGE_SIZE))
        start = int(request.query.get("continuationToken") or 0)
    except ValueError:
        raise TeamsRefusalError(400, "Page size or token is not valid.") from None
    if not 0 < size <= LARGEST_PAGE or start < 0:
        raise TeamsRefusalError(400, "Page size or token is not valid.")
    page = members[start : start + size]
    answer: dict[str, Any] = {"members": [_paged_account(place, person) for person in page]}
    if start + size < len(members):
        answer["continuationToken"] = str(start + size)
    return web.json_response(answer)


async def _member(tenant: Tenant, request: web.Request) -> web.Response:
    place = require_welcome(tenant, base_of(request))
    key = request.match_info["member"]
    for person in tenant.world.members_of(place):
        if key in (person.user_id, person.oid):
            return web.json_response(account(place, person))
    raise UnknownThingError("the person is not in this conversation")


async def _team(tenant: Tenant, request: web.Request) -> web.Response:
    world = tenant.world
    _require_team(tenant, base_of(request))
    return web.json_response(
        {
            "id": world.team_id,
            "name": world.team_name,
            "aadGroupId": world.office.team_group_id,
            "tenantId": world.office.tenant_id,
            "type": "standard",
            "channelCount": len(world.channels),
            "memberCount": len(world.member_oids),
        }
    )


async def _channels(tenant: Tenant, request: web.Request) -> web.Response:
    _require_team(tenant, base_of(request))
    general, *others = tenant.world.channels
    # The general channel has no name of its own in Teams: clients translate it. Of private and
    # shared channels a bot is told where it was added.
    known = [c for c in others if not c.is_restricted or c.id in tenant.world.bot_channel_ids]
    rows = [{"id": general.id, "type": str(general.kind)}]
    rows += [{"id": c.id, "name": c.name, "type": str(c.kind)} for c in known]
    return web.json_response({"conversations": rows})


def _require_team(tenant: Tenant, team: str) -> None:
    if team != tenant.world.team_id:
        raise UnknownThingError(f"team {team}")
    require_welcome(tenant, team)


def _paged_account(place: Place, person: Person) -> dict[str, Any]:
    # Pages carry the account id under one of two names, and nobody says which: a bot that reads
    # only one of them would lose half of the office. Which one is a matter of the oid's last digit.
    missing = "aadObjectId" if int(person.oid[-1], 16) % 2 else "objectId"
    return {name: value for name, value in account(place, person).items() if name != missing}


def account(place: Place, person: Person) -> dict[str, Any]:
    """A person as the roster names them when asked for this one person.

    Guests carry the office's tenant and the role "guest", external people the tenant that they
    come from and the role "user": only the tenant tells them from the office's own.
    """
    host = "partner.example" if person.is_external or person.is_guest else "amt.example"
    mail = f"{person.given_name}.{person.surname}@{host}".lower().replace(" ", ".")
    invited = f"{mail.replace('@', '_')}#EXT#@amt.example"
    row = {
        "id": person.user_id,
        "objectId": person.oid,
        "aadObjectId": person.oid,
        "name": person.name,
        "givenName": person.given_name,
        "surname": person.surname,
        "email": mail,
        "userPrincipalName": invited if person.is_guest else mail,
        "tenantId": person.organisation.tenant_id,
        "userRole": "guest" if person.is_guest else "user",
    }
    if place.channel and place.channel.kind is ChannelKind.SHARED:
        return row | {"membershipSources": [membership(place.channel, person)]}
    return row
