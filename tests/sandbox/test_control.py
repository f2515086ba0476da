"""The control API keeps out what is not the page's own."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from tests.office import Office, RefusedError
from tests.sandbox.fake_bot import FakeBot


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json", "Origin": "http://elsewhere.example"}, 403),
        ({"Content-Type": "application/json", "Host": "elsewhere.example"}, 403),
    ],
)
def test_requests_of_other_pages_are_refused(
    office: Office, headers: dict[str, str], status: int
) -> None:
    url = office.facts["page"] + "/api/clock"
    data = json.dumps({"by_days": 1}).encode()
    request = urllib.request.Request(url, data=data, headers=headers)
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=10)
    refusal.value.close()
    assert refusal.value.code == status


def test_a_mistaken_body_is_refused_with_the_place_of_the_mistake(office: Office) -> None:
    with pytest.raises(RefusedError, match="tims") as refusal:
        office.post("/api/invoke", {"person": "x", "conversation": "y", "name": "z", "tims": 2})
    assert refusal.value.status == 422


def test_the_page_may_load_from_itself_only(office: Office) -> None:
    with urllib.request.urlopen(office.facts["page"] + "/", timeout=10) as response:
        policy = response.headers["Content-Security-Policy"]
        assert b"Sandkasten" in response.read()
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")


def test_changes_are_announced_to_the_page(office: Office, bot: FakeBot) -> None:
    with urllib.request.urlopen(office.facts["page"] + "/api/events", timeout=10) as events:
        events.readline(), events.readline()
        bot.send(office.channel(), {"text": "Hallo"})
        event = json.loads(events.readline().removeprefix(b"data: "))
    place = {"conversation": office.channel(), "author": "bot"}
    assert event == {"kind": "message", "change": "new", **place}


def test_the_traffic_keeps_every_message_ever_sent(office: Office, bot: FakeBot) -> None:
    person = office.people()[0]
    sent = bot.send(person.chat, {"text": "geheim"}).json()["id"]
    bot.call("DELETE", f"v3/conversations/{person.chat}/activities/{sent}")
    stored = {row["id"]: row for row in office.traffic()["stored"]}
    assert stored[sent]["versions"][0]["text"] == "geheim"


def test_the_office_is_invented_and_says_so(office: Office) -> None:
    shown = office.get("/api/office")
    assert "erfunden" in shown["notice"]
    assert len(shown["people"]) >= 40
    assert sorted(shown["departments"]) == ["511", "512", "515"]
