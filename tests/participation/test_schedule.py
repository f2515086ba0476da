"""Working days, moved dates, local wall time and what happens when."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.templates.prompts import DatePrompt
from participation.templates.schedule import (
    at_local,
    is_working_day,
    moved,
    next_working_day,
    occasions,
)
from participation.templates.template import HOLIDAY_REGIONS, ProcessTemplate
from tests.participation.examples import kinds, rems_murr, small, with_dates

BERLIN = "Europe/Berlin"
RMK = rems_murr()


def dates_of(template: ProcessTemplate) -> list[date]:
    """Return all dates block by block, then the decision's."""
    blocks = template.topic_blocks
    days = [
        day for block in blocks for day in (block.opens_on, block.closes_on, block.publishes_on)
    ]
    return [*days, template.decision.decides_on]


@pytest.mark.parametrize(
    ("day", "region", "is_working"),
    [
        (date(2027, 4, 1), "BW", True),
        (date(2027, 4, 3), "BW", False),  # Saturday
        (date(2027, 3, 26), "BW", False),  # Good Friday
        (date(2027, 5, 27), "BW", False),  # Corpus Christi, in the south
        (date(2027, 5, 27), "MV", True),  # ... but not in the north
        (date(2029, 10, 31), "MV", False),  # Reformation Day, in the north
        (date(2029, 10, 31), "BW", True),
    ],
)
def test_weekends_and_the_states_own_holidays_are_no_working_days(
    day: date, region: str, is_working: bool
) -> None:
    assert is_working_day(day, region) is is_working


def test_the_next_working_day_after_easter_is_tuesday() -> None:
    assert next_working_day(date(2027, 3, 26), "BW") == date(2027, 3, 30)
    assert next_working_day(date(2027, 3, 30), "BW") == date(2027, 3, 30)


@pytest.mark.parametrize(
    ("day", "wall_time", "moment"),
    [
        (date(2027, 1, 15), time(8, 0), "2027-01-15T07:00Z"),
        (date(2027, 7, 15), time(8, 0), "2027-07-15T06:00Z"),
        # 2:30 does not exist on this day; clocks go from 2:00 to 3:00.
        (date(2027, 3, 28), time(2, 30), "2027-03-28T01:30Z"),
        # 2:30 comes twice on this day; the first is still summer time.
        (date(2027, 10, 31), time(2, 30), "2027-10-31T00:30Z"),
        (date(2027, 10, 31), time(2, 30, fold=1), "2027-10-31T00:30Z"),
    ],
)
def test_wall_time_becomes_one_moment(day: date, wall_time: time, moment: str) -> None:
    found = at_local(day, wall_time, BERLIN)
    assert found == datetime.fromisoformat(moment)
    assert found.tzinfo is UTC


def test_a_skipped_wall_time_moves_forward() -> None:
    skipped = at_local(date(2027, 3, 28), time(2, 30), BERLIN)
    assert skipped == at_local(date(2027, 3, 28), time(3, 30), BERLIN)


def test_moving_to_the_same_day_of_another_year_keeps_day_and_month() -> None:
    days = dates_of(moved(RMK, date(2027, 4, 1)))
    assert days == [
        *(date(2027, 4, 1), date(2027, 4, 21), date(2027, 4, 28)),
        *(date(2027, 5, 3), date(2027, 5, 20), date(2027, 5, 28)),  # after Corpus Christi
        *(date(2027, 6, 1), date(2027, 6, 21), date(2027, 6, 28)),
        date(2027, 7, 15),
    ]


@pytest.mark.parametrize("year", range(2022, 2041))
def test_a_start_in_april_stays_april_may_june_and_july_in_every_year(year: int) -> None:
    months = [day.month for day in dates_of(moved(RMK, date(year, 4, 1)))]
    assert months == [4, 4, 4, 5, 5, 5, 6, 6, 6, 7]


def test_moving_to_another_season_keeps_the_distances() -> None:
    moved_days = dates_of(moved(RMK, date(2027, 9, 1)))
    wanted = [day - date(2021, 4, 1) for day in dates_of(RMK)]
    late = [
        (day - date(2027, 9, 1)) - distance
        for day, distance in zip(moved_days, wanted, strict=True)
    ]
    assert moved_days[0] == date(2027, 9, 1)
    assert all(0 <= delay.days <= 3 for delay in late)


@settings(max_examples=150, deadline=None)
@given(st.dates(date(2021, 1, 1), date(2060, 12, 31)), st.sampled_from(HOLIDAY_REGIONS))
def test_moved_dates_are_working_days_in_strict_order(first_day: date, region: str) -> None:
    days = dates_of(moved(RMK.model_copy(update={"holiday_region": region}), first_day))
    assert all(is_working_day(day, region) for day in days)
    assert all(earlier < later for earlier, later in pairwise(days))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dates(date(2027, 12, 15), date(2028, 3, 5)), min_size=4, max_size=4, unique=True),
    st.dates(date(2026, 1, 1), date(2033, 1, 1)),
)
def test_dates_that_meet_after_holidays_are_pulled_apart(days: list[date], first_day: date) -> None:
    template = with_dates(small(), *sorted(days))
    assert all(earlier < later for earlier, later in pairwise(dates_of(moved(template, first_day))))


def test_the_extra_day_of_a_leap_year_becomes_the_first_of_march() -> None:
    days = date(2028, 1, 3), date(2028, 2, 29), date(2028, 3, 10), date(2028, 3, 20)
    moved_days = dates_of(moved(with_dates(small(), *days), date(2029, 1, 3)))
    assert moved_days[1] == date(2029, 3, 1)


def test_the_days_that_a_prompt_asks_for_move_along() -> None:
    (block,) = moved(kinds(), date(2027, 4, 1)).topic_blocks
    later = next(prompt for prompt in block.prompts if isinstance(prompt, DatePrompt))
    assert (later.earliest, later.latest) == (date(2027, 9, 1), date(2027, 12, 31))
    (autumn,) = moved(kinds(), date(2021, 4, 12)).topic_blocks
    shifted = next(prompt for prompt in autumn.prompts if isinstance(prompt, DatePrompt))
    assert (shifted.earliest, shifted.latest) == (date(2021, 9, 12), date(2022, 1, 11))


def undated_prompts(template: ProcessTemplate) -> list[dict[str, object]]:
    """Every prompt of a template, without the days between which it is answered."""
    prompts = [prompt for block in template.topic_blocks for prompt in block.prompts]
    return [prompt.model_dump(exclude={"earliest", "latest"}) for prompt in prompts]


def test_moving_changes_nothing_but_dates() -> None:
    there = moved(RMK, date(2027, 4, 1))
    assert moved(there, date(2021, 4, 1)).departments == RMK.departments
    assert undated_prompts(there) == undated_prompts(RMK)


def test_a_process_opens_reminds_closes_publishes_and_decides_in_order() -> None:
    found = [
        (one.kind, one.block_key, one.due_on) for one in occasions(moved(RMK, date(2027, 4, 1)))
    ]
    assert found[:9] == [
        ("announces", "basics", date(2027, 3, 25)),  # Easter lies between
        ("opens", "basics", date(2027, 4, 1)),
        ("reminds", "basics", date(2027, 4, 14)),
        ("reminds", "basics", date(2027, 4, 20)),
        ("closes", "basics", date(2027, 4, 21)),
        ("thanks", "basics", date(2027, 4, 21)),
        ("announces", "planning_areas", date(2027, 4, 28)),
        ("publishes", "basics", date(2027, 4, 28)),
        ("opens", "planning_areas", date(2027, 5, 3)),
    ]
    assert found[-1] == ("decides", "", date(2027, 7, 15))
    assert len(found) == 22


def test_occasions_happen_at_the_templates_wall_times() -> None:
    first = {one.kind: one.due_at for one in reversed(occasions(moved(RMK, date(2027, 4, 1))))}
    assert first["opens"] == datetime(2027, 4, 1, 6, 0, tzinfo=UTC)
    assert first["reminds"] == datetime(2027, 4, 14, 7, 0, tzinfo=UTC)
    assert first["closes"] == datetime(2027, 4, 21, 16, 0, tzinfo=UTC)
    assert first["publishes"] == datetime(2027, 4, 28, 8, 0, tzinfo=UTC)
    assert first["decides"] == datetime(2027, 7, 15, 6, 0, tzinfo=UTC)


def reminders(opens_on: date, closes_on: date, *days_before: int) -> list[date]:
    """Return the reminder days of a block that is open from one day to the other."""
    template = with_dates(small(), opens_on, closes_on, date(2027, 6, 1), date(2027, 7, 1))
    block = template.topic_blocks[0].model_copy(update={"reminder_days_before_close": days_before})
    template = template.model_copy(update={"topic_blocks": (block,)})
    return [one.due_on for one in occasions(template) if one.kind == "reminds"]


def test_a_reminder_on_a_holiday_comes_a_working_day_earlier() -> None:
    # Both the Sunday before and Labour Day lead to Friday, 30 April.
    assert reminders(date(2027, 4, 1), date(2027, 5, 3), 2) == [date(2027, 4, 30)]


def test_reminders_that_fall_on_one_day_become_one() -> None:
    assert reminders(date(2027, 4, 1), date(2027, 5, 3), 1, 2, 3) == [date(2027, 4, 30)]


def test_no_reminder_comes_before_the_block_has_opened() -> None:
    assert reminders(date(2027, 4, 12), date(2027, 4, 14), 30) == [date(2027, 4, 12)]


def test_no_reminder_comes_together_with_the_card_it_reminds_of() -> None:
    times = small().daily_times.model_copy(update={"reminds": time(8, 0)})
    template = with_dates(
        small(), date(2027, 4, 12), date(2027, 4, 14), date(2027, 4, 20), date(2027, 4, 30)
    ).model_copy(update={"daily_times": times})
    assert [one.kind for one in occasions(template)] == [
        *("announces", "opens", "reminds", "closes", "thanks", "publishes", "decides")
    ]
    assert occasions(template)[2].due_on == date(2027, 4, 13)
