"""Unfinished forms: kept per person, dialog and subject; never undone by a late repetition."""

from datetime import UTC, datetime, timedelta

import pytest

from participation.people import Person
from storage.database import Database
from storage.unfinished_forms import UnfinishedForm

NOW = datetime(2027, 4, 1, 8, tzinfo=UTC)
LEAD = Person(tenant_id="t", object_id="lead")
DEPUTY = Person(tenant_id="t", object_id="deputy")
FORM = UnfinishedForm(step="gate", form={"contact": "planung@amt.example"}, version=3)


def test_a_form_is_found_by_its_author_dialog_and_subject_only(database: Database) -> None:
    with database.write() as uow:
        uow.unfinished_forms.keep(LEAD, "set_up_process", "team", FORM, now=NOW)
        assert uow.unfinished_forms.find(LEAD, "set_up_process", "team") == FORM
        assert uow.unfinished_forms.find(DEPUTY, "set_up_process", "team") is None
        assert uow.unfinished_forms.find(LEAD, "edit_block", "team") is None
        assert uow.unfinished_forms.find(LEAD, "set_up_process", "other") is None


@pytest.mark.parametrize(("version", "kept"), [(2, "gate"), (3, "gate"), (4, "preview")])
def test_only_a_newer_version_takes_the_place_of_a_form(
    database: Database, version: int, kept: str
) -> None:
    given = UnfinishedForm(step="preview", form={}, version=version)
    with database.write() as uow:
        uow.unfinished_forms.keep(LEAD, "set_up_process", "team", FORM, now=NOW)
        uow.unfinished_forms.keep(LEAD, "set_up_process", "team", given, now=NOW)
        found = uow.unfinished_forms.find(LEAD, "set_up_process", "team")
    assert found is not None
    assert found.step == kept


def test_what_was_thrown_away_is_gone(database: Database) -> None:
    with database.write() as uow:
        uow.unfinished_forms.keep(LEAD, "set_up_process", "team", FORM, now=NOW)
        uow.unfinished_forms.forget(LEAD, "set_up_process", "team")
        assert uow.unfinished_forms.find(LEAD, "set_up_process", "team") is None


def test_a_form_is_thrown_away_when_it_has_rested_and_not_before(database: Database) -> None:
    with database.write() as uow:
        uow.unfinished_forms.keep(LEAD, "set_up_process", "team", FORM, now=NOW)
        uow.unfinished_forms.forget_unchanged_since(NOW - timedelta(seconds=1))
        assert uow.unfinished_forms.unchanged_longest_since() == NOW
        uow.unfinished_forms.forget_unchanged_since(NOW)
        assert uow.unfinished_forms.unchanged_longest_since() is None
