"""When something may be said: announcements, thanks, and the hours that belong to people."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.templates.schedule import is_working_day, next_speaking_moment, occasions
from participation.templates.template import HOLIDAY_REGIONS, ProcessTemplate
from tests.participation.examples import small, with_dates

BERLIN = "Europe/Berlin"
START = datetime(2024, 1, 1, tzinfo=UTC)


def planned(kind: str, template: ProcessTemplate, started_on: date | None = None) -> list[date]:
    """Return the days on which something of a kind happens."""
    return [one.due_on for one in occasions(template, started_on) if one.kind == kind]


def opening_on(opens_on: date, **changed: object) -> ProcessTemplate:
    """Return a process of one block that opens on a day, with fields of the block changed."""
    days = (opens_on, *(opens_on + timedelta(days=more) for more in (14, 21, 40)))
    template = with_dates(small(), *days)
    block = template.topic_blocks[0].model_copy(update=changed)
    return template.model_copy(update={"topic_blocks": (block,)})


def test_a_block_is_announced_working_days_before_it_opens() -> None:
    # Between lie Corpus Christi and a weekend.
    assert planned("announces", opening_on(date(2027, 6, 1))) == [date(2027, 5, 26)]


def test_the_same_days_are_other_working_days_in_a_region_with_other_holidays() -> None:
    northern = opening_on(date(2027, 6, 1)).model_copy(update={"holiday_region": "MV"})
    assert planned("announces", northern) == [date(2027, 5, 27)]


def test_nothing_is_announced_where_the_template_says_so() -> None:
    template = opening_on(date(2027, 6, 1), announce_days_before_open=0)
    assert planned("announces", template) == []


@pytest.mark.parametrize(
    ("started_on", "announced"),
    [
        (date(2027, 5, 21), [date(2027, 5, 26)]),  # three working days before
        (date(2027, 5, 24), []),  # the announcement of the process is still fresh
        (date(2027, 5, 26), []),
        (date(2027, 6, 1), []),  # the day of the announcement is over already
    ],
)
def test_a_block_is_not_announced_soon_after_the_whole_process_was(
    started_on: date, announced: list[date]
) -> None:
    assert planned("announces", opening_on(date(2027, 6, 1)), started_on) == announced


def test_thanks_come_as_the_block_closes() -> None:
    found = {one.kind: one.due_at for one in occasions(opening_on(date(2027, 6, 1)))}
    assert found["thanks"] == found["closes"]


def closing_at(wall_time: time, **changed: object) -> ProcessTemplate:
    """Return a process whose block closes at a time of the day."""
    template = opening_on(date(2027, 6, 1), **changed)
    times = template.daily_times.model_copy(update={"closes": wall_time})
    return template.model_copy(update={"daily_times": times})


def test_thanks_for_a_block_that_closes_at_night_wait_for_the_morning() -> None:
    # It closes on a Friday; Monday is the next working day.
    template = closing_at(time(23, 59), closes_on=date(2027, 6, 18))
    thanks = next(one for one in occasions(template) if one.kind == "thanks")
    assert thanks.due_at == datetime(2027, 6, 21, 6, tzinfo=UTC)


def test_thanks_that_would_come_on_the_day_of_the_results_are_left_to_them() -> None:
    template = closing_at(time(23, 59), closes_on=date(2027, 6, 21))
    assert planned("thanks", template) == []


@pytest.mark.parametrize(
    ("moment", "spoken_at"),
    [
        ("2027-05-26T08:00+02:00", "2027-05-26T08:00+02:00"),
        ("2027-05-26T07:59:59+02:00", "2027-05-26T08:00+02:00"),
        ("2027-05-26T18:00:59+02:00", "2027-05-26T18:00:59+02:00"),
        ("2027-05-26T18:01+02:00", "2027-05-28T08:00+02:00"),  # after Corpus Christi
        ("2027-05-28T23:00+02:00", "2027-05-31T08:00+02:00"),  # after the weekend
        ("2027-03-27T23:00+01:00", "2027-03-30T08:00+02:00"),  # after Easter and summer time
        ("2027-10-31T02:30+01:00", "2027-11-02T08:00+01:00"),  # the hour that comes twice
    ],
)
def test_outside_speaking_hours_everything_waits_for_the_next(moment: str, spoken_at: str) -> None:
    found = next_speaking_moment(datetime.fromisoformat(moment), small())
    assert found == datetime.fromisoformat(spoken_at)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 16 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.sampled_from(HOLIDAY_REGIONS),
    st.tuples(st.times(time(6), time(12)), st.times(time(13), time(20))),
)
def test_speaking_hours_lie_on_working_days_between_their_times(
    moment: datetime, region: str, hours: tuple[time, time]
) -> None:
    earliest, latest = (one.replace(second=0, microsecond=0) for one in hours)
    times = small().daily_times.model_copy(update={"earliest": earliest, "latest": latest})
    update = {"holiday_region": region, "daily_times": times}
    found = next_speaking_moment(moment, small().model_copy(update=update))
    local = found.astimezone(ZoneInfo(BERLIN))
    assert found >= moment
    assert is_working_day(local.date(), region)
    assert earliest <= local.time().replace(second=0, microsecond=0) <= latest
