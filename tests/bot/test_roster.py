"""Who is in which channel: many are looked through at once, and nobody waits for long."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.microsoft import roster as roster_module
from bot.microsoft.connector import Connector, ConnectorError
from bot.microsoft.roster import MOST_ASKED_AT_ONCE, Look, Roster
from participation.people import Affiliation, Member
from participation.place import Place
from tests.bot.test_connector import NoLogin

ANNA = Member(object_id="anna", user_id="", name="")


class Service:
    """A Connector service with one roster for all channels; some fail, some answer too late."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.failing: dict[str, int] = {}
        self.silent: set[str] = set()
        self.others: list[dict[str, str]] = []
        self.awake = asyncio.Event()
        self.url = ""

    def place(self, name: str) -> Place:
        """A channel of this service."""
        return Place(tenant_id="t", service_url=self.url, team_id="x", channel_id=name)

    async def answer(self, request: web.Request) -> web.Response:
        """A roster with Anna in it."""
        channel = request.path.split("/")[3]
        self.asked[channel] += 1
        if channel in self.silent:
            await self.awake.wait()
        if channel in self.failing:
            return web.Response(status=self.failing[channel])
        return web.json_response({"members": [{"aadObjectId": "anna"}, *self.others]})


@asynccontextmanager
async def office() -> AsyncIterator[tuple[Service, Roster]]:
    """A service and the roster that asks it."""
    service = Service()
    application = web.Application()
    application.router.add_get("/{path:.*}", service.answer)
    server = TestServer(application, host="127.0.0.1")
    await server.start_server(shutdown_timeout=0.1)
    service.url = str(server.make_url("/"))
    async with aiohttp.ClientSession() as session:
        connector = Connector(session, NoLogin(), "app")  # type: ignore[arg-type]
        yield service, Roster(connector, frozenset({"t", "friends"}))
    await server.close()


async def test_each_channel_is_asked_once_however_many_look() -> None:
    async with office() as (service, roster):
        places = [service.place(f"c{number}") for number in range(5)]
        looks = await asyncio.gather(*(roster.look_through(places, "anna") for _ in range(20)))
        everywhere = Look(member_of=frozenset(service.asked), has_unseen=False, member=ANNA)
        assert set(service.asked.values()) == {1}
        assert looks == [everywhere] * 20
        assert await roster.look_through(places, "bert") == Look(frozenset(), has_unseen=False)


async def test_what_gives_no_answer_is_unseen_and_the_others_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roster_module, "LONGEST_WAIT_S", 0.2)
    async with office() as (service, roster):
        service.silent, service.failing = {"silent"}, {"broken": 503}
        places = [service.place(name) for name in ("silent", "broken", "good")]
        look = await roster.look_through(places, "anna")
        assert look == Look(frozenset({"good"}), has_unseen=True, member=ANNA)
        service.awake.set()
        service.failing = {}
        assert (await roster.look_through(places, "anna")).has_unseen is False


@pytest.mark.parametrize("status", [403, 404])
async def test_a_channel_that_is_gone_is_nobodys(status: int) -> None:
    async with office() as (service, roster):
        service.failing = {"gone": status}
        look = await roster.look_through([service.place("gone")], "anna")
        assert look == Look(frozenset(), has_unseen=False)


async def test_very_many_channels_are_asked_little_by_little() -> None:
    async with office() as (service, roster):
        places = [service.place(f"c{number}") for number in range(2 * MOST_ASKED_AT_ONCE)]
        first = await roster.look_through(places, "anna")
        assert (len(first.member_of), first.has_unseen) == (MOST_ASKED_AT_ONCE, True)
        second = await roster.look_through(places, "anna")
        assert (len(second.member_of), second.has_unseen) == (2 * MOST_ASKED_AT_ONCE, False)


async def test_after_somebody_has_gone_everything_is_asked_anew() -> None:
    async with office() as (service, roster):
        places = [service.place("c")]
        await roster.look_through(places, "anna")
        roster.forget()
        await roster.look_through(places, "anna")
        assert service.asked["c"] == 2


async def test_a_single_channel_that_does_not_answer_is_no_refusal() -> None:
    async with office() as (service, roster):
        service.failing = {"broken": 503}
        with pytest.raises(ConnectorError):
            await roster.find(service.place("broken"), "anna")


@pytest.mark.parametrize(
    ("row", "affiliation"),
    [
        ({"userRole": "guest"}, Affiliation.GUEST),
        ({"userRole": "user", "tenantId": "friends"}, Affiliation.PARTNER),
        ({"userRole": "user", "tenantId": "strangers"}, Affiliation.OUTSIDER),
    ],
)
async def test_whoever_is_from_elsewhere_is_known_as_such_and_offered_nowhere(
    row: dict[str, str], affiliation: Affiliation
) -> None:
    async with office() as (service, roster):
        service.others = [{"aadObjectId": "bert", **row}]
        found = await roster.find(service.place("c"), "bert")
        assert found is not None
        assert found.affiliation is affiliation
        assert await roster.people([service.place("c")]) == (ANNA,)
