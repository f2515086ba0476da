"""The same work behind the Bot Framework SDK as it comes: its authentication, its clients.

Run as `python -m bench.invoke.stock PORT FILE ANSWER`, with the bot's own settings around it. The
SDK is pointed at the sandbox's keys by its own option `to_bot_from_channel_open_id_metadata_url`;
the request is taken as botbuilder-integration-aiohttp's CloudAdapter takes it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthentication,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

from bench.invoke.rows import Rows
from bot.settings import Settings

ISSUER = "https://api.botframework.com"


class StockBot(ActivityHandler):  # type: ignore[misc] # the SDK carries no types
    """Takes a submit."""

    def __init__(self, rows: Rows, answer: dict[str, Any]) -> None:
        self._rows = rows
        self._answer = answer
        self._writer = ThreadPoolExecutor(1)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Keep the answers, then answer with a card."""
        activity = turn_context.activity
        sent = {
            "value": activity.value,
            "from": {"aadObjectId": activity.from_property.aad_object_id},
        }
        await asyncio.get_running_loop().run_in_executor(self._writer, self._rows.submit, sent)
        return InvokeResponse(status=200, body=self._answer)


class Stock:
    """One route, as botbuilder-integration-aiohttp has it."""

    def __init__(self, authentication: BotFrameworkAuthentication, bot: StockBot) -> None:
        self._adapter = CloudAdapterBase(authentication)
        self._bot = bot

    async def messages(self, request: web.Request) -> web.Response:
        """Take one activity."""
        activity = Activity().deserialize(await request.json())
        header = request.headers.get("Authorization", "")
        answer = await self._adapter.process_activity(header, activity, self._bot.on_turn)
        return web.json_response(answer.body, status=answer.status)


def _authentication(settings: Settings) -> BotFrameworkAuthentication:
    # The SDK's client for keys takes its trust from the environment alone.
    os.environ["REQUESTS_CA_BUNDLE"] = str(settings.trusted_ca_file)
    secret = settings.app_secret.get_secret_value()
    return BotFrameworkAuthenticationFactory.create(
        to_bot_from_channel_open_id_metadata_url=settings.openid_metadata,
        to_bot_from_channel_token_issuer=ISSUER,
        to_channel_from_bot_login_url=settings.authority,
        to_channel_from_bot_oauth_scope=ISSUER,
        oauth_url=settings.authority,
        credential_factory=PasswordServiceClientCredentialFactory(settings.app_id, secret),
        auth_configuration=AuthenticationConfiguration(),
    )


def main() -> None:
    """Serve until stopped."""
    port, file, answer = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    bot = StockBot(Rows(file), json.loads(answer.read_text("utf-8")))
    stock = Stock(_authentication(Settings()), bot)
    application = web.Application()
    application.router.add_post("/api/messages", stock.messages)
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()
