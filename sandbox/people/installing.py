"""Installation, membership and channel events, and telling the bot about them."""

from __future__ import annotations

from typing import Any

from sandbox.office import Channel, Person
from sandbox.tenant import Tenant
from sandbox.world import NotAllowedError, Place


async def install_in_team(tenant: Tenant, by: Person) -> list[int]:
    """Add the bot to the team."""
    tenant.world.require_offered("team")
    tenant.world.is_in_team = True
    return await _tell_of_bot(tenant, by, _team(tenant), is_added=True)


async def uninstall_from_team(tenant: Tenant, by: Person) -> list[int]:
    """Remove the bot from the team; the service tells it a last time."""
    tenant.world.is_in_team = False
    tenant.world.bot_channel_ids.clear()
    return await _tell_of_bot(tenant, by, _team(tenant), is_added=False)


async def install_for(tenant: Tenant, person: Person) -> list[int]:
    """Add the bot to one person's chats."""
    tenant.world.require_offered("personal")
    if person.is_external:
        raise NotAllowedError(f"{person.name} has an account elsewhere: no chat with this bot")
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
    if not tenant.world.is_in_team or (channel and not _hears_of(tenant, channel)):
        return []
    return await _send(tenant, [tenant.writer.team_event(event, by, channel)])


async def add_to_channel(tenant: Tenant, by: Person, channel: Channel) -> list[int]:
    """Add the bot to a private or shared channel, where installing it in the team is not enough."""
    tenant.world.require_channel_features()
    tenant.world.bot_channel_ids.add(channel.id)
    tenant.bell.ring("office")
    return await _tell_of_channel_member(tenant, "membersAdded", by, channel, None)


async def remove_from_channel(tenant: Tenant, by: Person, channel: Channel) -> list[int]:
    """Remove the bot from a private or shared channel; the service tells it a last time."""
    statuses = await _tell_of_channel_member(tenant, "membersRemoved", by, channel, None)
    tenant.world.bot_channel_ids.discard(channel.id)
    tenant.bell.ring("office")
    return statuses


async def delete_channel(tenant: Tenant, by: Person, channel: Channel) -> list[int]:
    """Remove a channel from the team; a bot that was in it is told."""
    is_heard = _hears_of(tenant, channel) and tenant.world.is_in_team
    tenant.world.delete_channel(channel)
    if not is_heard:
        return []
    return await _send(tenant, [tenant.writer.team_event("channelDeleted", by, channel)])


async def set_channel_members(
    tenant: Tenant, by: Person, channel: Channel, oids: frozenset[str]
) -> list[int]:
    """Give a private or shared channel other members; the bot there hears of each."""
    world = tenant.world
    changed = world.set_members(channel, oids)
    statuses: list[int] = []
    for event, changes in (
        ("membersAdded", oids - channel.member_oids),
        ("membersRemoved", channel.member_oids - oids),
    ):
        for oid in sorted(changes):
            person = world.people[oid]
            statuses += await _tell_of_channel_member(tenant, event, by, changed, person)
    return statuses


async def _tell_of_channel_member(
    tenant: Tenant, event: str, by: Person, channel: Channel, member: Person | None
) -> list[int]:
    if not tenant.world.is_in_team or not _hears_of(tenant, channel):
        return []
    return await _send(tenant, [tenant.writer.channel_members(event, by, channel, member)])


def _hears_of(tenant: Tenant, channel: Channel) -> bool:
    # Of a channel with members of its own a bot learns nothing before it is added there.
    return not channel.is_restricted or channel.id in tenant.world.bot_channel_ids


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
