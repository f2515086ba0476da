"""The control API: how the page and the tests look at the sandbox and act in it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web
from pydantic import ValidationError

from sandbox.api import requests
from sandbox.delivery import Forgery
from sandbox.people import shown
from sandbox.people.acting import Client, Screens
from sandbox.people.colleagues import Crew
from sandbox.tenant import TENANT, Tenant
from sandbox.world import NotAllowedError, UnknownThingError

SCREENS = web.AppKey("screens", Screens)
LONGEST_WAIT = 60.0
MOST_NEWS = 60

Model = TypeVar("Model", bound=requests.Body)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application) -> None:
    """Register what concerns people, conversations and cards."""
    app[SCREENS] = Screens()
    app.router.add_get("/api/office", _office)
    app.router.add_get("/api/conversations", _conversations)
    app.router.add_get("/api/conversations/{id}/messages", _messages)
    app.router.add_get("/api/news", _news)
    app.router.add_post("/api/read", _read)
    app.router.add_post("/api/say", _say)
    app.router.add_post("/api/press", _press)
    app.router.add_post("/api/dialogs/{id}/submit", _submit)
    app.router.add_delete("/api/dialogs/{id}", _dismiss)
    app.router.add_post("/api/invoke", _invoke)
    app.router.add_post("/api/activity", _activity)
    app.router.add_get("/api/colleagues", _colleagues_left)
    app.router.add_post("/api/colleagues", _colleagues)


@web.middleware
async def in_own_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals as JSON, and no state change for pages from elsewhere."""
    try:
        _require_own_page(request)
        return await handler(request)
    except UnknownThingError as missing:
        return web.json_response({"error": f"not found: {missing}"}, status=404)
    except NotAllowedError as refusal:
        return web.json_response({"error": str(refusal)}, status=403)
    except ValidationError as mistake:
        detail = json.loads(mistake.json(include_url=False, include_context=False))
        return web.json_response({"error": "not valid", "detail": detail}, status=422)
    except ValueError as mistake:
        return web.json_response({"error": "not valid", "detail": str(mistake)}, status=422)


async def read(request: web.Request, model: type[Model]) -> Model:
    """The checked body of a request."""
    return model.model_validate_json(await request.read() or b"{}")


def tenant_of(request: web.Request) -> Tenant:
    """The running sandbox."""
    return request.app[TENANT]


def _require_own_page(request: web.Request) -> None:
    # A foreign page in the same browser can send requests here, and a foreign name can be made
    # to resolve to this machine: so the host must be ours, and writes need our origin and JSON.
    if request.url.host not in ("127.0.0.1", "localhost"):
        raise web.HTTPForbidden(text="unknown host")
    if request.method in ("GET", "HEAD"):
        return
    origin = request.headers.get("Origin")
    if origin is not None and origin != str(request.url.origin()):
        raise web.HTTPForbidden(text="another page's request")
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="JSON is needed")


def _client(request: web.Request, person: str, *, times: int = 1) -> Client:
    tenant = tenant_of(request)
    return Client(tenant, request.app[SCREENS], tenant.world.find_person(person), times)


def _seen(client: Client, seen: dict[str, Any]) -> web.Response:
    if client.answers:
        answers = [one.shown() | {"milliseconds": one.milliseconds} for one in client.answers]
        seen = seen | {"answers": answers}
    return web.json_response(seen)


async def _office(request: web.Request) -> web.Response:
    return web.json_response(shown.office(tenant_of(request).world))


async def _conversations(request: web.Request) -> web.Response:
    world = tenant_of(request).world
    person = world.find_person(request.query.get("person", ""))
    places = world.places_of(person)
    return web.json_response([shown.place(world, place, person.oid) for place in places])


async def _news(request: web.Request) -> web.Response:
    world = tenant_of(request).world
    person = world.find_person(request.query.get("person", ""))
    return web.json_response(shown.news(world, person, MOST_NEWS))


async def _read(request: web.Request) -> web.Response:
    body = await read(request, requests.Read)
    tenant = tenant_of(request)
    person = tenant.world.find_person(body.person)
    place = tenant.world.find_place(body.conversation)
    message = tenant.world.find_message(body.message)
    tenant.world.messages.mark_read(place.id, person.oid, message.id)
    tenant.bell.ring("read", person=person.oid, conversation=place.id)
    return web.json_response({})


async def _messages(request: web.Request) -> web.Response:
    world = tenant_of(request).world
    place = world.find_place(request.match_info["id"])
    person = request.query.get("person")
    oid = world.find_person(person).oid if person else None
    since = int(request.query.get("since", "-1"))
    seconds = min(float(request.query.get("wait", "0")), LONGEST_WAIT)
    await world.bell.wait_until(lambda: world.messages.revision(place.id) > since, seconds=seconds)
    return web.json_response(shown.conversation(world, place, oid))


async def _say(request: web.Request) -> web.Response:
    body = await read(request, requests.Say)
    place = tenant_of(request).world.find_place(body.conversation)
    client = _client(request, body.person)
    said = await client.say(place, body.text, reply_to=body.reply_to, mention=body.mention)
    return web.json_response(said)


async def _press(request: web.Request) -> web.Response:
    body = await read(request, requests.Press)
    message = tenant_of(request).world.find_message(body.message)
    client = _client(request, body.person, times=body.times)
    return _seen(client, await client.press(message, body.action, body.inputs))


async def _submit(request: web.Request) -> web.Response:
    body = await read(request, requests.Submit)
    dialog = request.app[SCREENS].find(request.match_info["id"])
    client = _client(request, dialog.person.oid, times=body.times)
    return _seen(client, await client.submit(dialog, body.action, body.inputs))


async def _dismiss(request: web.Request) -> web.Response:
    request.app[SCREENS].dialogs.pop(request.match_info["id"], None)
    return web.json_response({})


async def _invoke(request: web.Request) -> web.Response:
    body = await read(request, requests.Invoke)
    tenant = tenant_of(request)
    person = tenant.world.find_person(body.person)
    place = tenant.world.find_place(body.conversation)
    thread = body.conversation.partition(";messageid=")[2]
    activity = tenant.writer.invoke(person, place, body.name, body.value, thread=thread)
    if body.reply_to:
        activity["replyToId"] = body.reply_to
    if body.activity_id:
        activity["id"] = body.activity_id
    answers = await tenant.delivery.ask_at_once(activity, body.times)
    return web.json_response([answer.shown() for answer in answers])


async def _activity(request: web.Request) -> web.Response:
    body = await read(request, requests.RawActivity)
    tenant = tenant_of(request)
    person = tenant.world.find_person(body.person)
    place = tenant.world.find_place(body.conversation)
    activity = tenant.writer.message(person, place, "", thread="", message_id="1")
    activity |= body.activity
    activity = {name: value for name, value in activity.items() if value is not None}
    answer = await tenant.delivery.send(activity, Forgery(**body.token.model_dump()))
    return web.json_response(answer.shown())


def _crew(request: web.Request, message: str, seed: int) -> Crew:
    tenant = tenant_of(request)
    return Crew(tenant, request.app[SCREENS], tenant.world.find_message(message), seed)


async def _colleagues_left(request: web.Request) -> web.Response:
    crew = _crew(request, request.query.get("message", ""), 1)
    return web.json_response(crew.shown(request.query.getall("except", [])))


async def _colleagues(request: web.Request) -> web.Response:
    body = await read(request, requests.Colleagues)
    crew = _crew(request, body.message, body.seed)
    reports = await crew.answer(crew.pick(body.count, body.excepted))
    done = sum(report["done"] for report in reports)
    counts = {"done": done, "failed": len(reports) - done} | crew.shown(body.excepted)
    return web.json_response(counts | {"reports": reports})
