"""What was found out about a token is remembered for a while, and never for too long."""

import time

import pytest
from jwt import PyJWK

from bot.door.signing_keys import SigningKey
from bot.door.verified_tokens import MOST_KNOWN, Credentials, Verified, VerifiedTokens

KEY = SigningKey(PyJWK({"kty": "oct", "k": "AAAA", "alg": "HS256"}), frozenset())


def verified(seconds: float) -> Verified:
    """A good token that ends in so many seconds."""
    credentials = Credentials("https://teams.example/", frozenset(), {})
    return Verified(credentials, "kid", KEY, ends_at=time.time() + seconds)


@pytest.mark.parametrize(("seconds", "is_known"), [(60, True), (-1, False)])
def test_a_token_is_known_until_it_ends(seconds: float, is_known: bool) -> None:
    tokens = VerifiedTokens()
    tokens.keep("token", verified(seconds))
    assert (tokens.find("token") is not None) is is_known


def test_only_the_very_same_token_is_known() -> None:
    tokens = VerifiedTokens()
    tokens.keep("token", verified(60))
    assert [tokens.find(other) for other in ("Token", "token ", "toke", "")] == [None] * 4


def test_many_tokens_push_out_the_oldest_and_fill_no_memory() -> None:
    tokens = VerifiedTokens()
    for number in range(MOST_KNOWN + 1):
        tokens.keep(str(number), verified(60))
    assert tokens.find("0") is None
    assert all(tokens.find(str(number)) for number in range(1, MOST_KNOWN + 1))
