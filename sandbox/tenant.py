"""Everything one running sandbox consists of, under one name for the request handlers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from uuid import uuid4

from aiohttp import web
from cryptography import x509

from sandbox.activities import ActivityWriter
from sandbox.addresses import Addresses
from sandbox.apps.package import AppPackage
from sandbox.bell import Bell
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.keys import KeyRing, LoginKeys
from sandbox.limits import Governor
from sandbox.office import Office
from sandbox.record.exchanges import Exchanges
from sandbox.record.traffic import Traffic
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the bot is registered with; the secret is new at every start.

    With a certificate registered, the bot may prove itself with that as well.
    """

    app_id: str = field(default_factory=lambda: str(uuid4()))
    app_secret: str = field(default_factory=lambda: secrets.token_urlsafe(30), repr=False)
    app_certificate: x509.Certificate | None = None


@dataclass(frozen=True, slots=True)
class Tenant:
    """The parts, wired once at the start."""

    credentials: Credentials
    addresses: Addresses
    world: World
    keys: KeyRing
    login_keys: LoginKeys
    writer: ActivityWriter
    delivery: Delivery
    governor: Governor
    faults: Faults
    traffic: Traffic
    requests: Exchanges
    bell: Bell


TENANT = web.AppKey("tenant", Tenant)


def build_tenant(
    office: Office,
    *,
    addresses: Addresses,
    bot_url: str,
    app: AppPackage | None = None,
    certificate: x509.Certificate | None = None,
) -> Tenant:
    """Wire everything for one office; the bot is registered as its app package says."""
    credentials = Credentials(app_certificate=certificate)
    if app:
        credentials = replace(credentials, app_id=app.manifest.bot.id.lower())
    bell, traffic, keys = Bell(), Traffic(), KeyRing()
    world = World(office, credentials.app_id, bell)
    if app:
        world.take_app(app)
    return Tenant(
        credentials=credentials,
        addresses=addresses,
        world=world,
        keys=keys,
        login_keys=LoginKeys(credentials.app_id, office.tenant_id),
        writer=ActivityWriter(world, addresses.service_url),
        delivery=Delivery(keys, traffic, credentials.app_id, addresses.service_url, bot_url),
        governor=Governor(),
        faults=Faults(),
        traffic=traffic,
        requests=Exchanges(),
        bell=bell,
    )
