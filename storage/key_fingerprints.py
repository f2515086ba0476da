"""By what copies of destroyed keys are recognised, wherever somebody may have kept one."""

from sqlalchemy import Connection, select

from participation.secrecy import BlockKeys
from storage.tables import key_fingerprints
from storage.upserts import insert_into


class KeyFingerprints:
    """Keeps fingerprints of the keys of blocks for good; a fingerprint opens nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, block_id: str, keys: BlockKeys) -> None:
        """Keep the fingerprints of the keys of a block; a second time changes nothing."""
        values = {"fingerprints": keys.fingerprints}
        statement = insert_into(key_fingerprints, self._connection).values(
            block_id=block_id, **values
        )
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["block_id"], set_=values)
        )

    def of(self, block_id: str) -> bytes | None:
        """Return the fingerprints of the keys of a block, or None if none were noted."""
        query = select(key_fingerprints.c.fingerprints).where(
            key_fingerprints.c.block_id == block_id
        )
        return self._connection.execute(query).scalar_one_or_none()
