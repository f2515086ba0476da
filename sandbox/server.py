"""Starts both listeners, tells where they are, and stops them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from cryptography import x509

from sandbox.addresses import MICROSOFTS, of_microsoft, of_this_machine
from sandbox.api import apps, channels, control, live, machinery, pages, record
from sandbox.apps.package import AppPackage
from sandbox.microsoft import connector, login, roster
from sandbox.microsoft.certificates import make_server_context
from sandbox.office import load_office
from sandbox.people.windows import Windows
from sandbox.tenant import TENANT, Tenant, build_tenant

# Larger than any message Teams takes, so that refusing one is the connector's own answer.
LARGEST_BODY = 4 * 1024 * 1024
SHUTDOWN_SECONDS = 0.2
FACTS = "sandbox.json"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    data_dir: Path
    page_port: int
    microsoft_port: int
    bot_url: str
    office_file: Path
    node_modules: Path
    app: AppPackage | None = None
    as_microsoft: bool = False
    certificate: x509.Certificate | None = None


async def run(options: Options) -> None:
    """Serve until the process is asked to end."""
    ended = _ending()
    _clear_facts(options.data_dir)
    page_socket = socket.create_server(("127.0.0.1", options.page_port))
    microsoft_socket = socket.create_server(("127.0.0.1", options.microsoft_port))
    office = load_office(options.office_file)
    addresses = of_this_machine(microsoft_socket.getsockname()[1])
    if options.as_microsoft:
        addresses = of_microsoft(office.tenant_id)
    tenant = build_tenant(
        office,
        addresses=addresses,
        bot_url=options.bot_url,
        app=options.app,
        certificate=options.certificate,
    )
    context = make_server_context(options.data_dir, MICROSOFTS if options.as_microsoft else ())
    runners = [
        await _listen(_microsoft(tenant), microsoft_socket, context),
        await _listen(_page(tenant, options.node_modules), page_socket, None),
    ]
    page_url = f"http://127.0.0.1:{page_socket.getsockname()[1]}"
    _write_facts(options.data_dir, _facts(tenant, page_url, options.data_dir))
    await ended.wait()
    for runner in runners:
        await runner.cleanup()
    await tenant.delivery.close()


def _microsoft(tenant: Tenant) -> web.Application:
    app = web.Application(client_max_size=LARGEST_BODY)
    app[TENANT] = tenant
    login.add_routes(app)
    connector.add_routes(app)
    roster.add_routes(app)
    return app


def _page(tenant: Tenant, node_modules: Path) -> web.Application:
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[control.in_own_words])
    app[TENANT] = tenant
    control.add_routes(app)
    machinery.add_routes(app)
    apps.add_routes(app)
    channels.add_routes(app)
    record.add_routes(app)
    live.add_routes(app, Windows(tenant.bell))
    pages.add_routes(app, node_modules)
    return app


async def _listen(
    app: web.Application, listener: socket.socket, context: ssl.SSLContext | None
) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    await web.SockSite(runner, listener, ssl_context=context).start()
    return runner


def _facts(tenant: Tenant, page_url: str, data_dir: Path) -> dict[str, Any]:
    addresses = tenant.addresses
    return {
        "process_id": os.getpid(),
        "page": page_url,
        "microsoft": addresses.keys,
        "ca_file": str((data_dir / "ca.pem").resolve()),
        "login_authority": addresses.authority,
        "openid_metadata": addresses.openid_metadata,
        "service_url": addresses.service_url,
        "tenant_id": tenant.world.office.tenant_id,
        "app_id": tenant.credentials.app_id,
        "app_secret": tenant.credentials.app_secret,
        "clock": f"{addresses.login}/sandbox/clock",
    }


def _write_facts(data_dir: Path, facts: dict[str, Any]) -> None:
    # Whoever waits for this file must never read half of it.
    draft = data_dir / f"{FACTS}.part"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(facts, indent=2), encoding="utf-8")
    os.replace(draft, data_dir / FACTS)


def _clear_facts(data_dir: Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    (data_dir / FACTS).unlink(missing_ok=True)


def _ending() -> asyncio.Event:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    return ended
