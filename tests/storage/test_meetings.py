"""Outcomes come back as they were written, in all their versions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from participation.meetings.outcome import record
from participation.people import Person, Role
from participation.refusals import OutcomeUnknownError
from storage.database import Database
from tests.cards.examples import PROCESS
from tests.cards.meetings import CONTENT, CORRECTED

NOW = datetime(2027, 5, 11, 18, 30, tzinfo=UTC)
ANNA = Person(tenant_id="t-1", object_id="anna", roles=frozenset({Role.MODERATOR}))
LEA = Person(tenant_id="t-1", object_id="lea", roles=frozenset({Role.PROCESS_LEAD}))
FIRST = record(CONTENT, ANNA, PROCESS, channel_id="19:areas", form_id="f1", now=NOW)
SECOND = FIRST.corrected(CORRECTED, LEA, form_id="f2", now=NOW)


def test_all_versions_come_back_with_their_author(database: Database) -> None:
    with database.write() as uow:
        uow.outcomes.add(FIRST)
        uow.outcomes.add(SECOND)
    with database.read() as uow:
        assert uow.outcomes.versions("f1") == (FIRST, SECOND)
        assert (uow.outcomes.exists("f1"), uow.outcomes.exists("f2")) == (True, False)


def test_a_version_is_never_overwritten(database: Database) -> None:
    with database.write() as uow:
        uow.outcomes.add(FIRST)
    with pytest.raises(IntegrityError), database.write() as uow:
        uow.outcomes.add(replace(FIRST, content=CORRECTED))


def test_an_unknown_outcome_is_refused(database: Database) -> None:
    with database.read() as uow, pytest.raises(OutcomeUnknownError):
        uow.outcomes.versions("f1")
