"""Who leads a process, and where they are told what needs them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select, update

from participation.people import Part, Person
from storage.tables import process_leads
from storage.upserts import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLead:
    """Somebody who leads a process or stands in.

    `user_id` is the Teams id that opens their personal chat; empty for whoever was named on the
    command line, until they write to the bot.
    """

    person: Person
    user_id: str
    part: Part


class ProcessLeads:
    """Keeps who leads which process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, process_id: str, person: Person, user_id: str, part: Part) -> None:
        """Note that somebody leads a process, or in which part they do now."""
        values = {"part": part, "user_id": user_id}
        statement = insert_into(process_leads, self._connection).values(
            process_id=process_id,
            tenant_id=person.tenant_id,
            object_id=person.object_id,
            **values,
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["process_id", "tenant_id", "object_id"], set_=values
            )
        )

    def remove(self, process_id: str, person: Person) -> None:
        """Note that somebody leads a process no longer."""
        self._connection.execute(delete(process_leads).where(*_one(process_id, person)))

    def learn_user_id(self, person: Person, user_id: str) -> None:
        """Note where somebody is told things who was named on the command line."""
        self._connection.execute(
            update(process_leads)
            .where(
                process_leads.c.tenant_id == person.tenant_id,
                process_leads.c.object_id == person.object_id,
                process_leads.c.user_id == "",
            )
            .values(user_id=user_id)
        )

    def part_of(self, process_id: str, person: Person) -> Part | None:
        """Return in which part somebody leads a process, or None if they do not."""
        query = select(process_leads.c.part).where(*_one(process_id, person))
        part: Part | None = self._connection.execute(query).scalar_one_or_none()
        return part

    def led_by(self, person: Person) -> tuple[str, ...]:
        """Return the names of all processes that somebody leads."""
        query = select(process_leads.c.process_id).where(
            process_leads.c.tenant_id == person.tenant_id,
            process_leads.c.object_id == person.object_id,
        )
        return tuple(self._connection.execute(query).scalars())

    def of(self, process_id: str) -> tuple[ProcessLead, ...]:
        """Return everybody who leads a process, deputies last."""
        query = (
            select(process_leads)
            .where(process_leads.c.process_id == process_id)
            .order_by(process_leads.c.part.desc(), process_leads.c.object_id)
        )
        return tuple(
            ProcessLead(
                person=Person(tenant_id=row.tenant_id, object_id=row.object_id),
                user_id=row.user_id,
                part=row.part,
            )
            for row in self._connection.execute(query)
        )


def _one(process_id: str, person: Person) -> tuple[ColumnElement[bool], ...]:
    return (
        process_leads.c.process_id == process_id,
        process_leads.c.tenant_id == person.tenant_id,
        process_leads.c.object_id == person.object_id,
    )
