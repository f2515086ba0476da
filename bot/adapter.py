"""The Bot Framework SDK, held at arm's length: it runs turns, the front door has let them in.

Its own authentication is never reached and its own sending is switched off: whatever the bot says
goes through the outbox, or is the immediate answer to an invoke.
"""

from typing import NoReturn

from botbuilder.core import InvokeResponse
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory

from bot.activity_handler import TeamsHandler
from bot.door.incoming import Account, Incoming
from bot.door.verified_tokens import Credentials


class NotThisWayError(Exception):
    """The SDK wanted to authenticate or send by itself."""


class _NoConnector:
    """Stands where the SDK expects a client for sending; using it is a mistake in the program."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NotThisWayError(name)


class _NoConnectorFactory(ConnectorFactory):
    async def create(self, service_url: str, audience: str) -> _NoConnector:
        return _NoConnector()


class FrontDoorAuthentication(BotFrameworkAuthentication):
    """Tells the SDK that authentication happens in `front_door`, before any of its code runs."""

    async def authenticate_request(self, activity: Activity, auth_header: str) -> NoReturn:
        """Refuse: only results of the front door are processed."""
        raise NotThisWayError("authenticate_request")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> NoReturn:
        """Refuse: streaming is not offered."""
        raise NotThisWayError("authenticate_streaming_request")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """Return a factory whose clients cannot send."""
        return _NoConnectorFactory()

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Return nothing: the bot asks nobody to sign in."""


class Adapter(CloudAdapterBase):
    """Runs one admitted activity through the SDK."""

    def __init__(self, app_id: str) -> None:
        super().__init__(FrontDoorAuthentication())
        self._app_id = app_id

    async def take(
        self, incoming: Incoming, credentials: Credentials, handler: TeamsHandler
    ) -> InvokeResponse | None:
        """Return the answer to an invoke, None for everything else."""
        admitted = AuthenticateRequestResult()
        admitted.audience = self._app_id
        admitted.claims_identity = ClaimsIdentity(dict(credentials.claims), True)
        admitted.connector_factory = _NoConnectorFactory()
        return await self.process_activity(admitted, _activity(incoming), handler.on_turn)


def _activity(incoming: Incoming) -> Activity:
    """Return as much of an activity as the SDK needs to know whose turn it is.

    The handler reads `incoming`. To let the SDK read the whole body once more would cost as much
    as everything else at the door.
    """
    return Activity(
        type=incoming.type,
        id=incoming.id,
        name=incoming.name,
        action=incoming.action,
        service_url=incoming.service_url,
        channel_id=incoming.channel_id,
        conversation=ConversationAccount(id=incoming.conversation.id),
        from_property=_account(incoming.sender),
        recipient=_account(incoming.recipient),
    )


def _account(account: Account) -> ChannelAccount:
    return ChannelAccount(id=account.id)
