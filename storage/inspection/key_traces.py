"""Copies of destroyed keys, in any bytes: as they are, in hexadecimal or in base64.

Every run of 32 bytes is hashed and compared with the fingerprints of the keys. Runs of 32 bytes
below 0x80 are left out as no random key looks like that (one in 2³² does).
"""

import base64
import binascii
import re
from collections.abc import Collection, Iterator
from hashlib import sha256

from participation.secrecy import KEY_LENGTH

RANDOM = re.compile(rb"[\x80-\xff](?:[\x00-\x7f]{0,62}[\x80-\xff])*", re.DOTALL)
HEXADECIMAL = re.compile(rb"[0-9a-fA-F]{%d,}" % (2 * KEY_LENGTH))
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{43,}")
TO_STANDARD = bytes.maketrans(b"-_", b"+/")
REACH = KEY_LENGTH - 1
"""How far a key may begin before, or end after, bytes of 0x80 and more."""


def find_keys(content: bytes, fingerprints: Collection[bytes]) -> frozenset[bytes]:
    """Return the keys in `content` whose SHA-256 is one of `fingerprints`."""
    return frozenset(
        candidate
        for candidate in _candidates(content)
        if sha256(candidate).digest() in fingerprints
    )


def _candidates(content: bytes) -> Iterator[bytes]:
    for run in RANDOM.finditer(content):
        yield from _windows(content[max(0, run.start() - REACH) : run.end() + REACH])
    for run in HEXADECIMAL.finditer(content):
        for shift in (0, 1):
            digits = run[0][shift:]
            yield from _windows(binascii.unhexlify(digits[: len(digits) // 2 * 2]))
    for run in BASE64.finditer(content):
        for shift in range(4):
            letters = run[0][shift:].translate(TO_STANDARD)
            yield from _windows(_decoded(letters))


def _decoded(letters: bytes) -> bytes:
    spare = len(letters) % 4
    whole = letters if spare != 1 else letters[:-1]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _windows(content: bytes) -> Iterator[bytes]:
    for start in range(len(content) - KEY_LENGTH + 1):
        yield content[start : start + KEY_LENGTH]
