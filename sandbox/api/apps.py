"""The control API's part about the app package: upload it, look at it."""

from __future__ import annotations

from aiohttp import web

from sandbox.api import requests
from sandbox.api.control import read, tenant_of
from sandbox.apps import shown
from sandbox.apps.package import PackageRefusedError, read_package


def add_routes(app: web.Application) -> None:
    """Register the addresses."""
    app.router.add_get("/api/app", _app)
    app.router.add_get("/api/app/icon", _icon)
    app.router.add_post("/api/app", _upload)


async def _app(request: web.Request) -> web.Response:
    """What one person is shown of the app; null while none was uploaded."""
    tenant = tenant_of(request)
    person = tenant.world.find_person(request.query.get("person", ""))
    if tenant.world.app is None:
        return web.json_response(None)
    return web.json_response(shown.app(tenant.world.app, person.locale, tenant.delivery.bot_url))


async def _icon(request: web.Request) -> web.Response:
    package = tenant_of(request).world.app
    if package is None:
        raise web.HTTPNotFound
    return web.Response(body=package.color_icon, content_type="image/png")


async def _upload(request: web.Request) -> web.Response:
    body = await read(request, requests.Upload)
    try:
        package = read_package(body.package)
        tenant_of(request).world.take_app(package)
    except PackageRefusedError as refusal:
        return web.json_response({"error": "refused", "detail": refusal.reasons}, status=422)
    return web.json_response({"id": package.manifest.id, "version": package.manifest.version})
