"""The set-up form: every field that cannot stay is named, and what it makes is a whole process."""

from datetime import date

import pytest

from participation.forms import Problem
from participation.set_up import (
    PROBLEM_CODES,
    SET_UP_STEPS,
    build_gate,
    build_template,
    check_form,
    small_departments,
)
from participation.start_gate import StartGate
from participation.templates.template import ProcessTemplate
from tests.participation.examples import small

TODAY = date(2027, 3, 15)
CHANNELS = frozenset({"19:one", "19:two"})
GOOD = {
    "template": "small",
    "first_day": "2027-04-01",
    "smallest_group": "6",
    "channel_first": "19:one",
    "channel_second": "19:two",
    "invited_511": "21",
    "invited_512": "0",
    "legal_basis": "§ 80 SGB VIII",
    "dpia_decision": "nicht nötig, Vermerk vom 1. März",
    "staff_council_agreed_on": "2027-03-01",
    "staff_council_reference": "PR 12/2027",
    "sealed_rows_months": "12",
    "sealed_texts_months": "6",
    "counts_months": "36",
    "outcomes_months": "24",
    "trail_months": "60",
    "quote_rule": "internal",
    "contact": "planung@example.org",
}
SMALL = small()


def problems(changes: dict[str, str], step: str | None = None) -> tuple[Problem, ...]:
    """Return the problems of the good form with some fields changed."""
    return check_form({**GOOD, **changes}, SMALL, CHANNELS, step, today=TODAY)


@pytest.mark.parametrize("step", [None, *SET_UP_STEPS])
def test_a_good_form_has_no_problem_on_any_page(step: str | None) -> None:
    assert problems({}, step) == ()


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("template", "other", "template_missing"),
        ("first_day", "", "date_invalid"),
        ("first_day", "1.4.2027", "date_invalid"),
        ("first_day", "2027-02-30", "date_invalid"),
        ("first_day", "2227-04-01", "date_too_far"),
        ("first_day", "2032-03-16", "date_too_far"),
        ("first_day", "2027-03-14", "date_past"),
        ("smallest_group", "", "number_invalid"),
        ("smallest_group", "viele", "number_invalid"),
        ("smallest_group", "51", "number_invalid"),
        ("smallest_group", "4", "group_too_small"),
        ("smallest_group", "-5", "number_invalid"),
        ("channel_first", "", "channel_missing"),
        ("channel_second", "19:elsewhere", "channel_unknown"),
        ("invited_511", "", "invited_invalid"),
        ("invited_511", "14.5", "invited_invalid"),
        ("smallest_group", "5.5", "number_invalid"),
        ("invited_512", "1000000", "invited_invalid"),
        ("legal_basis", "  ", "field_missing"),
        ("contact", " x. ", "field_too_short"),
        ("contact", "x" * 301, "field_too_long"),
        ("staff_council_agreed_on", "demnächst", "date_invalid"),
        ("staff_council_agreed_on", "2027-03-16", "date_future"),
        ("sealed_rows_months", "0", "months_out_of_range"),
        ("sealed_rows_months", "25", "months_out_of_range"),
        ("sealed_texts_months", "ein Jahr", "months_out_of_range"),
        ("sealed_texts_months", "13", "texts_longer_than_votes"),
        ("counts_months", "0", "months_after_end_out_of_range"),
        ("outcomes_months", "121", "months_after_end_out_of_range"),
        ("trail_months", "", "months_after_end_out_of_range"),
        ("trail_months", "35", "trail_too_short"),
        ("quote_rule", "all", "quote_rule_unknown"),
        ("guests", "some", "guest_rule_unknown"),
    ],
)
def test_a_field_that_cannot_stay_is_named(field: str, typed: str, code: str) -> None:
    assert problems({field: typed}) == (Problem(field, code),)
    assert code in PROBLEM_CODES


@pytest.mark.parametrize("field", [name for name in GOOD if name != "template"])
def test_a_missing_field_is_named_on_exactly_one_page(field: str) -> None:
    form = {name: typed for name, typed in GOOD.items() if name != field}
    pages = SET_UP_STEPS[:-1]
    named = [check_form(form, SMALL, CHANNELS, page, today=TODAY) for page in pages]
    assert [[problem.field for problem in page] for page in named if page] == [[field]]


def test_guests_are_asked_as_the_form_says_and_else_as_the_template_does() -> None:
    including = SMALL.model_copy(update={"guests": "include"})
    assert build_template(GOOD, SMALL).guests == "exclude"
    assert build_template(GOOD, including).guests == "include"
    assert build_template({**GOOD, "guests": "include"}, SMALL).guests == "include"
    assert build_template({**GOOD, "guests": "exclude"}, including).guests == "exclude"


def test_the_preview_checks_all_pages() -> None:
    wrong = {"first_day": "", "quote_rule": "", "channel_first": ""}
    assert {problem.field for problem in problems(wrong, "preview")} == set(wrong)


def test_without_a_template_only_the_template_is_asked_for() -> None:
    assert check_form({}, None, CHANNELS, today=TODAY) == (Problem("template", "template_missing"),)


def test_the_staff_council_must_have_agreed_before_the_first_day() -> None:
    late = {"first_day": "2027-03-10", "staff_council_agreed_on": "2027-03-11"}
    assert problems(late, "gate") == (Problem("staff_council_agreed_on", "date_after_start"),)


@pytest.mark.parametrize("first_day", ["2032-03-15", "2028-02-29"])
def test_a_first_day_may_be_up_to_five_years_away(first_day: str) -> None:
    assert problems({"first_day": first_day}) == ()


def test_departments_with_fewer_people_than_the_smallest_group_are_found() -> None:
    changed = {**GOOD, "invited_511": "5", "invited_512": "6"}
    assert [one.key for one in small_departments(changed, SMALL)] == ["511"]


def test_a_department_that_is_not_asked_is_not_too_small() -> None:
    assert small_departments(GOOD, SMALL) == ()


def test_today_itself_may_be_the_first_day() -> None:
    assert problems({"first_day": TODAY.isoformat()}) == ()


def test_the_process_has_moved_dates_and_the_numbers_of_the_form() -> None:
    template = build_template(GOOD, SMALL)
    assert [block.opens_on for block in template.topic_blocks] == [
        date(2027, 4, 1),
        date(2027, 5, 3),
    ]
    assert template.smallest_group == 6
    assert [department.invited_count for department in template.departments] == [21, 0]
    assert ProcessTemplate.model_validate(template.model_dump()) == template


def test_the_gate_holds_what_was_typed_without_space_around_it() -> None:
    gate = build_gate({**GOOD, "contact": "  planung@example.org "})
    assert gate == StartGate(
        legal_basis="§ 80 SGB VIII",
        dpia_decision="nicht nötig, Vermerk vom 1. März",
        staff_council_agreed_on=date(2027, 3, 1),
        staff_council_reference="PR 12/2027",
        sealed_rows_months=12,
        sealed_texts_months=6,
        quote_rule="internal",
        contact="planung@example.org",
    )
