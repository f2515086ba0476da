"""Only activities that Microsoft vouches for are let in; everything else is a 4xx and one line."""

import json
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any

import pytest

from tests.bot.knocking import knock
from tests.journeys.story import Story
from tests.sandbox.fake_bot import start_fake_bot

LONG_AGO = 1_600_000_000
FAR_AHEAD = 4_000_000_000
TENANT = "d6d49420-f39b-4df7-a1dc-d59a935871db"
APP = "11111111-2222-4333-8444-555555555555"
EMULATOR = {
    "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
    "ver": "2.0",
    "azp": APP,
    "serviceurl": "http://localhost:9000",
}
"""As the emulator of the Bot Framework signs in: in the bot's own name, at the login service."""

SKILL = {"iss": f"https://sts.windows.net/{TENANT}/", "ver": "1.0", "appid": APP, "azp": APP}
"""As one bot calls another one as its skill."""


def test_a_good_token_is_let_in(shared: Story) -> None:
    assert knock(shared) == 200


@pytest.mark.parametrize("seconds", [-240, 240])
def test_a_clock_that_is_a_little_off_is_forgiven(shared: Story, seconds: int) -> None:
    now = int(time.time()) + seconds
    assert knock(shared, claims={"nbf": now, "exp": now + 3600 if seconds > 0 else now}) == 200


@pytest.mark.parametrize(("not_before", "ends"), [(-7200, -360), (360, 7200)])
def test_a_clock_that_is_far_off_is_not_forgiven(shared: Story, not_before: int, ends: int) -> None:
    now = int(time.time())
    assert knock(shared, claims={"nbf": now + not_before, "exp": now + ends}) == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": LONG_AGO},
        {"nbf": FAR_AHEAD, "exp": FAR_AHEAD + 60},
        {"aud": "11111111-1111-1111-1111-111111111111"},
        {"aud": ["4679d4a6-626d-4ea0-8963-fcef90559aa5"]},
        {"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"},
        {"iss": "https://api.botframework.com.example"},
        {"iss": "https://api.botframework.com/"},
        EMULATOR,
        SKILL,
        {"aud": "https://api.botframework.com"},
        {"serviceurl": ""},
        {"serviceurl": 7},
        {"exp": "soon"},
    ],
)
def test_wrong_claims_are_refused(shared: Story, claims: dict[str, Any]) -> None:
    assert knock(shared, claims=claims) == 401


@pytest.mark.parametrize("claim", ["exp", "nbf", "aud", "iss", "serviceurl"])
def test_a_missing_claim_is_refused(shared: Story, claim: str) -> None:
    assert knock(shared, omit=[claim]) == 401


@pytest.mark.parametrize(
    "token",
    [
        {"signer": "stranger"},
        {"signer": "stranger", "kid": "current"},
        {"kid": "unheard-of"},
        {"kid": ""},
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "RS384"},
        {"alg": "RS512"},
        {"raw": ""},
        {"raw": "garbage"},
        {"raw": "a.b.c"},
        {"raw": "e30.e30.e30"},
    ],
)
def test_forged_and_broken_tokens_are_refused(shared: Story, token: dict[str, Any]) -> None:
    assert knock(shared, **token) == 401


@pytest.mark.parametrize(
    ("activity", "status"),
    [
        ({"channelId": "emulator"}, 403),
        ({"channelId": None}, 400),
        ({"serviceUrl": None}, 400),
        ({"serviceUrl": "https://elsewhere.example/"}, 403),
        ({"channelData": {"tenant": {"id": "another"}}}, 403),
        ({"channelData": None, "conversation": {"id": "x"}}, 403),
        ({"conversation": None}, 400),
        ({"conversation": "here"}, 400),
        ({"from": None}, 400),
        ({"from": {"id": 7}}, 400),
        ({"text": {"deep": [1]}}, 400),
        ({"type": 3}, 400),
        ({"membersAdded": "all"}, 400),
        ({"locale": ["de"]}, 400),
        ({"id": {}}, 400),
    ],
)
def test_a_body_that_does_not_belong_to_its_token_is_refused(
    shared: Story, activity: dict[str, Any], status: int
) -> None:
    assert knock(shared, activity) == status


def test_a_service_url_that_the_token_names_too_must_be_on_the_list(shared: Story) -> None:
    url = "https://elsewhere.example/"
    assert knock(shared, {"serviceUrl": url}, claims={"serviceurl": url}) == 403


@pytest.mark.parametrize("entities", [[{"type": 7}], "none", {"a": 1}])
def test_odd_fields_that_are_not_read_do_no_harm(shared: Story, entities: Any) -> None:
    assert knock(shared, {"entities": entities}) in (200, 400)


@pytest.mark.parametrize(
    ("header", "body", "status"),
    [
        (None, b"{}", 401),
        ("", b"{}", 401),
        ("Basic dXNlcjpwYXNz", b"{}", 401),
        ("Bearer", b"{}", 401),
        ("Bearer " + "x" * 100_000, b"{}", 400),
        ("Bearer é", b"{}", 401),
    ],
)
def test_a_request_without_a_token_gets_nothing(
    shared: Story, header: str | None, body: bytes, status: int
) -> None:
    assert send(shared, body, header) == status


def test_new_keys_work_at_once(shared: Story) -> None:
    assert knock(shared) == 200
    shared.office.roll_over_keys()
    assert knock(shared) == 200


def test_a_known_token_is_let_in_again(shared: Story, known: str) -> None:
    assert [knock(shared, raw=known) for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    "activity",
    [
        {"serviceUrl": "https://elsewhere.example/"},
        {"channelId": "emulator"},
        {"channelData": {"tenant": {"id": "another"}}},
    ],
)
def test_a_known_token_vouches_for_nothing_else(
    shared: Story, known: str, activity: dict[str, Any]
) -> None:
    assert knock(shared, activity, raw=known) == 403


def test_a_known_token_with_another_signature_or_another_content_is_unknown(
    shared: Story, known: str
) -> None:
    head, content, signature = known.split(".")
    flipped = "A" if signature[10] != "A" else "B"
    assert knock(shared, raw=f"{head}.{content}.{signature[:10]}{flipped}{signature[11:]}") == 401
    assert knock(shared, raw=f"{head}.e30.{signature}") == 401


def test_a_known_token_ends_with_the_key_that_signed_it(shared: Story, known: str) -> None:
    shared.office.roll_over_keys()
    assert knock(shared) == 200
    assert knock(shared, raw=known) == 200
    shared.office.roll_over_keys()
    # The first token under a new key lets the bot fetch all keys anew.
    assert knock(shared) == 200
    assert knock(shared, raw=known) == 401
    assert knock(shared) == 200


def test_a_refusal_is_one_log_line_without_the_token(shared: Story) -> None:
    before = len(shared.bot.log.splitlines())
    send(shared, b"{}", "Bearer very-secret-value")
    lines = shared.bot.log.splitlines()[before:]
    assert [json.loads(line)["event"] for line in lines] == ["activity_refused"]
    assert "very-secret-value" not in lines[0]
    assert datetime.fromisoformat(json.loads(lines[0])["at"]).utcoffset() == timedelta(0)


@pytest.mark.parametrize("is_good", [True, False])
def test_nothing_on_the_way_may_keep_an_answer(shared: Story, *, is_good: bool) -> None:
    with start_fake_bot(shared.office, signs_in=False) as listener:
        knock(shared)
        heard = listener.heard[-1]
    shared.office.set_bot(shared.bot.url)
    connection = HTTPConnection("127.0.0.1", shared.bot.port, timeout=10)
    token = heard.token if is_good else "forged"
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    connection.request("POST", "/api/messages", json.dumps(heard.activity), headers)
    with connection.getresponse() as answer:
        assert answer.status == (200 if is_good else 401)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert is_good or answer.headers["Content-Type"] == "application/json; charset=utf-8"
    connection.close()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_the_door_knows_one_method(shared: Story, method: str) -> None:
    url = f"http://127.0.0.1:{shared.bot.port}/api/messages"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=10)
    with refused.value as answer:
        assert answer.code == 405


def send(story: Story, body: bytes, header: str | None) -> int:
    """Send a request of one's own to the bot."""
    headers = {"Content-Type": "application/json"}
    if header is not None:
        headers["Authorization"] = header.encode().decode("latin-1")
    url = f"http://127.0.0.1:{story.bot.port}/api/messages"
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
