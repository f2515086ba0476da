"""`keep_calendar` and `hand_out` under any outages and jumps of the clock.

Nothing is said at night, on a weekend or on a holiday of the process's region; and what would still
have been of use when the bot was next awake in speaking hours is said, once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dialogs.calendar.posts import announcement_key, post_key, reminder_key
from participation.process import TopicBlock
from participation.templates.schedule import (
    ONE_DAY,
    Occasion,
    at_local,
    is_working_day,
    moved,
    next_working_day,
    occasions,
)
from participation.templates.template import HOLIDAY_REGIONS, ProcessTemplate
from storage.database import Database
from tests.cards.examples import PROCESS
from tests.dialogs.sleepy_bot import Awake, SleepyBot, blocks_of
from tests.participation.examples import small

ALWAYS = datetime.max.replace(tzinfo=UTC)
LONG = timedelta(days=130)
HOURS = st.integers(1, 24 * 9)
SHORT_HOURS = st.integers(1, 30)
# A life takes a moment, so that making a failing one smaller would take many minutes.
ANY_LIFE = settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate))


@st.composite
def templates(draw: st.DrawFn) -> ProcessTemplate:
    """The small example on other days, in other regions, with blocks that close at any time."""
    first_day = draw(st.dates(date(2024, 1, 1), date(2031, 12, 31)))
    region = draw(st.sampled_from(HOLIDAY_REGIONS))
    first_day = next_working_day(first_day, region)
    times = small().daily_times.model_copy(
        update={"closes": time(draw(st.sampled_from((0, 7, 12, 18, 23))), 0)}
    )
    update = {"holiday_region": region, "daily_times": times}
    return moved(small().model_copy(update=update), first_day)


def beginning(template: ProcessTemplate) -> datetime:
    """A morning some days before anything happens; off the hour, as outages are."""
    day = template.topic_blocks[0].opens_on - 10 * ONE_DAY
    return at_local(day, time(9, 7), template.time_zone)


def naps(begin: datetime, lengths: list[tuple[int, int]]) -> Iterator[Awake]:
    """Times awake and asleep by turns, in hours."""
    now = begin
    for awake, asleep in lengths:
        until = now + timedelta(hours=awake)
        yield Awake(now, until)
        now = until + timedelta(hours=asleep, minutes=13)


@contextmanager
def sleepy_bot(template: ProcessTemplate) -> Iterator[SleepyBot]:
    """A bot with a database of its own; hypothesis runs many in one test."""
    with TemporaryDirectory() as directory:
        database = Database(f"sqlite:///{directory}/kept.db", Path(directory) / "keys")
        database.migrate()
        yield SleepyBot(database, template)
        database.close()


def disturbing(bot: SleepyBot) -> list[tuple[datetime, str]]:
    """What was said when it belongs to people."""
    times, region = bot.template.daily_times, bot.template.holiday_region
    found = []
    for at, key in bot.said[1:]:  # the first was asked for
        local = at.astimezone(ZoneInfo(bot.template.time_zone))
        hour = local.time().replace(second=0, microsecond=0)
        if not is_working_day(local.date(), region) or not times.earliest <= hour <= times.latest:
            found.append((local, key))
    return found


@ANY_LIFE
@given(templates(), st.lists(st.tuples(SHORT_HOURS, HOURS), min_size=1, max_size=25))
def test_outages_disturb_nobody_and_lose_nothing_that_is_still_of_use(
    template: ProcessTemplate, lengths: list[tuple[int, int]]
) -> None:
    with sleepy_bot(template) as bot:
        for awake in naps(beginning(template), lengths):
            bot.live(awake)
        assert disturbing(bot) == []
        for block in blocks_of(replace(PROCESS, template=template)):
            assert_told(bot, block)
        (decides,) = due(template, "decides", "")
        midnight = at_local(decides.due_on + ONE_DAY, time(), template.time_zone)
        assert bool(bot.heard("decides:")) == bot.could_say(decides.due_at, midnight)


@ANY_LIFE
@given(
    templates(),
    st.lists(st.tuples(st.integers(-24 * 20, 24 * 20), SHORT_HOURS), min_size=1, max_size=25),
)
def test_a_clock_that_jumps_back_and_forth_disturbs_nobody_and_says_nothing_twice(
    template: ProcessTemplate, jumps: list[tuple[int, int]]
) -> None:
    with sleepy_bot(template) as bot:
        now = beginning(template) + timedelta(days=20)
        for jump, awake in jumps:
            now += timedelta(hours=jump, minutes=7)
            bot.live(Awake(now, now + timedelta(hours=awake)))
        assert disturbing(bot) == []
        keys = [key for _, key in bot.said]
        assert len(keys) == len(set(keys))


def test_without_an_outage_everything_is_said_at_its_time() -> None:
    with sleepy_bot(small()) as bot:
        begin = beginning(small())
        bot.live(Awake(begin, begin + LONG))
        kinds = {key.partition(":")[0] for _, key in bot.said}
        assert kinds == {"process", "announce", "open", "remind", "thanks", "published", "decides"}
        assert disturbing(bot) == []


def assert_told(bot: SleepyBot, block: TopicBlock) -> None:
    """Compare what was said of a block with what there was time for."""
    zone = bot.template.time_zone
    day_of_opening = at_local(block.content.opens_on, time(), zone)
    is_invited = bot.could_say(block.opens_at, block.closes_at)
    assert bool(bot.heard(post_key(block))) == is_invited
    for announces in due(bot.template, "announces", block.key):
        could = bot.could_say(announces.due_at, day_of_opening)
        assert bool(bot.heard(announcement_key(block))) == could
    for thanks in due(bot.template, "thanks", block.key):
        could = is_invited and bot.could_say(thanks.due_at, block.publishes_at)
        assert bool(bot.heard(f"thanks:{block.block_id}")) == could
    could = bot.could_say(block.publishes_at, ALWAYS)
    assert bool(bot.heard(f"published:{block.block_id}")) == could
    assert_reminded(bot, block)


def assert_reminded(bot: SleepyBot, block: TopicBlock) -> None:
    """Whoever could be reminded in time was, and nobody twice on one day."""
    zone, region = bot.template.time_zone, bot.template.holiday_region
    heard = bot.heard(reminder_key(block))
    assert len({at.astimezone(ZoneInfo(zone)).date() for at in heard}) == len(heard)
    reminders = due(bot.template, "reminds", block.key)
    overtaken = [*(at_local(one.due_on, time(), zone) for one in reminders[1:]), ALWAYS]
    for reminds, overtaken_at in zip(reminders, overtaken, strict=False):
        stale_on = next_working_day(reminds.due_on + ONE_DAY, region) + ONE_DAY
        until = min(at_local(stale_on, time(), zone), overtaken_at, block.closes_at)
        if bot.could_say(reminds.due_at, until):
            assert any(reminds.due_at <= at < until for at in heard)


def due(template: ProcessTemplate, kind: str, block_key: str) -> list[Occasion]:
    """What the plan has of a kind, in the order of time."""
    return [one for one in occasions(template) if (one.kind, one.block_key) == (kind, block_key)]
