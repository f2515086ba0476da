"""The office, its conversations and messages, as the control API shows them."""

from __future__ import annotations

from typing import Any

from sandbox.messages import BOT, Message, Version
from sandbox.office import Channel, ChannelKind, Person
from sandbox.people import card_parts
from sandbox.world import Place, World

EXCERPT = 160


def office(world: World) -> dict[str, Any]:
    """The office with its people, team and channels as they are now."""
    return {
        "name": world.office.name,
        "notice": world.office.notice,
        "english": world.office.english,
        "tenant_id": world.office.tenant_id,
        "bot": {"id": world.bot_id, "name": world.bot_name, "is_in_team": world.is_in_team},
        "team": {"id": world.team_id, "name": world.team_name, "state": world.team_state},
        "departments": world.office.departments,
        "role_words": world.office.role_words,
        "channels": [channel(world, one) for one in world.channels],
        "people": [person(world, p) for p in world.people.values()],
        "answer_cards_with": world.office.answer_cards_with,
    }


def channel(world: World, one: Channel) -> dict[str, Any]:
    """One channel of the team; `members` is null where the team's members are."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": str(one.kind),
        "is_private": one.kind is ChannelKind.PRIVATE,
        "has_bot": world.is_bot_welcome(Place(one.id, channel=one)),
        "members": sorted(one.member_oids) if one.is_restricted else None,
    }


def person(world: World, someone: Person) -> dict[str, Any]:
    """One person."""
    return {
        "oid": someone.oid,
        "user_id": someone.user_id,
        "chat": someone.chat_id,
        "name": someone.name,
        "department": someone.department,
        "roles": list(someone.roles),
        "locale": someone.locale,
        "is_guest": someone.is_guest,
        "is_external": someone.is_external,
        "organisation": someone.organisation.name,
        "tenant_id": someone.organisation.tenant_id,
        "is_member": someone.oid in world.member_oids,
        "is_blocking": someone.oid in world.blocking_oids,
        "has_chat": someone.oid in world.chat_oids,
    }


def place(world: World, somewhere: Place, oid: str) -> dict[str, Any]:
    """One conversation as a person sees it in their list."""
    channel = somewhere.channel
    return {
        "id": somewhere.id,
        "kind": "personal" if channel is None else "channel",
        "channel_kind": None if channel is None else str(channel.kind),
        "name": world.bot_name if channel is None else channel.name,
        "person": somewhere.person.oid if somewhere.person else None,
        "has_bot": world.is_bot_welcome(somewhere),
        "revision": world.messages.revision(somewhere.id),
        "read_up_to": world.messages.read_up_to(somewhere.id, oid),
        "unread": world.messages.unread_count(somewhere.id, oid),
    }


def news(world: World, someone: Person, most: int) -> list[dict[str, Any]]:
    """What others have written where a person is, newest first."""
    rows = [
        _novelty(world, somewhere, one, someone.oid)
        for somewhere in world.places_of(someone)
        for one in world.messages.news_for(somewhere.id, someone.oid)[-most:]
    ]
    return sorted(rows, key=lambda row: int(row["id"]), reverse=True)[:most]


def _novelty(world: World, somewhere: Place, one: Message, oid: str) -> dict[str, Any]:
    card = one.card_for(oid)
    told = card_parts.text_of(card).split("\n") if card else []
    told = [one.latest.text, *told]
    return {
        "id": one.id,
        "conversation": one.conversation,
        "place": world.bot_name if somewhere.channel is None else somewhere.channel.name,
        "is_channel": somewhere.channel is not None,
        "is_reply": one.thread != one.id and somewhere.channel is not None,
        "author": author(world, one),
        "excerpt": " · ".join(line.strip() for line in told if line.strip())[:EXCERPT],
        "created_at": one.versions[0].at.isoformat(),
        "is_unread": int(one.id) > world.messages.read_up_to(one.conversation, oid),
    }


def author(world: World, one: Message) -> dict[str, Any]:
    """Who wrote a message."""
    person = world.people.get(one.author)
    name = person.name if person else world.bot_name
    return {"oid": one.author, "name": name, "is_bot": one.author == BOT}


def message(world: World, one: Message, oid: str | None) -> dict[str, Any]:
    """One message as a person, or nobody in particular, sees it."""
    card = one.card_for(oid)
    return {
        "id": one.id,
        "conversation": one.conversation,
        "thread": one.thread,
        "author": author(world, one),
        "text": "" if one.deleted_at else one.latest.text,
        "card": card,
        "actions": [a.get("title", "") for a in card_parts.actions(card)] if card else [],
        "created_at": one.versions[0].at.isoformat(),
        "edited_at": one.latest.at.isoformat() if len(one.versions) > 1 else None,
        "deleted_at": one.deleted_at.isoformat() if one.deleted_at else None,
        "only_for": one.only_for,
        "versions": [_version(v) for v in one.versions],
    }


def conversation(world: World, somewhere: Place, oid: str | None) -> dict[str, Any]:
    """All messages of a conversation, with its revision."""
    messages = [m for m in world.messages.of(somewhere.id) if m.is_visible_to(oid)]
    return {
        "revision": world.messages.revision(somewhere.id),
        "messages": [message(world, m, oid) for m in messages],
    }


def stored(world: World) -> list[dict[str, Any]]:
    """Everything that was ever stored as a message: all versions as sent, and personal views."""
    rows = []
    for one in world.messages.all():
        sent = [version.sent for version in one.versions]
        rows.append(message(world, one, None) | {"views": one.views, "sent": sent})
    return rows


def _version(version: Version) -> dict[str, Any]:
    return {
        "at": version.at.isoformat(),
        "text": version.text,
        "attachments": list(version.attachments),
    }
