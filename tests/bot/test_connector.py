"""What the Connector service may answer, in the ways that it does answer."""

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.microsoft.connector import Connector, ConnectorError
from participation.people import Affiliation, Member
from participation.place import Place


class NoLogin:
    """Stands for Microsoft's login, which these tests are not about."""

    async def token(self) -> str:
        """A token that the test's service does not look at."""
        return "token"


@asynccontextmanager
async def service(answer: Any, *, is_chunked: bool = False) -> Any:
    """A Connector service that gives one answer to everything."""

    async def give(_request: web.Request) -> web.StreamResponse:
        response = web.json_response(answer)
        if is_chunked:
            response.enable_chunked_encoding()
        return response

    async with answered_by(give) as found:
        yield found


@asynccontextmanager
async def answered_by(give: Any) -> Any:
    """A Connector service that answers everything by one function."""
    application = web.Application()
    application.router.add_route("*", r"/{path:[\s\S]*}", give)
    server = TestServer(application, host="127.0.0.1")
    await server.start_server()
    async with aiohttp.ClientSession() as session:
        place = Place(
            tenant_id="t", service_url=str(server.make_url("/")), conversation_id="c", team_id="x"
        )
        yield Connector(session, NoLogin(), "app"), place  # type: ignore[arg-type]
    await server.close()


@pytest.mark.parametrize("name", ["aadObjectId", "objectId"])
async def test_members_are_known_by_either_name_of_their_account(name: str) -> None:
    async with service({"members": [{"id": "29:x", name: "ABC-1", "name": " Anna  A."}]}) as (
        connector,
        place,
    ):
        (member,) = await connector.members(place)
        assert member == Member(object_id="abc-1", user_id="29:x", name="Anna A.")


@pytest.mark.parametrize(
    ("row", "affiliation", "home"),
    [
        ({}, Affiliation.OWN, ""),
        ({"userRole": "user"}, Affiliation.OWN, ""),
        ({"userRole": "user", "tenantId": "T"}, Affiliation.OWN, ""),
        ({"userRole": "guest", "tenantId": "t"}, Affiliation.GUEST, ""),
        ({"userRole": "anonymous"}, Affiliation.GUEST, ""),
        ({"userRole": "user", "tenantId": "Elsewhere"}, Affiliation.PARTNER, "elsewhere"),
        ({"userRole": "guest", "tenantId": "elsewhere"}, Affiliation.PARTNER, "elsewhere"),
    ],
)
async def test_guests_and_people_of_other_organisations_are_told_apart(
    row: dict[str, str], affiliation: Affiliation, home: str
) -> None:
    async with service({"members": [{"aadObjectId": "abc-1", **row}]}) as (connector, place):
        (member,) = await connector.members(place)
        assert (member.affiliation, member.home_tenant_id) == (affiliation, home)


@pytest.mark.parametrize("answer", [{}, {"members": None}])
async def test_a_roster_without_members_is_empty(answer: Any) -> None:
    async with service(answer) as (connector, place):
        assert await connector.members(place) == ()


async def test_an_answer_of_unknown_length_is_read() -> None:
    async with service({"id": "a1"}, is_chunked=True) as (connector, place):
        assert await connector.post(place, {}) == "a1"


@pytest.mark.parametrize("answer", [{}, {"id": ""}, []])
async def test_a_post_without_a_name_is_not_taken_for_sent(answer: Any) -> None:
    async with service(answer) as (connector, place):
        with pytest.raises(ConnectorError):
            await connector.post(place, {})


async def test_a_redirect_is_not_followed_with_the_bots_token() -> None:
    elsewhere: list[str] = []

    async def give(request: web.Request) -> web.Response:
        elsewhere.append(request.path)
        raise web.HTTPTemporaryRedirect("/elsewhere")

    async with answered_by(give) as (connector, place):
        with pytest.raises(ConnectorError) as refused:
            await connector.post(place, {})
    assert refused.value.status == 307
    assert elsewhere == ["/v3/conversations/c/activities"]


@pytest.mark.parametrize("odd", ["../../v3/teams", "a/b?c=d#e", "%2e%2e/", "x y\r\nHost: z", "ä"])
async def test_an_odd_id_stays_one_part_of_the_address(odd: str) -> None:
    asked: list[str] = []

    async def give(request: web.Request) -> web.Response:
        asked.append(request.raw_path)
        return web.json_response({"id": "a1"})

    async with answered_by(give) as (connector, place):
        await connector.post(replace(place, conversation_id=odd), {})
        await connector.update(place, odd, {})
    parts = [[unquote(part) for part in path.split("/")] for path in asked]
    assert parts == [
        ["", "v3", "conversations", odd, "activities"],
        ["", "v3", "conversations", "c", "activities", odd],
    ]
