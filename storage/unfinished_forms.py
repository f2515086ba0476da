"""Forms that somebody has begun in the line of duty and not sent yet; never an answer.

A form is named by its author, its dialog, and what it is about: a team, a block, an outcome.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select

from participation.people import Person
from storage.moments import aware, naive
from storage.tables import unfinished_forms as forms
from storage.upserts import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedForm:
    """What was entered so far (`form`: field → entry) and the page that comes next.

    `version` goes into the card; what the card sends back is kept as the version after it.
    """

    step: str
    form: Mapping[str, str]
    version: int


class UnfinishedForms:
    """Keeps what would be lost when a window closes half-way."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, person: Person, dialog: str, about: str) -> UnfinishedForm | None:
        """Return what somebody has begun, or None."""
        row = self._connection.execute(
            select(forms).where(*_named(person, dialog, about))
        ).one_or_none()
        if row is None:
            return None
        return UnfinishedForm(step=row.step, form=json.loads(row.form), version=row.version)

    def keep(
        self, person: Person, dialog: str, about: str, form: UnfinishedForm, *, now: datetime
    ) -> None:
        """Keep a form in place of an earlier version.

        A version that is not newer than the kept one is a late repetition and changes nothing.
        """
        values = {
            "version": form.version,
            "step": form.step,
            "form": json.dumps(dict(form.form), ensure_ascii=False),
            "changed_at": naive(now),
        }
        statement = insert_into(forms, self._connection).values(
            tenant_id=person.tenant_id,
            object_id=person.object_id,
            dialog=dialog,
            about=about,
            **values,
        )
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=forms.primary_key.columns.keys(),
                set_=values,
                where=forms.c.version < form.version,
            )
        )

    def forget(self, person: Person, dialog: str, about: str) -> None:
        """Throw a form away: it was sent, or its author begins anew."""
        self._connection.execute(delete(forms).where(*_named(person, dialog, about)))

    def forget_unchanged_since(self, moment: datetime) -> None:
        """Throw away what nobody has gone on with since `moment`."""
        self._connection.execute(delete(forms).where(forms.c.changed_at <= naive(moment)))

    def unchanged_longest_since(self) -> datetime | None:
        """Return when the form that has rested longest was changed, or None if there is none."""
        changed_at = self._connection.execute(select(func.min(forms.c.changed_at))).scalar_one()
        return aware(changed_at) if changed_at else None


def _named(person: Person, dialog: str, about: str) -> tuple[ColumnElement[bool], ...]:
    return (
        forms.c.tenant_id == person.tenant_id,
        forms.c.object_id == person.object_id,
        forms.c.dialog == dialog,
        forms.c.about == about,
    )
