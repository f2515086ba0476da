"""Roles that were granted, and the personal chats that were opened."""

from sqlalchemy import Connection, delete, select

from participation.people import Person, Role
from participation.place import Place
from storage.tables import personal_chats, roles
from storage.upserts import insert_into, named

_ROLES = select(roles.c.role).where(*named(roles, "tenant_id", "object_id"))


class People:
    """Who holds which role, and where a person is reached."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def roles_of(self, tenant_id: str, object_id: str) -> frozenset[Role]:
        """Return the roles that somebody holds."""
        given = {"tenant_id": tenant_id, "object_id": object_id}
        rows = self._connection.execute(_ROLES, given)
        return frozenset(Role(row.role) for row in rows)

    def grant(self, tenant_id: str, object_id: str, role: Role) -> None:
        """Give a role; giving it twice changes nothing."""
        statement = insert_into(roles, self._connection).values(
            tenant_id=tenant_id, object_id=object_id, role=role
        )
        self._connection.execute(statement.on_conflict_do_nothing())

    def revoke(self, tenant_id: str, object_id: str, role: Role) -> None:
        """Take a role away."""
        self._connection.execute(
            delete(roles).where(
                roles.c.tenant_id == tenant_id,
                roles.c.object_id == object_id,
                roles.c.role == role,
            )
        )

    def granted(self) -> tuple[tuple[str, str, Role], ...]:
        """Return all (tenant, account, role), sorted."""
        rows = self._connection.execute(select(roles).order_by(*roles.primary_key.columns))
        return tuple((row.tenant_id, row.object_id, Role(row.role)) for row in rows)

    def remember_chat(self, person: Person, place: Place) -> None:
        """Note where somebody's personal chat is."""
        values = {"conversation_id": place.conversation_id, "service_url": place.service_url}
        statement = insert_into(personal_chats, self._connection).values(
            tenant_id=person.tenant_id, object_id=person.object_id, **values
        )
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["tenant_id", "object_id"], set_=values)
        )

    def chat_of(self, person: Person, place: Place) -> Place:
        """Return the address of somebody's personal chat, opened or still to be opened."""
        row = self._connection.execute(
            select(personal_chats).where(
                personal_chats.c.tenant_id == person.tenant_id,
                personal_chats.c.object_id == person.object_id,
            )
        ).one_or_none()
        return Place(
            tenant_id=person.tenant_id,
            service_url=row.service_url if row else place.service_url,
            conversation_id=row.conversation_id if row else "",
            user_id=place.user_id,
        )
