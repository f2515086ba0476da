"""What names somebody's account, gathered out of all tables that can; only for that person."""

import json

from sqlalchemy import Column, ColumnElement, Connection, Table, func, or_, select

from participation.my_data import KeptUnderAccount
from participation.people import Person, Role
from storage.tables import (
    audit_entries,
    meeting_outcomes,
    outbox,
    pending_acts,
    personal_chats,
    process_leads,
    roles,
    unfinished_forms,
)

LOOKED_AT = frozenset(
    {
        roles.c.object_id,
        personal_chats.c.object_id,
        personal_chats.c.conversation_id,
        process_leads.c.object_id,
        process_leads.c.user_id,
        unfinished_forms.c.object_id,
        outbox.c.conversation_id,
        outbox.c.user_id,
        audit_entries.c.actor,
        audit_entries.c.details,
        pending_acts.c.asked_by,
        meeting_outcomes.c.written_by,
    }
)
"""The columns in which an account, a chat or a Teams id can stand."""


class KeptAbout:
    """Looks up what is kept under an account."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def account(self, person: Person, user_id: str) -> KeptUnderAccount:
        """Return what names somebody's account; `user_id` is what Teams calls them just now."""
        held = self._connection.execute(select(roles.c.role).where(*_of(roles, person))).scalars()
        chat = self._connection.execute(
            select(personal_chats.c.conversation_id).where(*_of(personal_chats, person))
        ).scalar_one_or_none()
        parts = self._connection.execute(
            select(process_leads.c.process_id, process_leads.c.part)
            .where(*_of(process_leads, person))
            .order_by(process_leads.c.process_id)
        )
        forms = self._connection.execute(
            select(unfinished_forms.c.dialog, unfinished_forms.c.form)
            .where(*_of(unfinished_forms, person))
            .order_by(unfinished_forms.c.dialog, unfinished_forms.c.about)
        )
        account = person.object_id
        named = audit_entries.c.details.contains(f'"{account}"', autoescape=True)
        return KeptUnderAccount(
            roles=tuple(sorted(Role(role) for role in held)),
            chat=chat or "",
            parts=tuple((row.process_id, row.part) for row in parts),
            forms=tuple((row.dialog, json.loads(row.form)) for row in forms),
            message_count=self._count(outbox, _sent_to(chat, user_id)),
            act_count=self._count(audit_entries, or_(audit_entries.c.actor == account, named))
            + self._count(pending_acts, pending_acts.c.asked_by == account),
            outcome_count=self._count(meeting_outcomes, meeting_outcomes.c.written_by == account),
        )

    def _count(self, table: Table, condition: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(condition)
        return int(self._connection.execute(query).scalar_one())


def _of(table: Table, person: Person) -> tuple[ColumnElement[bool], ...]:
    tenant: Column[str] = table.c.tenant_id
    return (tenant == person.tenant_id, table.c.object_id == person.object_id)


def _sent_to(chat: str | None, user_id: str) -> ColumnElement[bool]:
    names = [outbox.c.user_id == user_id] if user_id else []
    return or_(*names, outbox.c.conversation_id == chat) if chat else or_(False, *names)
