"""Authenticates an activity before its body is trusted. One mode, no switch.

First the token, without looking at the body; then the body's shape; then whether both belong
together. Every refusal is a 4xx with a short reason that is logged without the token.
"""

import json
from typing import Any, NoReturn
from urllib.parse import urlsplit

import jwt
from pydantic import ValidationError

from bot.door.incoming import Incoming
from bot.door.signing_keys import KeysUnavailableError, SigningKey, SigningKeys
from bot.door.verified_tokens import Credentials, Verified, VerifiedTokens
from bot.settings import Settings, is_loopback

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY_S = 300
LARGEST_BODY = 256 * 1024
DEEPEST_BODY = 64
NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class RefusedError(Exception):
    """Not let in: an HTTP status and a reason from a closed list."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class FrontDoor:
    """Lets verified activities in."""

    def __init__(self, settings: Settings, keys: SigningKeys) -> None:
        self._app_id = settings.app_id
        self._tenants = settings.tenant_ids
        self._service_hosts = settings.allowed_service_hosts
        self._may_be_loopback = settings.is_sandboxed
        self._keys = keys
        self._verified = VerifiedTokens()

    async def authenticate(self, header: str | None) -> Credentials:
        """Return what the Authorization header vouches for, or refuse it."""
        scheme, _, token = (header or "").partition(" ")
        if scheme != "Bearer" or not token:
            raise RefusedError(401, "no_bearer_token")
        known = self._verified.find(token)
        kid = known.kid if known else _kid_of(token)
        key = await self._key(kid)
        # Keys that were fetched anew are other ones: what they show has to be shown again.
        if known is None or known.key is not key:
            known = self._checked(token, kid, key)
            self._verified.keep(token, known)
        return known.credentials

    def admit(self, body: bytes, credentials: Credentials) -> Incoming:
        """Return the activity if body and token belong together."""
        try:
            incoming = Incoming.model_validate(parse(body))
        except ValidationError:
            raise RefusedError(400, "wrong_shape") from None
        if incoming.channel_id != CHANNEL or CHANNEL not in credentials.endorsements:
            raise RefusedError(403, "wrong_channel")
        self._require_service_url(incoming.service_url, credentials)
        if incoming.tenant_id not in self._tenants:
            raise RefusedError(403, "foreign_tenant")
        elsewhere = incoming.conversation.tenant_id
        if elsewhere is not None and elsewhere.lower() != incoming.tenant_id:
            raise RefusedError(403, "two_tenants")
        return incoming

    async def _key(self, kid: str) -> SigningKey:
        try:
            key = await self._keys.find(kid)
        except KeysUnavailableError:
            raise RefusedError(503, "keys_unavailable") from None
        if key is None:
            raise RefusedError(401, "unknown_key")
        return key

    def _checked(self, token: str, kid: str, key: SigningKey) -> Verified:
        claims = self._claims(token, key)
        service_url = claims.get("serviceurl")
        if not isinstance(service_url, str) or not service_url:
            raise RefusedError(401, "no_service_url_claim")
        credentials = Credentials(service_url, key.endorsements, claims)
        return Verified(credentials, kid, key, ends_at=float(claims["exp"]) + LEEWAY_S)

    def _claims(self, token: str, key: SigningKey) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=ISSUER,
                leeway=LEEWAY_S,
                options={"require": ["exp", "nbf", "aud", "iss"], "strict_aud": True},
            )
        except (jwt.InvalidTokenError, ValueError, RecursionError) as fault:
            raise RefusedError(401, f"token_{type(fault).__name__}") from None

    def _require_service_url(self, service_url: str, credentials: Credentials) -> None:
        if service_url != credentials.service_url:
            raise RefusedError(403, "service_url_changed")
        try:
            parts = urlsplit(service_url)
        except ValueError:
            raise RefusedError(403, "service_url_not_allowed") from None
        if parts.scheme != "https" or parts.hostname not in self._service_hosts:
            raise RefusedError(403, "service_url_not_allowed")
        if is_loopback(service_url) and not self._may_be_loopback:
            raise RefusedError(403, "service_url_not_allowed")


def _kid_of(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, UnicodeError, RecursionError):
        raise RefusedError(401, "token_not_readable") from None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        raise RefusedError(401, "wrong_algorithm_or_no_kid")
    return kid


def parse(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`, or refuse what is too large, too deep or not plain."""
    if len(body) > LARGEST_BODY:
        raise RefusedError(413, "too_large")
    if _depth(body) > DEEPEST_BODY:
        raise RefusedError(400, "too_deep")
    try:
        raw = json.loads(body, parse_constant=_refuse_constant)
        json.dumps(raw, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise RefusedError(400, "not_json") from None
    if not isinstance(raw, dict):
        raise RefusedError(400, "not_an_object")
    return raw


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and infinities are not JSON")


def _depth(body: bytes) -> int:
    """Return how deep brackets nest; brackets inside strings only make the bound stricter."""
    deepest = level = 0
    for byte in body.translate(None, NO_BRACKETS):
        if byte in b"[{":
            level += 1
            deepest = max(deepest, level)
        elif byte in b"]}":
            level -= 1
    return deepest
