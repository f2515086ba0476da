"""The login service and the two documents a bot checks Microsoft's calls with."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from time import time
from typing import Any

import jwt
from aiohttp import web

from sandbox.keys import BOT_FRAMEWORK, TOKEN_SECONDS
from sandbox.microsoft.gate import open_gate
from sandbox.tenant import TENANT, Tenant
from sandbox.world import UnknownThingError

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SCOPE = f"{BOT_FRAMEWORK}/.default"


def add_routes(app: web.Application) -> None:
    """Register the addresses."""
    app.router.add_get("/v1/.well-known/openidconfiguration", open_gate("jwks", _openid))
    app.router.add_get("/v1/.well-known/keys", open_gate("jwks", _keys))
    app.router.add_get("/adfs/.well-known/openid-configuration", open_gate("token", _authority))
    app.router.add_post("/adfs/oauth2/token", open_gate("token", _token))
    app.router.add_get("/metadata/identity/token", open_gate("token", _machines_token))
    app.router.add_get("/common/discovery/instance", open_gate("token", _instances))
    one = "/{tenant}"
    app.router.add_get(
        one + "/v2.0/.well-known/openid-configuration", open_gate("token", _authority)
    )
    app.router.add_post(one + "/oauth2/v2.0/token", open_gate("token", _token))
    app.router.add_get("/sandbox/clock", _clock)


async def _openid(tenant: Tenant, request: web.Request) -> web.Response:
    return web.json_response(
        {
            "issuer": BOT_FRAMEWORK,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{tenant.addresses.keys}/v1/.well-known/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }
    )


async def _keys(tenant: Tenant, request: web.Request) -> web.Response:
    return web.json_response(tenant.keys.key_set())


async def _authority(tenant: Tenant, request: web.Request) -> web.Response:
    authority, version = tenant.addresses.authority, ""
    if named := request.match_info.get("tenant"):
        _require_tenant(tenant, named)
        authority, version = f"{tenant.addresses.login}/{named}", "/v2.0"
    return web.json_response(
        {
            "issuer": authority + version,
            "authorization_endpoint": f"{authority}/oauth2{version}/authorize",
            "token_endpoint": f"{authority}/oauth2{version}/token",
            "jwks_uri": f"{authority}/discovery/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }
    )


async def _instances(tenant: Tenant, request: web.Request) -> web.Response:
    """Under which names the login service goes."""
    name = tenant.addresses.login.removeprefix("https://")
    one = {"preferred_network": name, "preferred_cache": name, "aliases": [name]}
    discovery = f"{tenant.addresses.authority}/v2.0/.well-known/openid-configuration"
    return web.json_response(
        {"tenant_discovery_endpoint": discovery, "api-version": "1.1", "metadata": [one]}
    )


def _require_tenant(tenant: Tenant, named: str) -> None:
    if named != tenant.world.office.tenant_id:
        raise UnknownThingError(f"tenant {named}")


async def _token(tenant: Tenant, request: web.Request) -> web.Response:
    if named := request.match_info.get("tenant"):
        _require_tenant(tenant, named)
    form = await request.post()
    if form.get("grant_type") != "client_credentials":
        return _refused(400, "unsupported_grant_type", "The grant type is not supported.")
    if form.get("client_id") != tenant.credentials.app_id:
        return _refused(400, "unauthorized_client", "The application was not found.")
    if not _is_the_bot(tenant, form, request):
        return _refused(401, "invalid_client", "Invalid client secret or assertion provided.")
    if form.get("scope") != SCOPE:
        return _refused(400, "invalid_scope", "The scope is not known.")
    lasts = {"expires_in": TOKEN_SECONDS, "ext_expires_in": TOKEN_SECONDS}
    return _issued(tenant, lasts)


async def _machines_token(tenant: Tenant, request: web.Request) -> web.Response:
    """As Azure App Service gives tokens to what runs there: its header is the secret of old."""
    header = request.headers.get("X-IDENTITY-HEADER", "")
    if not secrets.compare_digest(header, tenant.credentials.app_secret):
        return web.json_response({"statusCode": 401, "message": "Unauthorized"}, status=401)
    asked = request.query.get("resource"), request.query.get("client_id")
    if asked != (BOT_FRAMEWORK, tenant.credentials.app_id):
        return web.json_response({"statusCode": 400, "message": "Bad request"}, status=400)
    return _issued(tenant, {"expires_on": str(int(time()) + TOKEN_SECONDS)})


def _issued(tenant: Tenant, lasts: Mapping[str, int | str]) -> web.Response:
    body = {"token_type": "Bearer", **lasts, "access_token": tenant.login_keys.issue()}
    return web.json_response(body, headers={"Cache-Control": "no-store"})


def _is_the_bot(tenant: Tenant, form: Mapping[str, object], request: web.Request) -> bool:
    assertion = str(form.get("client_assertion", ""))
    if not assertion:
        secret = str(form.get("client_secret", ""))
        return secrets.compare_digest(secret, tenant.credentials.app_secret)
    certificate = tenant.credentials.app_certificate
    if certificate is None or form.get("client_assertion_type") != ASSERTION:
        return False
    try:
        claims = jwt.decode(
            assertion,
            certificate.public_key(),  # type: ignore[arg-type]
            algorithms=["RS256", "PS256"],
            audience=tenant.addresses.login + request.path,
            issuer=tenant.credentials.app_id,
            options={"require": ["exp", "aud", "iss", "sub", "jti"]},
        )
    except (jwt.InvalidTokenError, TypeError, ValueError):
        return False
    return bool(claims["sub"] == tenant.credentials.app_id)


def _refused(status: int, error: str, description: str) -> web.Response:
    body: dict[str, Any] = {"error": error, "error_description": description}
    return web.json_response(body, status=status)


async def _clock(request: web.Request) -> web.Response:
    """Long poll: answers when the clock was moved, and takes in how far the bot has worked.

    With `step` it answers at once: the bot has come to an event in the middle of a move.
    """
    clock = request.app[TENANT].world.clock
    try:
        moves = int(request.query["moves"]) if "moves" in request.query else None
        settled = request.query.get("settled")
        settled_at = datetime.fromisoformat(settled) if settled else None
    except ValueError:
        raise web.HTTPBadRequest(text="moves is a number, settled an ISO time") from None
    if settled_at is not None:
        if settled_at.tzinfo is None:
            raise web.HTTPBadRequest(text="settled needs a zone")
        clock.settle(settled_at, moves=moves)
    if moves is not None and "step" not in request.query:
        await clock.wait_for_move(moves)
    return web.json_response({"now": clock.now().isoformat(), "moves": clock.moves})
