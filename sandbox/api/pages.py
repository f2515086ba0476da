"""Serves the page: its own files, and the script that renders adaptive cards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent.with_name("page")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
CARD_SCRIPTS = Path("adaptivecards") / "dist" / "adaptivecards.min.js"


def add_routes(app: web.Application, node_modules: Path) -> None:
    """Register the page's addresses."""
    app.router.add_get("/", _file(PAGE / "index.html"))
    app.router.add_get("/scripts/adaptivecards.min.js", _file(node_modules / CARD_SCRIPTS))
    for path in sorted(PAGE.rglob("*.*")):
        app.router.add_get(f"/{path.relative_to(PAGE).as_posix()}", _file(path))
    app.on_response_prepare.append(_add_headers)


def _file(path: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(path)

    return serve


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
