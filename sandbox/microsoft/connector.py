"""The Connector (v3) as Teams offers it to bots: open, send, reply, update, delete."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from sandbox.limits import MESSAGE_BYTES
from sandbox.messages import BOT, CARD_TYPE, Message
from sandbox.microsoft.gate import (
    TeamsRefusalError,
    base_of,
    first_member,
    guarded,
    object_in,
    read_object,
)
from sandbox.tenant import Tenant
from sandbox.world import Place, UnknownThingError

PREFIX = "/teams/v3/conversations"


def add_routes(app: web.Application) -> None:
    """Register the addresses."""
    one = PREFIX + "/{conversation}/activities"
    app.router.add_post(PREFIX, guarded("create", _create))
    app.router.add_post(one, guarded("post", _post))
    app.router.add_post(one + "/{activity}", guarded("post", _reply))
    app.router.add_put(one + "/{activity}", guarded("update", _update))
    app.router.add_delete(one + "/{activity}", guarded("delete", _delete))


async def _create(tenant: Tenant, request: web.Request) -> web.Response:
    body = await _read_small(request)
    channel = object_in(object_in(body, "channelData"), "channel")
    if channel:
        return _begin_thread(tenant, str(channel.get("id", "")), body)
    return _open_chat(tenant, body)


def _begin_thread(tenant: Tenant, channel: str, body: dict[str, Any]) -> web.Response:
    place = require_welcome(tenant, channel)
    message = tenant.world.post(place, _content(body.get("activity")))
    thread = f"{place.id};messageid={message.id}"
    return web.json_response({"id": thread, "activityId": message.id}, status=201)


def _open_chat(tenant: Tenant, body: dict[str, Any]) -> web.Response:
    named = object_in(object_in(body, "channelData"), "tenant").get("id")
    if (named or body.get("tenantId")) != tenant.world.office.tenant_id:
        raise TeamsRefusalError(403, "The tenant is unknown.")
    if len(body.get("members") or ()) != 1:
        raise TeamsRefusalError(400, "Exactly one member is needed.")
    person = tenant.world.find_person(first_member(body))
    place = require_welcome(tenant, person.chat_id)
    tenant.world.chat_oids.add(person.oid)
    answer = {"id": place.id}
    if body.get("activity"):
        answer["activityId"] = tenant.world.post(place, _content(body["activity"])).id
    return web.json_response(answer, status=201)


async def _post(tenant: Tenant, request: web.Request) -> web.Response:
    thread = request.match_info["conversation"].partition(";messageid=")[2]
    return await _send(tenant, request, thread)


async def _reply(tenant: Tenant, request: web.Request) -> web.Response:
    place = require_welcome(tenant, base_of(request))
    parent = _message(tenant, place, request.match_info["activity"])
    return await _send(tenant, request, parent.thread)


async def _send(tenant: Tenant, request: web.Request, thread: str) -> web.Response:
    place = require_welcome(tenant, base_of(request))
    activity = await _read_small(request)
    if activity.get("type") == "typing":
        return web.json_response({"id": "typing"}, status=201)
    content = _content(activity)
    if request.query.get("isTargetedActivity") == "true":
        recipient = object_in(activity, "recipient")
        content["only_for"] = tenant.world.find_person(str(recipient.get("id", ""))).oid
    message = tenant.world.post(place, content, thread="" if place.person else thread)
    return web.json_response({"id": message.id}, status=201)


async def _update(tenant: Tenant, request: web.Request) -> web.Response:
    message = _own_message(tenant, request)
    tenant.world.edit(message, _content(await _read_small(request)))
    return web.json_response({"id": message.id})


async def _delete(tenant: Tenant, request: web.Request) -> web.Response:
    tenant.world.delete(_own_message(tenant, request))
    return web.Response()


def require_welcome(tenant: Tenant, conversation: str) -> Place:
    """The conversation, if the bot may write to it and read its roster."""
    place = tenant.world.find_place(conversation)
    if place.channel and tenant.world.team_state == "deleted":
        raise UnknownThingError(f"conversation {conversation}")
    if not tenant.world.is_bot_welcome(place):
        raise TeamsRefusalError(403)
    return place


def _own_message(tenant: Tenant, request: web.Request) -> Message:
    place = require_welcome(tenant, base_of(request))
    message = _message(tenant, place, request.match_info["activity"])
    if message.author != BOT:
        raise TeamsRefusalError(403, "Only own messages can be changed.")
    if message.deleted_at:
        raise UnknownThingError("the message was deleted")
    return message


def _message(tenant: Tenant, place: Place, message_id: str) -> Message:
    message = tenant.world.find_message(message_id)
    if message.conversation != place.id:
        raise UnknownThingError(f"message {message_id}")
    return message


async def _read_small(request: web.Request) -> dict[str, Any]:
    body = await read_object(request)
    # Counted without the escapes that some clients write for letters beyond ASCII.
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode("utf-16-le", errors="surrogatepass")) > MESSAGE_BYTES:
        raise TeamsRefusalError(413)
    return body


def _content(activity: Any) -> dict[str, Any]:
    if not isinstance(activity, dict) or activity.get("type") != "message":
        raise TeamsRefusalError(400, "An activity of type message is needed.")
    attachments = activity.get("attachments") or []
    if not isinstance(attachments, list) or not all(_is_sound(a) for a in attachments):
        raise TeamsRefusalError(400, "An attachment is not sound.")
    text = activity.get("text") or ""
    if not isinstance(text, str) or not (text or attachments):
        raise TeamsRefusalError(400, "A message needs a text or an attachment.")
    return {"text": text, "attachments": attachments, "sent": activity}


def _is_sound(attachment: Any) -> bool:
    if not isinstance(attachment, dict) or not attachment.get("contentType"):
        return False
    if attachment["contentType"] != CARD_TYPE:
        return True
    card = attachment.get("content")
    return isinstance(card, dict) and card.get("type") == "AdaptiveCard"
