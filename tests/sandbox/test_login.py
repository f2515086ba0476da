"""The login service, asked by the real msal and by hand."""

from __future__ import annotations

import jwt
import requests

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot, bearer
from tests.seen import Json


def test_the_real_msal_gets_a_token_for_an_hour(office: Office) -> None:
    answer = bearer(office)
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)


def test_a_wrong_secret_is_refused_as_an_oauth_error(office: Office) -> None:
    answer = bearer(office, secret="guessed")
    assert answer["error"] == "invalid_client"


def test_the_connector_refuses_calls_without_a_token(office: Office, bot: FakeBot) -> None:
    response = bot.call("GET", f"v3/teams/{office.channel()}", Authorization="")
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "Unauthorized"


def test_the_connector_refuses_a_token_signed_by_somebody_else(
    office: Office, bot: FakeBot
) -> None:
    claims = jwt.decode(bot.token, options={"verify_signature": False})
    forged = jwt.encode(claims, "a secret of at least thirty-two bytes", algorithm="HS256")
    response = bot.call("GET", f"v3/teams/{office.channel()}", Authorization=f"Bearer {forged}")
    assert response.status_code == 401


def test_an_activity_is_signed_with_a_key_that_the_key_document_names(
    office: Office, bot: FakeBot
) -> None:
    office.say(office.people()[0], office.people()[0].chat, "Guten Tag")
    claims = _verified(office, bot.heard[-1].token)
    assert claims["iss"] == "https://api.botframework.com"
    assert claims["serviceurl"] == office.facts["service_url"]


def test_a_rollover_publishes_the_new_key_and_withdraws_the_oldest(
    office: Office, bot: FakeBot
) -> None:
    before = {key["kid"] for key in _keys(office)}
    office.roll_over_keys()
    after = {key["kid"] for key in _keys(office)}
    assert len(before) == len(after) == 2
    assert len(before & after) == 1


def test_a_forged_activity_carries_exactly_the_wanted_flaw(office: Office, bot: FakeBot) -> None:
    person = office.people()[0]
    token = {"signer": "stranger", "kid": "current", "omit": ["exp"], "claims": {"aud": "other"}}
    office.activity(person, person.chat, {"serviceUrl": None}, token)
    claims = jwt.decode(bot.heard[-1].token, options={"verify_signature": False})
    known = {key["kid"] for key in _keys(office)}
    assert jwt.get_unverified_header(bot.heard[-1].token)["kid"] in known
    assert ("exp" in claims, claims["aud"]) == (False, "other")
    assert "serviceUrl" not in bot.heard[-1].activity


def _keys(office: Office) -> list[dict[str, str]]:
    metadata = _get(office, office.facts["openid_metadata"])
    return list(_get(office, metadata["jwks_uri"])["keys"])


def _get(office: Office, url: str) -> Json:
    response = requests.get(url, verify=office.facts["ca_file"], timeout=10)
    return dict(response.json())


def _verified(office: Office, token: str) -> dict[str, object]:
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(key for key in _keys(office) if key["kid"] == kid)
    public = jwt.PyJWK(key).key
    return jwt.decode(token, public, algorithms=["RS256"], audience=office.facts["app_id"])
