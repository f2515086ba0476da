"""A pause costs working days, and every later date moves by them; results are never held back."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.process import NOT_CLOSED, BlockState, ProcessState
from participation.refusals import (
    NotPausedError,
    ProcessCancelledError,
    ProcessOverError,
    ProcessPausedError,
)
from participation.running.cancelling import cancelled
from participation.running.pausing import paused, resumed, working_days_lost
from participation.running.standing import Standing, moved_dates
from participation.templates.schedule import is_working_day, moved
from tests.participation.examples import rems_murr
from tests.participation.running.examples import (
    FIRST_OPEN,
    FIRST_SEALED,
    ZONE,
    dates,
    local,
    standing,
)

ALL_OVER = dict.fromkeys(("basics", "planning_areas", "coordinators"), BlockState.PUBLISHED)


@pytest.mark.parametrize(
    ("paused_at", "now", "lost"),
    [
        (local(4, 12, 9), local(4, 12, 15), 0),
        (local(4, 12, 9), local(4, 13, 9), 1),
        (local(4, 16, 17), local(4, 19, 8), 1),
        (local(4, 17), local(4, 19, 8), 0),
        # Ascension Day, Whit Monday and Corpus Christi are no working days in this state.
        (local(5, 5), local(5, 7), 1),
        (local(5, 14), local(5, 18), 1),
        (local(5, 24), local(5, 31), 4),
    ],
)
def test_working_days_are_counted_from_the_first_day_of_the_pause_up_to_today(
    paused_at: datetime, now: datetime, lost: int
) -> None:
    assert working_days_lost(paused(standing(FIRST_OPEN), paused_at), now) == lost


def test_every_later_date_moves_by_the_working_days_lost() -> None:
    held = paused(standing(FIRST_OPEN), local(4, 12))
    assert dates(resumed(held, local(4, 15))) == [
        date(2027, 4, 1),
        date(2027, 4, 26),
        date(2027, 5, 3),
        # Ascension Day on 6 May lies between.
        date(2027, 5, 7),
        date(2027, 5, 25),
        date(2027, 6, 2),
        date(2027, 6, 4),
        date(2027, 6, 24),
        date(2027, 7, 1),
        date(2027, 7, 20),
    ]


def test_a_pause_of_hours_moves_nothing() -> None:
    held = paused(standing(FIRST_OPEN), local(4, 12, 9))
    after = resumed(held, local(4, 12, 15))
    assert moved_dates(held, after) == ()
    assert after.process.state is ProcessState.RUNNING


def test_a_last_day_that_fell_into_a_pause_of_hours_is_made_up_for() -> None:
    held = paused(standing(FIRST_OPEN), local(4, 21, 17))
    after = resumed(held, local(4, 21, 19))
    assert [(one.kind, one.after) for one in moved_dates(held, after)] == [
        ("closes", local(4, 22, 18))
    ]


def test_an_opening_that_fell_into_a_pause_comes_at_its_usual_hour() -> None:
    held = paused(standing(), local(4, 1, 7))
    after = resumed(held, local(4, 1, 22))
    assert after.block("basics").opens_at == local(4, 2, 8)


def test_what_has_closed_keeps_its_day_of_publication() -> None:
    held = paused(standing(FIRST_SEALED), local(4, 23))
    after = resumed(held, local(4, 30))
    assert after.block("basics").publishes_at == local(4, 28, 10)
    assert after.block("planning_areas").opens_at > local(5, 3, 8)


def test_a_decision_that_was_told_before_the_pause_is_not_moved() -> None:
    held = paused(standing(FIRST_OPEN), local(7, 16))
    assert resumed(held, local(7, 20)).decides_at == held.decides_at


def test_the_hour_stays_the_same_across_the_change_to_winter_time() -> None:
    late = moved(rems_murr(), date(2027, 10, 11))
    held = paused(standing(FIRST_OPEN, late), local(10, 25))
    after = resumed(held, local(10, 28))
    closes_at = after.block("basics").closes_at.astimezone(ZoneInfo("Europe/Berlin"))
    assert (closes_at.hour, closes_at.utcoffset()) == (18, timedelta(hours=1))


def test_a_pause_can_neither_be_paused_nor_an_unpaused_process_go_on() -> None:
    held = paused(standing(FIRST_OPEN), local(4, 12))
    with pytest.raises(ProcessPausedError):
        paused(held, local(4, 13))
    with pytest.raises(NotPausedError):
        resumed(standing(FIRST_OPEN), local(4, 12))


def test_what_is_over_or_cancelled_cannot_be_paused() -> None:
    with pytest.raises(ProcessOverError):
        paused(standing(ALL_OVER), local(7, 1))
    with pytest.raises(ProcessCancelledError):
        paused(cancelled(standing(FIRST_OPEN)), local(4, 12))


@settings(max_examples=60, deadline=None)
@given(
    first_day=st.dates(date(2027, 1, 1), date(2029, 12, 31)),
    into=st.integers(0, 60),
    hours=st.integers(1, 24 * 60),
)
def test_after_any_pause_dates_are_in_order_ahead_and_on_working_days(
    first_day: date, into: int, hours: int
) -> None:
    template = moved(rems_murr(), first_day)
    start = standing({}, template).blocks[0].opens_at.astimezone(ZONE)
    paused_at = start + timedelta(days=into)
    before = _as_of(standing({}, template), paused_at)
    now = paused_at + timedelta(hours=hours)
    after = resumed(paused(before, paused_at), now)
    for was, is_now in zip(before.blocks, after.blocks, strict=True):
        content = is_now.content
        assert content.opens_on < content.closes_on < content.publishes_on
        assert is_now.closes_at >= was.closes_at
        if is_now.state in NOT_CLOSED:
            assert is_now.closes_at > now
            assert is_working_day(content.closes_on, template.holiday_region)
    for earlier, later in zip(after.blocks, after.blocks[1:], strict=False):
        assert earlier.content.closes_on < later.content.opens_on
    assert dates(after)[-1] > max(one.content.publishes_on for one in after.blocks)


def _as_of(shown: Standing, moment: datetime) -> Standing:
    states = {
        one.key: BlockState.SEALED
        if moment >= one.closes_at
        else BlockState.OPEN
        if moment >= one.opens_at
        else BlockState.PLANNED
        for one in shown.blocks
    }
    return standing(states, shown.process.template)
