"""Microsoft's keys or its login service are away, silent or out of breath: nobody is shut out.

What cannot be found out is 503, never a 401; and whoever needs neither is answered meanwhile.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.door import signing_keys
from bot.door.signing_keys import REFRESH_AFTER_S, USABLE_FOR_S, KeysUnavailableError, SigningKeys
from content.words import words
from sandbox.keys import KeyRing
from tests.bot.knocking import knock
from tests.journeys.leading import status
from tests.journeys.story import OPENED, Story, told
from tests.office import Message

PATIENCE_S = 30.0
SILENT = {"delay": 60, "count": None}
QUICK_FAULTS: list[dict[str, Any]] = [
    {"status": 429, "retry_after": 30, "count": None},
    {"status": 500, "count": None},
    {"drop": "before", "count": None},
]


@pytest.fixture
def fresh(shared: Story) -> Iterator[Story]:
    """The shared office with a bot that has just started and knows nothing by heart."""
    shared.bot.restart()
    yield shared
    shared.office.clear_faults()


@pytest.mark.parametrize("fault", [QUICK_FAULTS[0], SILENT])
def test_a_bot_that_starts_without_keys_says_503_until_they_come(
    fresh: Story, fault: dict[str, Any]
) -> None:
    fresh.bot.kill()
    fresh.office.add_fault("jwks", **fault)
    fresh.bot.launch()
    wait_until(lambda: fresh.bot.says("healthz") == 200)
    assert knock(fresh) == 503
    assert fault is SILENT or fresh.bot.says("readyz") == 503
    fresh.office.clear_faults()
    wait_until(lambda: knock(fresh) == 200)
    wait_until(fresh.bot.is_ready)


@pytest.mark.parametrize("fault", QUICK_FAULTS)
def test_known_keys_go_on_and_a_new_one_is_no_401(
    fresh: Story, known: str, fault: dict[str, Any]
) -> None:
    fresh.office.add_fault("jwks", **fault)
    before = len(fresh.bot.log)
    assert knock(fresh, raw=known) == 200
    fresh.office.roll_over_keys()
    assert [knock(fresh) for _ in range(8)] == [503] * 8
    assert knock(fresh, raw=known) == 200
    fresh.office.clear_faults()
    wait_until(lambda: knock(fresh) == 200)
    assert '"status": 401' not in fresh.bot.log[before:]
    assert knock(fresh, kid="invented") == 401


def test_others_are_answered_while_somebody_waits_for_a_silent_key_service(
    fresh: Story, known: str
) -> None:
    fresh.office.add_fault("jwks", **SILENT)
    fresh.office.roll_over_keys()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(knock, fresh)
        wait_until(lambda: bool(fresh.office.faults()[0]["hits"]))
        assert [knock(fresh, raw=known) for _ in range(5)] == [200] * 5
        assert not waiting.done()
        assert waiting.result(PATIENCE_S) == 503


@pytest.mark.parametrize("fault", [*QUICK_FAULTS, SILENT])
def test_others_are_answered_while_the_login_service_is_away(
    running: Story, asked: Message, fault: dict[str, Any]
) -> None:
    cards = [running.block_card("basics")] * 12
    running.bot.kill()
    running.office.add_fault("token", **fault)
    running.bot.start()
    title = words("de").text("errors.try_again.title")
    with ThreadPoolExecutor(12) as pool:
        waiting = [
            pool.submit(running.office.press, person, card, "Jetzt teilnehmen")
            for person, card in zip(running.staff, cards, strict=False)
        ]
        if fault is SILENT:
            wait_until(lambda: bool(running.office.faults()[0]["hits"]))
        assert "pausieren" in running.office.press(running.lead, asked, "Pausieren").words
        assert not (fault is SILENT and any(map(Future.done, waiting)))
        assert all(title in one.result(PATIENCE_S).words for one in waiting)
    assert '"status": 401' not in running.bot.log
    assert "http_401" not in running.bot.log
    assert "_failed" not in running.bot.log.replace("login_failed", "")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An office with an open block."""
    with told(tmp_path_factory.mktemp("running")) as office:
        office.set_up()
        office.office.move_clock(OPENED)
        office.block_card("basics")
        yield office


@pytest.fixture(scope="module")
def asked(opened: Story) -> Message:
    """What the lead was told of the process while all was well, with buttons."""
    return status(opened)


@pytest.fixture
def running(opened: Story) -> Iterator[Story]:
    """That office, with nothing wrong before and after."""
    yield opened
    opened.office.clear_faults()


async def test_keys_serve_for_days_without_the_service_and_then_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ring, ahead = KeyRing(), {"s": 0.0}
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + ahead["s"])
    monkeypatch.setattr(signing_keys, "time", clock)
    async with aiohttp.ClientSession() as session:
        server = await key_service(ring)
        keys = SigningKeys(session, str(server.make_url("/metadata")))
        assert await keys.find(ring.current.kid)
        await server.close()
        for seconds in (REFRESH_AFTER_S + 60, USABLE_FOR_S - 60):
            ahead["s"] = seconds
            assert await keys.find(ring.current.kid)
        ahead["s"] = USABLE_FOR_S + 60
        with pytest.raises(KeysUnavailableError):
            await keys.find(ring.current.kid)


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "{}",
        '{"keys": 7}',
        '{"keys": []}',
        '{"keys": [7]}',
        '{"keys": [{"kty": "RSA"}]}',
        '{"keys": [{"kty": "RSA", "kid": "a", "n": "!", "e": 7}]}',
        "[" * 100_000,
        "\ud800",
    ],
)
async def test_a_key_document_that_makes_no_sense_leaves_the_known_keys_in_place(
    document: str,
) -> None:
    ring = KeyRing()
    async with aiohttp.ClientSession() as session:
        server = await key_service(ring, broken_from=1, document=document)
        keys = SigningKeys(session, str(server.make_url("/metadata")))
        assert await keys.find(ring.current.kid)
        with pytest.raises(KeysUnavailableError):
            await keys.find("new")
        assert await keys.find(ring.current.kid)
        await server.close()


async def key_service(ring: KeyRing, broken_from: int = 99, document: str = "") -> TestServer:
    """A key service that says something senseless after so many good answers."""
    asked = 0

    async def metadata(request: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": str(request.url.with_path("/keys"))})

    async def keys(_request: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        if asked > broken_from:
            return web.Response(body=document.encode("utf-8", "surrogatepass"))
        return web.json_response(ring.key_set())

    application = web.Application()
    application.router.add_get("/metadata", metadata)
    application.router.add_get("/keys", keys)
    server = TestServer(application, host="127.0.0.1")
    await server.start_server()
    return server


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something that happens in another process."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
