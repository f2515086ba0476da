"""Messages that were given up, and how full the outbox is; for those who run the program."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from storage.outbox import AT_ONCE
from storage.tables import outbox


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One message that was given up: what caused it (`occasion`), and why it failed, in short.

    Where it should have gone is not told: a personal chat's name points at a person.
    """

    number: int
    occasion: str
    kind: str
    fault: str
    attempts: int


class DeadLetters:
    """What has become of messages, looked at from outside."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self) -> Mapping[str, int]:
        """Return how many messages are in each state: waiting, sending, sent, dead …"""
        query = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
        return {row.state: row.number for row in self._connection.execute(query)}

    def unsent_numbers(self) -> tuple[int, ...]:
        """Return the numbers of all messages that are still to be sent."""
        query = select(outbox.c.outbox_id).where(outbox.c.state.in_(("waiting", "sending")))
        return tuple(self._connection.execute(query).scalars())

    def all(self) -> tuple[DeadLetter, ...]:
        """Return all messages that were given up, the oldest first."""
        query = select(outbox).where(outbox.c.state == "dead").order_by(outbox.c.outbox_id)
        return tuple(
            DeadLetter(
                number=row.outbox_id,
                occasion=row.key.partition(":")[0],
                kind=row.kind,
                fault=row.fault,
                attempts=row.attempts,
            )
            for row in self._connection.execute(query)
        )

    def send_again(self, number: int) -> bool:
        """Let a message that was given up be tried again; say whether there was one."""
        return self._change(number, state="waiting", attempts=0, not_before_at=AT_ONCE)

    def drop(self, number: int) -> bool:
        """Leave a message that was given up unsaid for good; say whether there was one."""
        return self._change(number, state="dropped")

    def _change(self, number: int, **values: object) -> bool:
        dead = (outbox.c.outbox_id == number) & (outbox.c.state == "dead")
        return bool(self._connection.execute(update(outbox).where(dead).values(**values)).rowcount)
