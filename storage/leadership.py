"""Who of several processes keeps the calendar and delivers: the one that took over last."""

from sqlalchemy import Connection, select

from storage.tables import leadership
from storage.upserts import insert_into

DUTY = "calendar"


class Leadership:
    """Counts how often the duty has changed hands, so that an older leader notices and stops."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_over(self, holder: str) -> int:
        """Note a new leader and return its epoch; every earlier one is over."""
        epoch = self.epoch() + 1
        values = {"epoch": epoch, "holder": holder}
        statement = insert_into(leadership, self._connection).values(duty=DUTY, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["duty"], set_=values)
        )
        return epoch

    def epoch(self) -> int:
        """Return the epoch of the present leader, 0 if there was none yet."""
        query = select(leadership.c.epoch).where(leadership.c.duty == DUTY)
        return self._connection.execute(query).scalar_one_or_none() or 0

    def holder(self) -> str:
        """Return the name of the present leader, empty if there was none yet."""
        query = select(leadership.c.holder).where(leadership.c.duty == DUTY)
        return self._connection.execute(query).scalar_one_or_none() or ""
