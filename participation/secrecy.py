"""Names without a way back: how a person finds their own answer and nobody else does.

Every value is HMAC-SHA-256 under a key of the block that lives in a file outside the database and
is destroyed when the block is sealed. A plain hash would be undone from a staff list in moments.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

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

    def ballot_of(self, person: Person) -> bytes:
        """Return the 16 bytes that say which response is this person's."""
        return _name(self.ballot, b"ballot", person.tenant_id, person.object_id)

    def receipt_of(self, person: Person) -> bytes:
        """Return the 16 bytes that say that this person has answered."""
        return _name(self.receipt, b"receipt", person.tenant_id, person.object_id)

    def delivery_of(self, nonce: str) -> bytes:
        """Return the 16 bytes that say that the dialog `nonce` has been worked off."""
        return _name(self.delivery, b"delivery", nonce)


def _name(key: bytes, domain: bytes, *parts: str) -> bytes:
    # Lengths go in front, or ("ab", "c") and ("a", "bc") would share one name.
    message = b"".join(
        len(part).to_bytes(4, "big") + part for part in (domain, *(p.encode() for p in parts))
    )
    return hmac.new(key, message, sha256).digest()[:NAME_LENGTH]
