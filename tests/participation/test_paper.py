"""The numbers of paper forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.paper import SLIP_LENGTH, author_of, new_slip, require_may_enter, shown, slip_of
from participation.people import Person, Role
from participation.refusals import NotModeratorError, SlipUnknownError

MODERATOR = Person(tenant_id="t", object_id="m", roles=frozenset({Role.MODERATOR}))


@given(st.integers(min_value=0, max_value=2**128 - 1))
def test_a_number_reads_back_however_it_is_written(drawn: int) -> None:
    slip = new_slip(f"{drawn:032x}")
    assert len(slip) == SLIP_LENGTH
    assert slip_of(f" {shown(slip).lower()} ") == slip


@pytest.mark.parametrize("typed", ["", "ABCD", "0000-0000", "ABCD-EFGHJ", "ÄBCD-EFGH"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(SlipUnknownError):
        slip_of(typed)


def test_two_forms_have_two_authors_and_neither_is_the_moderator() -> None:
    authors = {author_of(slip, MODERATOR).object_id for slip in ("22222222", "33333333")}
    assert len(authors) == 2
    assert MODERATOR.object_id not in authors


def test_only_moderators_and_leads_enter_forms() -> None:
    require_may_enter(MODERATOR)
    with pytest.raises(NotModeratorError):
        require_may_enter(Person(tenant_id="t", object_id="s"))
