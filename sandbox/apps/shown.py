"""An app as its store page, its install dialog and the command menu show it to somebody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.apps.manifest import Command, Manifest
from sandbox.apps.package import AppPackage

SCOPES = ("team", "personal")


def app(package: AppPackage, locale: str, bot_url: str) -> dict[str, Any]:
    """The app in one locale; its pages are linked where the bot of this machine serves them."""
    manifest = package.for_locale(locale)
    bot = urlsplit(bot_url)
    return {
        "id": manifest.id,
        "version": manifest.version,
        "name": manifest.name.short,
        "full_name": manifest.name.full,
        "summary": manifest.description.short,
        "description": manifest.description.full,
        "developer": manifest.developer.name,
        "pages": {
            "website": _here(manifest.developer.website, bot.netloc),
            "privacy": _here(manifest.developer.privacy, bot.netloc),
            "terms": _here(manifest.developer.terms, bot.netloc),
        },
        "icon": "/api/app/icon",
        "scopes": [*manifest.bot.scopes],
        "permissions": [*manifest.permissions],
        "commands": {scope: _commands(manifest, scope) for scope in SCOPES},
    }


def _commands(manifest: Manifest, scope: str) -> list[dict[str, str]]:
    return [_command(one) for one in manifest.commands(scope)]


def _command(one: Command) -> dict[str, str]:
    return {"title": one.title, "description": one.description}


def _here(address: str, bot: str) -> str:
    # The office's host name leads nowhere on this machine; what it would serve is the bot itself.
    return urlsplit(address)._replace(scheme="http", netloc=bot).geturl()
