"""Wires everything together, once."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from analysis.personal_data.check import check_text
from bot.adapter import Adapter
from bot.calendar_keeper import CalendarKeeper
from bot.clock import Clock, RealClock, SandboxClock
from bot.courier import Courier
from bot.door.front_door import FrontDoor
from bot.door.signing_keys import SigningKeys
from bot.endpoints import Endpoints
from bot.health import Health
from bot.leader import Leader
from bot.metrics import Metrics
from bot.microsoft.connector import Connector
from bot.microsoft.microsoft_login import MicrosoftLogin
from bot.microsoft.roster import Roster
from bot.operation.traces import start_traces
from bot.pages import Pages
from bot.settings import Settings
from bot.telemetry import log
from bot.turns import Turns
from bot.writer import Writer
from storage.database import Database

PATIENCE_AT_STOP_S = 20.0
WORD_LISTS_AFTER_S = 5.0
"""So long after the start the word lists are read that texts are looked over with: by then nobody
waits for the start any more, and the first who types a text need not wait for them."""


@asynccontextmanager
async def running(settings: Settings, database: Database) -> AsyncIterator[None]:
    """Run the bot on a database; on leaving, turns are finished and nothing is lost."""
    async with AsyncExitStack() as stack:
        stop_traces = await asyncio.to_thread(start_traces, settings.otlp_endpoint)
        stack.push_async_callback(asyncio.to_thread, stop_traces)
        trust = await asyncio.to_thread(_trust, settings)
        session = await stack.enter_async_context(_session(settings, trust))
        writer = Writer(database)
        stack.push_async_callback(asyncio.to_thread, writer.close)
        clock: Clock = RealClock()
        if settings.is_sandboxed:
            clock = SandboxClock(session, settings.authority)
        await clock.prepare()
        bot = _wired(settings, session, writer, clock)
        leading = asyncio.create_task(bot.leader.run())
        stack.push_async_callback(_finish, bot.courier, bot.leader, leading)
        application = bot.endpoints.application()
        Pages(settings.office_name, settings.contact).add_routes(application)
        if settings.metrics_port is not None:
            metrics = Metrics(writer, clock, bot.leader).application()
            await _listen(stack, metrics, settings.metrics_host, settings.metrics_port)
        port = await _listen(stack, application, settings.host, settings.port)
        log("ready", address=f"{settings.host}:{port}")
        reading = asyncio.create_task(_read_word_lists())
        stack.push_async_callback(_stop, reading)
        yield
        log("stopping")
        # Whoever waits to lead need not wait for the turns that are still being worked off.
        bot.leader.stop()
        bot.courier.stop()


@dataclass(frozen=True, slots=True)
class _Bot:
    endpoints: Endpoints
    courier: Courier
    leader: Leader


def _wired(
    settings: Settings, session: aiohttp.ClientSession, writer: Writer, clock: Clock
) -> _Bot:
    connector = Connector(session, MicrosoftLogin(settings), settings.app_id)
    courier = Courier(writer, connector, clock)
    keeper = CalendarKeeper(clock, writer, courier)
    leader = Leader(writer, clock, (courier.run, lambda _epoch: keeper.run()), courier.follow)
    turns = Turns(
        writer=writer,
        courier=courier,
        connector=connector,
        roster=Roster(connector, settings.tenant_ids),
        clock=clock,
    )
    keys = SigningKeys(session, settings.openid_metadata)
    duties = {"calendar": keeper.pulse, "courier": courier.pulse}
    health = Health(writer, keys, leader, duties)
    door = FrontDoor(settings, keys)
    return _Bot(Endpoints(door, Adapter(settings.app_id), turns, health), courier, leader)


async def _read_word_lists() -> None:
    await asyncio.sleep(WORD_LISTS_AFTER_S)
    await asyncio.to_thread(check_text, "")


def _trust(settings: Settings) -> ssl.SSLContext:
    trust = ssl.create_default_context()
    if settings.trusted_ca_file:
        trust.load_verify_locations(settings.trusted_ca_file)
    return trust


def _session(settings: Settings, trust: ssl.SSLContext) -> aiohttp.ClientSession:
    # A county's proxy comes from the environment; to this machine there is none.
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(ssl=trust), trust_env=not settings.is_sandboxed
    )


async def _listen(stack: AsyncExitStack, application: web.Application, host: str, port: int) -> int:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, host, port)
    await site.start()
    return int(runner.addresses[0][1])


async def _finish(courier: Courier, leader: Leader, leading: asyncio.Task[None]) -> None:
    # A message cut off in the middle would be sent again after the start.
    leader.stop()
    courier.stop()
    if leader.is_leading:
        await asyncio.wait({leading}, timeout=PATIENCE_AT_STOP_S)
    await _stop(leading)


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return
