"""The office, its conversations and messages, as the control API shows them."""

from __future__ import annotations

from typing import Any

from sandbox.messages import BOT, Message, Version
from sandbox.office import Person
from sandbox.people import card_parts
from sandbox.world import Place, World


def office(world: World) -> dict[str, Any]:
    """The office with its people, team and channels as they are now."""
    return {
        "name": world.office.name,
        "notice": world.office.notice,
        "english": world.office.english,
        "tenant_id": world.office.tenant_id,
        "bot": {"id": world.bot_id, "name": world.bot_name, "is_in_team": world.is_in_team},
        "team": {"id": world.team_id, "name": world.team_name},
        "departments": world.office.departments,
        "role_words": world.office.role_words,
        "channels": [
            {"id": c.id, "name": c.name, "is_private": c.member_oids is not None}
            for c in world.channels
        ],
        "people": [person(world, p) for p in world.people.values()],
        "answer_cards_with": world.office.answer_cards_with,
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
        "is_member": someone.oid in world.member_oids,
        "is_blocking": someone.oid in world.blocking_oids,
    }


def place(world: World, somewhere: Place) -> dict[str, Any]:
    """One conversation."""
    is_chat = somewhere.person is not None
    name = world.bot_name if somewhere.channel is None else somewhere.channel.name
    return {
        "id": somewhere.id,
        "kind": "personal" if is_chat else "channel",
        "name": name,
        "person": somewhere.person.oid if somewhere.person else None,
        "revision": world.messages.revision(somewhere.id),
    }


def message(world: World, one: Message, oid: str | None) -> dict[str, Any]:
    """One message as a person, or nobody in particular, sees it."""
    card = one.card_for(oid)
    author = world.people.get(one.author)
    return {
        "id": one.id,
        "conversation": one.conversation,
        "thread": one.thread,
        "author": {
            "oid": one.author,
            "name": author.name if author else world.bot_name,
            "is_bot": one.author == BOT,
        },
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
