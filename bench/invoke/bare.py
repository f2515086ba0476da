"""The least that a safe bot can do: aiohttp, the same check of the token, one durable commit.

Run as `python -m bench.invoke.bare PORT FILE ANSWER`, with the bot's own settings around it.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jwt
from aiohttp import web

from bench.invoke.rows import Rows
from bot.settings import Settings


class Bare:
    """One route."""

    def __init__(self, settings: Settings, rows: Rows, answer: dict[str, Any]) -> None:
        self._app_id = settings.app_id
        self._keys = _keys(settings)
        self._rows = rows
        self._answer = answer
        self._writer = ThreadPoolExecutor(1)

    async def messages(self, request: web.Request) -> web.Response:
        """Take one submit."""
        token = request.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(
            token,
            self._keys[jwt.get_unverified_header(token)["kid"]],
            algorithms=["RS256"],
            audience=self._app_id,
            issuer="https://api.botframework.com",
            leeway=300,
        )
        activity = await request.json()
        if claims["serviceurl"] != activity["serviceUrl"]:
            return web.Response(status=403)
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, self._rows.submit, activity)
        return web.json_response(self._answer)


def _keys(settings: Settings) -> dict[str, jwt.PyJWK]:
    trust = ssl.create_default_context(cafile=str(settings.trusted_ca_file))
    with urllib.request.urlopen(settings.openid_metadata, context=trust) as answer:
        metadata = json.load(answer)
    with urllib.request.urlopen(metadata["jwks_uri"], context=trust) as answer:
        found = json.load(answer)["keys"]
    return {key["kid"]: jwt.PyJWK.from_dict(key, algorithm="RS256") for key in found}


def main() -> None:
    """Serve until stopped."""
    port, file, answer = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    bare = Bare(Settings(), Rows(file), json.loads(answer.read_text("utf-8")))
    application = web.Application()
    application.router.add_post("/api/messages", bare.messages)
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()
