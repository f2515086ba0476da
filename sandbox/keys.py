"""Real RSA keys and the tokens signed with them, in both directions."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from functools import cached_property
from time import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

BOT_FRAMEWORK = "https://api.botframework.com"
TOKEN_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One RSA key and the name it is published under."""

    kid: str
    private: rsa.RSAPrivateKey

    @classmethod
    def new(cls) -> SigningKey:
        """A fresh key."""
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return cls(secrets.token_urlsafe(20), private)

    def published(self) -> dict[str, Any]:
        """The public half as an entry of a key set."""
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "n": _base64(numbers.n),
            "e": _base64(numbers.e),
            "endorsements": ["msteams"],
        }

    def sign(self, claims: dict[str, Any], *, kid: str | None = None, alg: str = "RS256") -> str:
        """A token with these claims; with an empty `kid` it does not say which key signed it."""
        name = self.kid if kid is None else kid
        headers = {"kid": name, "x5t": name} if name else {}
        return jwt.encode(claims, self.private, algorithm=alg, headers=headers)


class KeyRing:
    """The keys the service signs its calls with: the newest signs, older ones are published."""

    def __init__(self) -> None:
        self._keys = [SigningKey.new(), SigningKey.new()]
        self._retired: list[SigningKey] = []

    @cached_property
    def stranger(self) -> SigningKey:
        """A key nobody ever published, for forged tokens."""
        return SigningKey.new()

    @property
    def current(self) -> SigningKey:
        """The key that signs now."""
        return self._keys[-1]

    @property
    def retired(self) -> SigningKey:
        """The key withdrawn last, or one never published if none was."""
        return self._retired[-1] if self._retired else self.stranger

    def roll_over(self) -> None:
        """Withdraw the oldest key and sign with a new one."""
        self._retired.append(self._keys.pop(0))
        self._keys.append(SigningKey.new())

    def key_set(self) -> dict[str, Any]:
        """What the key document says."""
        return {"keys": [key.published() for key in self._keys]}


class LoginKeys:
    """Issues and checks the bearer tokens a bot calls the connector with."""

    def __init__(self, app_id: str, tenant_id: str) -> None:
        self._app_id = app_id
        self._tenant_id = tenant_id
        self._key = SigningKey.new()

    def issue(self) -> str:
        """A token for the bot, as the login service issues it."""
        now = int(time())
        claims = {
            "aud": BOT_FRAMEWORK,
            "iss": f"https://sts.windows.net/{self._tenant_id}/",
            "iat": now,
            "nbf": now - 5,
            "exp": now + TOKEN_SECONDS,
            "appid": self._app_id,
            "tid": self._tenant_id,
            "ver": "1.0",
        }
        return self._key.sign(claims)

    def accepts(self, token: str) -> bool:
        """Whether a bearer token is ours, for the connector, and valid now."""
        try:
            claims = jwt.decode(
                token,
                self._key.private.public_key(),
                algorithms=["RS256"],
                audience=BOT_FRAMEWORK,
                options={"require": ["exp", "nbf", "aud"]},
            )
        except jwt.InvalidTokenError:
            return False
        return bool(claims.get("appid") == self._app_id)


def _base64(number: int) -> str:
    size = (number.bit_length() + 7) // 8
    return base64.urlsafe_b64encode(number.to_bytes(size, "big")).rstrip(b"=").decode()
