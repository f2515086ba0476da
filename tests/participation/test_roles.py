"""Who may do what: each role what it is for, nobody anything in another organisation."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from participation import roles
from participation.people import Affiliation, Part, Person, Role
from tests.cards.examples import PROCESS
from tests.house.roles_page import INCLUDING, WHO, acts

OF_A_PROCESS = {
    name: may for name, may in acts().items() if "process" in inspect.signature(may).parameters
}
STAFF = WHO["staff"]


def test_staff_answer_and_do_nothing_else() -> None:
    allowed = [name for name, may in OF_A_PROCESS.items() if may(STAFF, PROCESS)]
    assert allowed == ["may_answer"]
    assert not roles.may_set_up(STAFF)
    assert not roles.may_enter_paper(STAFF)
    assert not roles.may_post_outcome(STAFF)


@pytest.mark.parametrize("may", OF_A_PROCESS.values(), ids=list(OF_A_PROCESS))
@pytest.mark.parametrize("part", [*get_args(Part), None])
def test_nobody_may_do_anything_in_another_organisation(
    may: Callable[..., bool], part: Part | None
) -> None:
    stranger = replace(STAFF, tenant_id="another", roles=frozenset(Role), part=part)
    assert not may(stranger, PROCESS)
    assert not may(stranger, INCLUDING)


@pytest.mark.parametrize(
    ("affiliation", "excluding", "including"),
    [
        (Affiliation.OWN, True, True),
        (Affiliation.GUEST, False, True),
        (Affiliation.PARTNER, False, True),
        (Affiliation.OUTSIDER, False, False),
    ],
)
def test_others_answer_by_the_processs_rule_and_strangers_never(
    affiliation: Affiliation, *, excluding: bool, including: bool
) -> None:
    person = replace(STAFF, affiliation=affiliation)
    assert roles.may_answer(person, PROCESS) is excluding
    assert roles.may_answer(person, INCLUDING) is including


@pytest.mark.parametrize("role", [None, *Role])
def test_who_audits_never_answers_whatever_else_they_are(role: Role | None) -> None:
    auditor = replace(STAFF, roles=frozenset({Role.AUDITOR, *([role] if role else [])}))
    assert not roles.may_answer(auditor, PROCESS)
    assert roles.may_audit(auditor, PROCESS)


@pytest.mark.parametrize("role", Role)
def test_only_who_audits_looks_into_keys_and_trail(role: Role) -> None:
    person = replace(STAFF, roles=frozenset({role}), part="lead")
    assert roles.may_audit(person, PROCESS) is (role is Role.AUDITOR)


def test_a_process_lead_has_no_say_in_a_process_that_somebody_else_leads() -> None:
    other = replace(STAFF, roles=frozenset({Role.PROCESS_LEAD}))
    assert not roles.may_change(other, PROCESS)
    assert not roles.may_name_deputies(other, PROCESS)


def test_a_deputy_does_what_the_lead_does_but_names_nobody() -> None:
    deputy = replace(STAFF, part="deputy")
    assert roles.may_change(deputy, PROCESS)
    assert not roles.may_name_deputies(deputy, PROCESS)


@pytest.mark.parametrize("role", Role)
def test_the_summary_is_for_the_steering_circle_alone(role: Role) -> None:
    person = replace(STAFF, roles=frozenset({role}), part="lead")
    assert roles.may_see_summary(person, PROCESS) is (role is Role.STEERING)


def test_an_outcome_is_corrected_by_its_author_or_by_who_leads() -> None:
    author = Person(tenant_id="t", object_id="a", roles=frozenset({Role.MODERATOR}))
    assert roles.may_correct_outcome(author, "a")
    assert not roles.may_correct_outcome(author, "b")
    assert roles.may_correct_outcome(replace(author, roles=frozenset(), part="lead"), "b")
    assert not roles.may_correct_outcome(replace(author, roles=frozenset()), "a")
