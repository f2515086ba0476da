"""Who may post and correct an outcome, and what a correction is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from participation.meetings.outcome import MeetingOutcome, record
from participation.people import Person, Role
from participation.refusals import (
    NotOutcomeAuthorError,
    NotOutcomeWriterError,
    OutcomeUnchangedError,
)
from tests.cards.examples import PROCESS
from tests.cards.meetings import CONTENT, CORRECTED

NOW = datetime(2027, 5, 11, 18, 30, tzinfo=UTC)


def person(name: str, *roles: Role) -> Person:
    return Person(tenant_id="t-1", object_id=name, roles=frozenset(roles))


ANNA = person("anna", Role.MODERATOR)


def recorded(by: Person = ANNA) -> MeetingOutcome:
    return record(CONTENT, by, PROCESS, channel_id="19:areas", form_id="f1", now=NOW)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.COORDINATOR, Role.PROCESS_LEAD])
def test_who_moderates_coordinates_or_leads_may_post(role: Role) -> None:
    outcome = recorded(person("anna", role))
    assert (outcome.version, outcome.author, outcome.content) == (1, "anna", CONTENT)


@pytest.mark.parametrize("roles", [(), (Role.STEERING,), (Role.AUDITOR,)])
def test_nobody_else_may_post(roles: tuple[Role, ...]) -> None:
    with pytest.raises(NotOutcomeWriterError):
        recorded(person("anna", *roles))


def test_a_correction_is_the_next_version_and_leaves_the_first_as_it_was() -> None:
    first = recorded()
    second = first.corrected(CORRECTED, ANNA, form_id="f2", now=NOW)
    assert (second.version, second.content, second.written_with) == (2, CORRECTED, "f2")
    assert (second.outcome_id, second.channel_id) == (first.outcome_id, first.channel_id)
    assert first.content == CONTENT


def test_the_process_lead_may_correct_and_the_author_may_still_do_so_afterwards() -> None:
    lead = person("lea", Role.PROCESS_LEAD)
    second = recorded().corrected(CORRECTED, lead, form_id="f2", now=NOW)
    third = second.corrected(CONTENT, ANNA, form_id="f3", now=NOW)
    assert [(one.author, one.written_by) for one in (second, third)] == [
        ("anna", "lea"),
        ("anna", "anna"),
    ]


def test_another_moderator_may_not_correct() -> None:
    with pytest.raises(NotOutcomeAuthorError):
        recorded().corrected(CORRECTED, person("bert", Role.MODERATOR), form_id="f2", now=NOW)


def test_an_author_who_has_lost_the_role_may_not_correct() -> None:
    with pytest.raises(NotOutcomeWriterError):
        recorded().corrected(CORRECTED, person("anna"), form_id="f2", now=NOW)


def test_a_correction_that_says_the_same_is_refused() -> None:
    with pytest.raises(OutcomeUnchangedError):
        recorded().corrected(replace(CONTENT), ANNA, form_id="f2", now=NOW)
