"""Installation, membership and channel events, and telling the bot about them."""

from __future__ import annotations

from typing import Any

from sandbox.office import Channel, Person
from sandbox.tenant import Tenant
from sandbox.world import Place


async def install_in_team(tenant: Tenant, by: Person) -> list[int]:
    """Add the bot to the team."""
    tenant.world.require_offered("team")
    tenant.world.is_in_team = True
    return await _tell_of_bot(tenant, by, _team(tenant), is_added=True)


async def uninstall_from_team(tenant: Tenant, by: Person) -> list[int]:
    """Remove the bot from the team; the service tells it a last time."""
    tenant.world.is_in_team = False
    return await _tell_of_bot(tenant, by, _team(tenant), is_added=False)


async def install_for(tenant: Tenant, person: Person) -> list[int]:
    """Add the bot to one person's chats."""
    tenant.world.require_offered("personal")
    tenant.world.chat_oids.add(person.oid)
    return await _tell_of_bot(tenant, person, _chat(person), is_added=True)


async def uninstall_for(tenant: Tenant, person: Person) -> list[int]:
    """Remove the bot from one person's chats."""
    tenant.world.chat_oids.discard(person.oid)
    return await _tell_of_bot(tenant, person, _chat(person), is_added=False)


async def join_team(tenant: Tenant, person: Person) -> list[int]:
    """Somebody becomes a member of the team."""
    tenant.world.member_oids.add(person.oid)
    tenant.bell.ring("office")
    return await _tell_of_person(tenant, person, "membersAdded")


async def leave_team(tenant: Tenant, person: Person) -> list[int]:
    """Somebody is no longer a member of the team."""
    tenant.world.member_oids.discard(person.oid)
    tenant.bell.ring("office")
    return await _tell_of_person(tenant, person, "membersRemoved")


async def tell_of_channel(
    tenant: Tenant, event: str, by: Person, channel: Channel | None
) -> list[int]:
    """A channel was created, renamed or deleted, or the team was renamed."""
    if not tenant.world.is_in_team:
        return []
    return await _send(tenant, [tenant.writer.team_event(event, by, channel)])


async def _tell_of_bot(tenant: Tenant, by: Person, place: Place, *, is_added: bool) -> list[int]:
    tenant.bell.ring("office")
    event, action = ("membersAdded", "add") if is_added else ("membersRemoved", "remove")
    bot = [{"id": tenant.world.bot_id}]
    writer = tenant.writer
    activities = [
        writer.members(event, by, place, bot),
        writer.installation(action, by, place),
    ]
    return await _send(tenant, activities)


async def _tell_of_person(tenant: Tenant, person: Person, event: str) -> list[int]:
    if not tenant.world.is_in_team:
        return []
    account = {"id": person.user_id, "aadObjectId": person.oid}
    return await _send(tenant, [tenant.writer.members(event, person, _team(tenant), [account])])


async def _send(tenant: Tenant, activities: list[dict[str, Any]]) -> list[int]:
    return [(await tenant.delivery.send(activity)).status for activity in activities]


def _team(tenant: Tenant) -> Place:
    return Place(tenant.world.team_id, channel=tenant.world.channels[0])


def _chat(person: Person) -> Place:
    return Place(person.chat_id, person=person)
