"""What is new for somebody, on whichever device, and how many devices they have."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import aiohttp
import pytest

from tests.office import Office, Person
from tests.sandbox.fake_bot import FakeBot, card_of
from tests.seen import Json

Told = TypeVar("Told")


def test_what_others_wrote_is_new_until_it_was_read(office: Office, bot: FakeBot) -> None:
    one, other, channel = *office.people()[16:18], office.channel("Planungsräume")
    said = office.say(one, channel, "Guten Morgen", mention=False)["message"]
    before = _unread(office, other, channel), _unread(office, one, channel)
    office.post("/api/read", {"person": other.oid, "conversation": channel, "message": said})
    assert before == (1, 0)
    assert _unread(office, other, channel) == 0


def test_an_edit_is_nothing_new(office: Office, bot: FakeBot) -> None:
    person = office.people()[18]
    sent = bot.send(person.chat, {"text": "eins"}).json()["id"]
    office.post("/api/read", {"person": person.oid, "conversation": person.chat, "message": sent})
    bot.call("PUT", f"v3/conversations/{person.chat}/activities/{sent}", _said("zwei"))
    assert _unread(office, person, person.chat) == 0


def test_news_tell_who_wrote_what_and_where(office: Office, bot: FakeBot) -> None:
    block = {"type": "TextBlock", "text": "Bitte antworten Sie."}
    bot.send_card(office.channel("Planungsräume"), card_of(block))
    newest = office.news(office.people()[19])[0]
    assert (newest["author"]["name"], newest["place"]) == ("Themenblock", "Planungsräume")
    assert newest["excerpt"] == "Bitte antworten Sie."
    assert newest["is_unread"]


def test_nobody_gets_news_from_where_they_are_not(office: Office, bot: FakeBot) -> None:
    lead, partner = office.people()[0], next(p for p in office.people() if p.is_external)
    office.say(lead, office.channel("Steuerungskreis"), "nur unter uns", mention=False)
    places = {row["place"] for row in office.news(partner)}
    assert places <= {"Runde mit freien Trägern"}
    assert office.news(office.people(role="steering")[0])[0]["excerpt"] == "nur unter uns"


def test_two_windows_of_one_person_are_two_devices(office: Office) -> None:
    person, other = office.people()[20:22]

    async def story() -> tuple[list[Json], int]:
        async with aiohttp.ClientSession() as session:
            sockets = [await _window(session, office, one) for one in (person, person, other)]
            numbers = [await socket.receive_json(timeout=10) for socket in sockets]
            await sockets[0].close()
            while (await _next(sockets[1], "windows"))["count"] != "1":
                continue
            again = await _window(session, office, person)
            return numbers, (await again.receive_json(timeout=10))["number"]

    numbers, again = _run(story())
    assert [(one["number"], one["count"]) for one in numbers] == [(1, 1), (2, 2), (1, 1)]
    assert again == 1


def test_a_window_is_told_at_once_what_is_new(office: Office, bot: FakeBot) -> None:
    async def story() -> Json:
        async with aiohttp.ClientSession() as session:
            socket = await _window(session, office, office.people()[0])
            await socket.receive_json(timeout=10)
            await asyncio.to_thread(bot.send, office.channel(), {"text": "Neu"})
            return await _next(socket, "message")

    event = _run(story())
    assert (event["change"], event["author"]) == ("new", "bot")


@pytest.mark.parametrize("origin", ["http://elsewhere.example", ""])
def test_another_page_gets_no_window(office: Office, origin: str) -> None:
    url = f"{office.facts['page']}/api/live?person={office.people()[0].oid}"

    async def story() -> None:
        async with aiohttp.ClientSession() as session:
            await session.ws_connect(url, headers={"Origin": origin} if origin else {})

    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        _run(story())
    assert refusal.value.status == 403


def _run(story: Coroutine[Any, Any, Told]) -> Told:
    # Playwright keeps a loop of its own in the tests' thread.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result()


async def _window(
    session: aiohttp.ClientSession, office: Office, person: Person
) -> aiohttp.ClientWebSocketResponse:
    page = office.facts["page"]
    headers = {"Origin": page}
    return await session.ws_connect(f"{page}/api/live?person={person.oid}", headers=headers)


async def _next(socket: aiohttp.ClientWebSocketResponse, kind: str) -> Json:
    while True:
        event: Json = await socket.receive_json(timeout=10)
        if event["kind"] == kind:
            return event


def _unread(office: Office, person: Person, conversation: str) -> int:
    places = office.get(f"/api/conversations?person={person.oid}")
    return int(next(place["unread"] for place in places if place["id"] == conversation))


def _said(text: str) -> dict[str, str]:
    return {"type": "message", "text": text}
