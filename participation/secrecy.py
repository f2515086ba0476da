"""Names without a way back: how a person finds their own answer and nobody else does.

Every value is HMAC-SHA-256 under a key of the block that lives in a file outside the database and
is destroyed when the block is sealed. A plain hash would be undone from a staff list in moments.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from participation.people import Person

KEY_LENGTH = 32
NAME_LENGTH = 16


@dataclass(frozen=True, slots=True)
class BlockKeys:
    """Three independent keys of 32 bytes: for ballots, for receipts, for deliveries."""

    ballot: bytes
    receipt: bytes
    delivery: bytes

    @classmethod
    def from_bytes(cls, material: bytes) -> "BlockKeys":
        """Cut 96 bytes of a key file into the three keys; other lengths raise ValueError."""
        if len(material) != 3 * KEY_LENGTH:
            raise ValueError("a block key file holds exactly 96 bytes")
        return cls(material[:32], material[32:64], material[64:])

    @property
    def fingerprints(self) -> bytes:
        """Return 96 bytes by which a copy of one of the keys is recognised, and nothing opened.

        The SHA-256 of each key in turn: the keys are random, so there is no way back.
        """
        keys = (self.ballot, self.receipt, self.delivery)
        return b"".join(hashlib.sha256(key).digest() for key in keys)

    def ballot_of(self, person: Person) -> bytes:
        """Return the 16 bytes that say which response is this person's."""
        return _name(self.ballot, b"ballot", person.account_tenant_id, person.object_id)

    def pseudonym_of(self, person: Person) -> bytes:
        """Return the 16 bytes that say which proposals are this person's.

        Words can give their author away; so nothing in the database ties them to a ballot.
        """
        return _name(self.ballot, b"proposals", person.account_tenant_id, person.object_id)

    def receipt_of(self, person: Person) -> bytes:
        """Return the 16 bytes that say that this person has answered."""
        return _name(self.receipt, b"receipt", person.account_tenant_id, person.object_id)

    def delivery_of(self, ballot: bytes, nonce: str) -> bytes:
        """Return the 16 bytes that say that somebody's dialog `nonce` has been worked off."""
        return _name(self.delivery, b"delivery", ballot.hex(), nonce)

    def beginning_of(self, ballot: bytes, nonce: str) -> bytes:
        """Return the 16 bytes that say that somebody's dialog `nonce` has had a draft."""
        return _name(self.delivery, b"beginning", ballot.hex(), nonce)

    def dialog_of(self, nonce: str) -> bytes:
        """Return the 16 bytes that the draft of the dialog `nonce` is kept under."""
        return _name(self.delivery, b"dialog", nonce)

    def base_of(self, department: str, answers: Mapping[str, str]) -> bytes:
        """Return 16 bytes that are the same for the same content of a response."""
        content = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True)
        return _name(self.ballot, b"base", department, content)

    def state_of(self, dialog: bytes, version: int, base: bytes) -> str:
        """Return what a page calls the state that it was made from.

        It tells nothing of what is kept, or whoever sees the pages would know the rows by it.
        """
        return _name(self.delivery, b"state", dialog.hex(), str(version), base.hex()).hex()


def _name(key: bytes, domain: bytes, *parts: str) -> bytes:
    # Lengths go in front, or ("ab", "c") and ("a", "bc") would share one name.
    message = b"".join(
        len(part).to_bytes(4, "big") + part for part in (domain, *(p.encode() for p in parts))
    )
    return hmac.digest(key, message, "sha256")[:NAME_LENGTH]
