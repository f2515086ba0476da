"""What was shown of a block, word for word as it was on the day it was published."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from storage.moments import naive
from storage.tables import publications


class Publications:
    """Keeps publications. They are not changed: a correction is a further one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, block_id: str, content: str, published_at: datetime) -> None:
        """Keep a publication of a block as its latest."""
        numbers = select(func.max(publications.c.number)).where(publications.c.block_id == block_id)
        last = self._connection.execute(numbers).scalar_one() or 0
        self._connection.execute(
            insert(publications).values(
                block_id=block_id,
                number=last + 1,
                published_at=naive(published_at),
                content=content,
            )
        )

    def of(self, block_id: str) -> tuple[str, ...]:
        """Return all publications of a block, the latest last.

        There are none of a block that an earlier version of the program has published.
        """
        query = (
            select(publications.c.content)
            .where(publications.c.block_id == block_id)
            .order_by(publications.c.number)
        )
        return tuple(self._connection.execute(query).scalars())
