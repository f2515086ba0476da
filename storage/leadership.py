"""Who of several processes keeps the calendar and delivers: the one that took over last."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.moments import aware, naive
from storage.tables import leadership
from storage.upserts import insert_into

DUTY = "calendar"


@dataclass(frozen=True, slots=True)
class LeadNote:
    """Who has taken over last (machine and process), when, and as the how manieth.

    Whether it still leads, only the lock tells (`Database.is_led`). `since_at` is None if an older
    version of the program has noted it.
    """

    holder: str
    since_at: datetime | None
    epoch: int


class Leadership:
    """Counts how often the duty has changed hands, so that an older leader notices and stops."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_over(self, holder: str, at: datetime) -> int:
        """Note a new leader since `at`, real time, and return its epoch; earlier ones are over."""
        epoch = self.epoch() + 1
        values = {"epoch": epoch, "holder": holder, "since_at": naive(at)}
        statement = insert_into(leadership, self._connection).values(duty=DUTY, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["duty"], set_=values)
        )
        return epoch

    def epoch(self) -> int:
        """Return the epoch of the present leader, 0 if there was none yet."""
        query = select(leadership.c.epoch).where(leadership.c.duty == DUTY)
        return self._connection.execute(query).scalar_one_or_none() or 0

    def last(self) -> LeadNote | None:
        """Return who has taken over last, or None if nobody ever has."""
        row = self._connection.execute(
            select(leadership).where(leadership.c.duty == DUTY)
        ).one_or_none()
        if row is None:
            return None
        return LeadNote(row.holder, aware(row.since_at) if row.since_at else None, row.epoch)
