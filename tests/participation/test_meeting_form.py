"""The form of an outcome: what it asks, what it finds wrong, and how its pages are turned."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from participation.forms import Problem
from participation.meetings.checks import OUTCOME_PROBLEMS, check_page, first_problems
from participation.meetings.form import (
    GROUPS_ON_A_PAGE,
    MOST_GROUPS,
    blank,
    build_content,
    entered,
    fields_of,
    form_of,
    groups_of,
    likely_block,
    page_named,
    pages_of,
    with_another,
    without,
)
from participation.meetings.outcome import LONGEST_LINE, LONGEST_RESULT, LONGEST_ROLE, OpenPoint
from participation.meetings.turning import OutcomeInput, Turned, differing, turned
from participation.refusals import CardNotUnderstoodError
from tests.cards.examples import BLOCK, TEMPLATE
from tests.cards.meetings import CONTENT
from tests.participation.examples import rems_murr

TODAY = date(2027, 5, 11)
GOOD = form_of(CONTENT)
MISTAKES = [
    ("kind", "", "kind_missing"),
    ("kind", "party", "kind_missing"),
    ("held_on", "", "date_invalid"),
    ("held_on", "10.5.2027", "date_invalid"),
    ("held_on", "2027-05-12", "date_future"),
    ("block", "unknown", "block_unknown"),
    ("department", "", "department_missing"),
    ("department", "-", "department_missing"),
    ("department", "999", "department_unknown"),
    ("planning_area", "moon", "area_unknown"),
    ("count_staff_511", "-1", "number_invalid"),
    ("count_staff_511", "1000", "number_invalid"),
    ("count_staff_511", "6,5", "number_invalid"),
    ("other_role", "", "role_missing"),
    ("count_other", "", "count_missing"),
    ("other_role", "x" * (LONGEST_ROLE + 1), "too_long"),
    ("result", "", "result_missing"),
    ("result", "x" * (LONGEST_RESULT + 1), "too_long"),
    ("measure_1_what", "", "what_missing"),
    ("measure_1_what", "x" * (LONGEST_LINE + 1), "too_long"),
    ("measure_1_responsible", "x" * (LONGEST_ROLE + 1), "too_long"),
    ("measure_1_due_on", "soon", "date_invalid"),
    ("measure_1_due_on", "2027-05-09", "due_before_meeting"),
    ("measure_1_due_on", "2032-05-11", "due_too_late"),
    ("point_1", "x" * (LONGEST_LINE + 1), "too_long"),
]


def problems(**changes: str) -> list[Problem]:
    """Return the problems of the good form with some entries changed, over all pages."""
    form = {**GOOD, **changes}
    pages = pages_of(form)
    return [one for page in pages for one in check_page(form, page, TEMPLATE, TODAY)]


def press(form: dict[str, str], step: str, action: str, **more: Any) -> Turned:
    """Return the form after a button of a page, which holds what the form holds."""
    entries = {**form, **more.pop("entries", {})}
    given = OutcomeInput(
        process_id="p", form_id="f", version=1, step=step, action=action, entries=entries, **more
    )
    return turned(form, given, TEMPLATE, TODAY)


def test_a_good_form_has_no_problem() -> None:
    assert problems() == []


def test_form_and_content_say_the_same() -> None:
    assert build_content(GOOD, TEMPLATE) == CONTENT


@pytest.mark.parametrize(("field", "typed", "code"), MISTAKES)
def test_a_mistake_is_named_at_its_field(field: str, typed: str, code: str) -> None:
    assert problems(**{field: typed}) == [Problem(field, code)]


def test_a_meeting_of_nobody_is_a_mistake_of_the_department_that_met() -> None:
    nobody = {field: "" for field in GOOD if field.startswith("count_")}
    assert problems(**nobody, other_role="") == [Problem("count_staff_511", "nobody")]


def test_a_meeting_more_than_five_years_ago_is_a_slip_of_the_keyboard() -> None:
    too_old = [Problem("held_on", "date_too_old")]
    assert problems(held_on="2022-05-10", measure_1_due_on="") == too_old
    assert problems(held_on="2022-05-11", measure_1_due_on="") == []


def test_every_problem_can_be_made() -> None:
    assert set(OUTCOME_PROBLEMS) == {"nobody", "date_too_old", *(code for _, _, code in MISTAKES)}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("held_on", "2027-05-11"),
        ("measure_1_due_on", "2027-05-10"),
        ("measure_1_due_on", ""),
        ("block", "-"),
        ("block", ""),
        ("planning_area", ""),
        ("count_staff_511", "0"),
        ("result", "x" * LONGEST_RESULT),
    ],
)
def test_what_lies_on_the_line_is_right(field: str, typed: str) -> None:
    assert problems(**{field: typed}) == []


@pytest.mark.parametrize("kind", ["expert_talk", "forum", "network_meeting", "other_meeting"])
def test_only_a_department_meeting_needs_a_department(kind: str) -> None:
    assert problems(kind=kind, department="-") == []


def test_planning_areas_are_asked_for_only_where_there_are_any() -> None:
    page = pages_of(GOOD)[0]
    assert "planning_area" not in fields_of(page, TEMPLATE)
    assert "planning_area" in fields_of(page, rems_murr())


def test_what_stayed_empty_is_left_out_of_the_outcome() -> None:
    form = {**GOOD, "measure_2_what": "", "point_1": "", "count_department_heads": "0"}
    content = build_content(form, TEMPLATE)
    assert content.measures == CONTENT.measures[:1]
    assert content.open_points == ()
    assert [group.role for group in content.took_part] == ["staff_511", "other"]


def test_only_what_a_page_asks_is_taken_from_it() -> None:
    page = pages_of(GOOD)[2]
    form = entered(GOOD, page, {"result": " Kurz.\r\nUnd\tgut.\x07 ", "kind": "forum"}, TEMPLATE)
    assert form == {**GOOD, "result": "Kurz.\nUnd gut."}


def test_an_input_that_was_emptied_and_not_sent_is_empty() -> None:
    assert entered(GOOD, pages_of(GOOD)[2], {}, TEMPLATE)["result"] == ""


def test_pages_follow_one_another_and_end_with_the_preview() -> None:
    steps, step = ["meeting_1"], "meeting_1"
    while step != "preview_1":
        step = press(GOOD, step, "next").page.key
        steps.append(step)
    assert steps == [page.key for page in pages_of(GOOD)]


def test_a_page_with_a_mistake_stays_and_keeps_what_was_typed() -> None:
    after = press(GOOD, "meeting_1", "next", entries={"held_on": "2037-01-01"})
    assert after.page.key == "meeting_1"
    assert after.problems == (Problem("held_on", "date_future"),)
    assert after.form["held_on"] == "2037-01-01"


def test_going_back_keeps_what_was_typed_and_finds_fault_with_nothing() -> None:
    after = press(GOOD, "result_1", "back", entries={"result": ""})
    assert (after.page.key, after.problems, after.form["result"]) == ("took_part_1", (), "")


def test_another_measure_comes_after_what_was_typed() -> None:
    after = press(GOOD, "measures_1", "add", entries={"measure_2_what": "Anders"})
    assert groups_of(after.form, "measures") == (1, 2, 3)
    assert after.form["measure_2_what"] == "Anders"


def test_measures_beyond_a_handful_stand_on_a_page_of_their_own() -> None:
    form, step = dict(GOOD), "measures_1"
    for _ in range(GROUPS_ON_A_PAGE["measures"]):
        after = press(form, step, "add")
        form, step = dict(after.form), after.page.key
    assert step == "measures_2"
    assert [page.key for page in pages_of(form)].count("measures_2") == 1
    assert page_named(form, "measures_2") == after.page


def test_there_is_an_end_to_measures_and_points() -> None:
    for name in ("measures", "points"):
        form = dict(GOOD)
        for _ in range(30):
            form = with_another(form, name)
        assert len(groups_of(form, name)) == MOST_GROUPS[name]


def test_a_measure_is_taken_away_and_the_others_keep_their_numbers() -> None:
    after = press(GOOD, "measures_1", "remove", number=1)
    assert groups_of(after.form, "measures") == (2,)
    assert build_content(after.form, TEMPLATE).measures == CONTENT.measures[1:]


def test_taking_the_last_one_away_leaves_an_empty_page_that_can_be_passed() -> None:
    after = press(GOOD, "points_1", "remove", number=1)
    assert after.page.groups == ()
    assert press(dict(after.form), "points_1", "next").page.key == "preview_1"
    assert groups_of(press(dict(after.form), "points_1", "add").form, "points") == (1,)


def test_a_page_that_went_with_its_last_measure_leads_to_the_one_before_it() -> None:
    form = dict(GOOD)
    while len(groups_of(form, "measures")) < 6:
        form = with_another(form, "measures")
    after = press(form, "measures_2", "remove", number=6)
    assert after.page.key == "measures_1"


@pytest.mark.parametrize(
    ("step", "action"),
    [("kitchen_1", "next"), ("meeting_1", "add"), ("result_1", "begin"), ("result_1", "send")],
)
def test_what_no_page_can_send_is_not_understood(step: str, action: str) -> None:
    with pytest.raises(CardNotUnderstoodError):
        press(GOOD, step, action)


def test_removing_what_is_not_on_the_page_changes_nothing() -> None:
    assert press(GOOD, "measures_1", "remove", number=9).form == GOOD
    assert press(GOOD, "meeting_1", "remove", number=1).form == GOOD


def test_an_older_page_differs_where_something_else_is_kept() -> None:
    given = OutcomeInput(
        process_id="p",
        form_id="f",
        version=1,
        step="measures_1",
        action="next",
        entries={**GOOD, "measure_1_what": "Etwas anderes"},
    )
    assert differing(GOOD, given, TEMPLATE) == {"measure_1_what": GOOD["measure_1_what"]}
    same = replace(given, entries=GOOD)
    assert differing(without(GOOD, "measures", 1), same, TEMPLATE) == {}


def test_a_blank_form_lacks_only_what_nobody_can_know() -> None:
    form = blank(block_key="areas", today=TODAY)
    page, found = first_problems(form, TEMPLATE, TODAY) or (None, ())
    assert page == pages_of(form)[0]
    assert found == (Problem("department", "department_missing"),)


@pytest.mark.parametrize(
    ("channel_id", "day", "key"),
    [
        ("19:areas", 1, "areas"),
        ("19:areas", 20, "areas"),
        ("19:general", 20, ""),
        ("", 1, ""),
        ("", 20, "areas"),
    ],
)
def test_the_likely_topic_is_the_channels_or_the_one_that_opened_last(
    channel_id: str, day: int, key: str
) -> None:
    now = datetime(2027, 5, day, 12, tzinfo=UTC)
    assert likely_block((BLOCK,), channel_id, now) == key


def test_an_open_point_is_one_line() -> None:
    page = page_named(GOOD, "points_1")
    assert page is not None
    form = entered(GOOD, page, {"point_1": "Wer\nvertritt  wen?"}, TEMPLATE)
    assert build_content(form, TEMPLATE).open_points == (OpenPoint("Wer vertritt wen?"),)
