"""Good tokens changed afterwards, and tokens that are good elsewhere."""

import base64
import hmac
import json
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.bot.knocking import knock
from tests.journeys.story import Story
from tests.sandbox.fake_bot import bearer

APP = "11111111-2222-4333-8444-555555555555"
FAR_AHEAD = 4_000_000_000


@pytest.mark.parametrize(
    ("part", "claims"),
    [
        (0, {"alg": "none"}),
        (0, {"alg": "RS512"}),
        (0, {"kid": "../../etc/passwd"}),
        (0, {"jku": "https://elsewhere.example/keys", "kid": "theirs"}),
        (1, {"serviceurl": "https://elsewhere.example/"}),
        (1, {"exp": FAR_AHEAD}),
        (1, {"aud": APP}),
    ],
)
def test_a_token_whose_content_was_changed_is_refused(
    shared: Story, known: str, part: int, claims: dict[str, Any]
) -> None:
    parts = known.split(".")
    parts[part] = _packed(_unpacked(parts[part]) | claims)
    assert knock(shared, raw=".".join(parts)) == 401


def test_the_public_key_is_no_shared_secret(shared: Story, known: str) -> None:
    # Whoever lets the token name its algorithm takes the published key for a secret one.
    head, content, _ = known.split(".")
    kid = _unpacked(head)["kid"]
    facts = shared.office.facts
    url = facts["openid_metadata"].replace("openidconfiguration", "keys")
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(url, verify=facts["ca_file"], timeout=20)
    published = next(key for key in answer.json()["keys"] if key["kid"] == kid)
    pem = jwt.PyJWK(published, algorithm="RS256").key.public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    for secret in (pem, pem.strip(), published["n"].encode()):
        signed = f"{_packed({'alg': 'HS256', 'kid': kid, 'typ': 'JWT'})}.{content}"
        seal = hmac.digest(secret, signed.encode(), "sha256")
        assert knock(shared, raw=f"{signed}.{base64.urlsafe_b64encode(seal).decode()}") == 401


def test_the_bots_own_token_opens_nothing_when_it_is_sent_back(
    shared: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Certificate bundles of the machine would override the sandbox's own authority.
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert knock(shared, raw=bearer(shared.office)["access_token"]) == 401


def _unpacked(part: str) -> dict[str, Any]:
    return dict(json.loads(base64.urlsafe_b64decode(part + "==")))


def _packed(claims: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
