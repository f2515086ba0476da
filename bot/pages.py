"""The pages that the app manifest links to: what this is, privacy, terms. No script, no cookie."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from aiohttp import web

from bot.app_package.manifest import FOLDER
from content.words import Language, Words, words
from participation.templates.local_text import LANGUAGES

STYLE = Path(__file__).with_name("pages.css")
ICON = FOLDER / "color.png"
DEFAULT_LANGUAGE: Language = "de"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
ADDRESSES = {"home": "/", "privacy": "/privacy", "terms": "/terms"}
PARTS: Mapping[str, tuple[str, ...]] = {
    "about": ("intro", "how", "confidential", "operator"),
    "privacy": (
        "intro",
        "controller",
        "answers",
        "sealed",
        "people",
        "teams",
        "never",
        "honest",
        "rights",
    ),
    "terms": ("intro", "who", "please", "results", "service", "first"),
}


class Pages:
    """The pages of one office, in German and English."""

    def __init__(self, office_name: str, contact: str) -> None:
        self._office_name = office_name
        self._contact = contact

    def add_routes(self, application: web.Application) -> None:
        """Register the addresses."""
        application.router.add_get("/", self.about)
        application.router.add_get("/privacy", self.privacy)
        application.router.add_get("/terms", self.terms)
        application.router.add_get("/pages.css", _style)
        application.router.add_get("/icon.png", _icon)

    async def about(self, request: web.Request) -> web.Response:
        """Say what this is."""
        return self._page(request, "about")

    async def privacy(self, request: web.Request) -> web.Response:
        """Say what is done with data."""
        return self._page(request, "privacy")

    async def terms(self, request: web.Request) -> web.Response:
        """Say under which terms it is used."""
        return self._page(request, "terms")

    def _page(self, request: web.Request, page: str) -> web.Response:
        spoken = words(_language(request))
        told = {
            "office": self._office_name or spoken.text("pages.office_unknown"),
            "contact": self._contact or spoken.text("pages.contact_unknown"),
        }
        return web.Response(
            text=_document(page, request.path, spoken, told),
            content_type="text/html",
            charset="utf-8",
            headers=HEADERS | {"Content-Language": spoken.language, "Vary": "Accept-Language"},
        )


async def _style(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(STYLE, headers=HEADERS)


async def _icon(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(ICON, headers=HEADERS)


def _language(request: web.Request) -> Language:
    """Return the language that was chosen by a link, else the first that the browser accepts."""
    wanted = [request.query.get("language", ""), *_accepted(request)]
    known = (language for tag in wanted for language in LANGUAGES if tag == language)
    return next(known, DEFAULT_LANGUAGE)


def _accepted(request: web.Request) -> list[str]:
    ranked = []
    for part in request.headers.get("Accept-Language", "").split(","):
        tag, _, weight = part.partition(";q=")
        language = tag.strip().split("-")[0].lower()
        ranked.append((_weight(weight), language))
    return [language for weight, language in sorted(ranked, key=lambda one: -one[0]) if weight > 0]


def _weight(text: str) -> float:
    try:
        return float(text.strip() or 1)
    except ValueError:
        return 0.0


def _document(page: str, path: str, spoken: Words, told: Mapping[str, str]) -> str:
    title, *_ = (spoken.text(f"pages.{page}.{part}.title") for part in PARTS[page])
    body = "\n".join(_part(page, part, spoken, told) for part in PARTS[page])
    name = escape(spoken.text("app.name.full"))
    return f"""<!doctype html>
<html lang="{spoken.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} – {name}</title>
<link rel="icon" href="/icon.png">
<link rel="stylesheet" href="/pages.css">
</head>
<body>
<header>
<img src="/icon.png" alt="" width="48" height="48">
<nav aria-label="{escape(spoken.text("pages.navigation"))}">
{_links(path, spoken)}
</nav>
</header>
<main>
{body}
</main>
</body>
</html>
"""


def _links(path: str, spoken: Words) -> str:
    here = spoken.language
    other = next(language for language in LANGUAGES if language != here)
    pages = [
        _link(f"{address}?language={here}", spoken.text(f"pages.links.{name}"), address == path)
        for name, address in ADDRESSES.items()
    ]
    text = escape(spoken.text("pages.links.other_language"))
    switch = f'<a href="{path}?language={other}" lang="{other}" hreflang="{other}">{text}</a>'
    return "\n".join([*pages, switch])


def _link(address: str, text: str, is_here: bool) -> str:
    mark = ' aria-current="page"' if is_here else ""
    return f'<a href="{address}"{mark}>{escape(text)}</a>'


def _part(page: str, part: str, spoken: Words, told: Mapping[str, str]) -> str:
    level = "h1" if part == "intro" else "h2"
    title = escape(spoken.text(f"pages.{page}.{part}.title"))
    text = spoken.text(f"pages.{page}.{part}.text", **told)
    return f"<section>\n<{level}>{title}</{level}>\n{''.join(_lines(text))}</section>"


def _lines(text: str) -> Iterator[str]:
    is_list = False
    for line in text.strip().splitlines():
        if line.startswith("- ") != is_list:
            is_list = not is_list
            yield "<ul>\n" if is_list else "</ul>\n"
        yield f"<li>{escape(line[2:])}</li>\n" if is_list else f"<p>{escape(line)}</p>\n"
    if is_list:
        yield "</ul>\n"
