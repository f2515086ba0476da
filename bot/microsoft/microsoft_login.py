"""The bot's own token for sending, from one msal application per process, off the event loop."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import msal
import requests
from msal.exceptions import MsalError

from bot.settings import Settings

TIMEOUT_S = 5.0
RESOURCE = "https://api.botframework.com"


class LoginFailedError(Exception):
    """No token could be had; `fault` is the short code that the login service gave."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class MicrosoftLogin:
    """Gives a valid token; msal keeps it until shortly before it expires."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ask: Callable[[], dict[str, Any]] | None = None
        self._lock = asyncio.Lock()

    async def token(self) -> str:
        """Return a bearer token, or raise LoginFailedError."""
        async with self._lock:
            return await asyncio.to_thread(self._token)

    def _token(self) -> str:
        try:
            if self._ask is None:
                self._ask = _way(self._settings)
            answer = self._ask()
        except (OSError, ValueError, MsalError) as fault:
            raise LoginFailedError(type(fault).__name__) from None
        token = answer.get("access_token")
        if not isinstance(token, str):
            raise LoginFailedError(str(answer.get("error", "no_token"))[:40])
        return token


def _way(settings: Settings) -> Callable[[], dict[str, Any]]:
    """Return how tokens are had, for as long as the program runs: msal keeps what it got.

    A certificate comes first, then the machine's own identity, then the secret.
    """
    http_client = _http_client(settings)
    if settings.managed_identity and settings.app_certificate is None:
        identity = msal.UserAssignedManagedIdentity(client_id=settings.managed_identity)
        client = msal.ManagedIdentityClient(identity, http_client=http_client)
        return partial(client.acquire_token_for_client, resource=RESOURCE)
    application = msal.ConfidentialClientApplication(
        settings.app_id,
        authority=settings.authority,
        client_credential=_credential(settings),
        validate_authority=not settings.is_sandboxed,
        http_client=http_client,
    )
    return partial(application.acquire_token_for_client, scopes=[f"{RESOURCE}/.default"])


def _credential(settings: Settings) -> str | dict[str, str]:
    """Return what the bot proves itself with: the certificate if there is one, else the secret.

    With a certificate nothing goes over the wire that could be used by others.
    """
    if settings.app_certificate is None:
        return settings.app_secret.get_secret_value()
    # Both stand in one file; each reader takes the part that it looks for.
    content = settings.app_certificate.read_text("ascii")
    return {"private_key": content, "public_certificate": content}


def _http_client(settings: Settings) -> requests.Session:
    session = requests.Session()
    if settings.trusted_ca_file:
        # Variables such as REQUESTS_CA_BUNDLE would replace the sandbox's own authority.
        session.trust_env = False
        session.verify = str(settings.trusted_ca_file)
    session.request = partial(session.request, timeout=TIMEOUT_S)  # type: ignore[method-assign]
    return session
