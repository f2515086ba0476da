"""`hand_out`: said once, in order, at a decent hour, and only where the bot is welcome."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.calendar.posts import say
from dialogs.hand_out import Traffic, hand_out
from participation.place import Place
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.cards.examples import BLOCK, PROCESS
from tests.kept import rows
from tests.outbox import CHANNEL, NOW, OTHER, next_row


def test_the_same_cause_is_queued_once(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("once", CHANNEL, {"n": 1})
        uow.outbox.post("once", CHANNEL, {"n": 2})
        row = hand_out(NOW, NOW, uow).row
        assert row is not None
        uow.deliveries.mark_sent(row, "a1", NOW)
        assert hand_out(NOW, NOW, uow).row is None


def test_a_change_waits_until_its_post_is_sent(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {"n": 1})
        uow.outbox.update("newer", "card", {"n": 2})
        first = hand_out(NOW, NOW, uow).row
        assert first is not None
        uow.deliveries.put_off(first, NOW + timedelta(minutes=1), "http_429", NOW)
        assert hand_out(NOW, NOW, uow).row is None
        uow.deliveries.mark_sent(first, "a1", NOW)
        change = hand_out(NOW, NOW, uow).row
    assert change is not None
    assert (change.kind, change.target_activity_id) == ("update", "a1")


def test_one_conversation_that_has_to_wait_holds_up_no_other(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("slow", CHANNEL, {})
        uow.outbox.post("fast", OTHER, {})
        slow = hand_out(NOW, NOW, uow).row
        assert slow is not None
        uow.deliveries.put_off(slow, NOW + timedelta(minutes=1), "http_429", NOW)
        fast = hand_out(NOW, NOW, uow).row
    assert fast is not None
    assert fast.key == "fast"


def test_an_older_waiting_change_is_replaced_by_a_newer(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {"n": 0})
        uow.outbox.update("one", "card", {"n": 1})
        uow.outbox.update("two", "card", {"n": 2})
        post = hand_out(NOW, NOW, uow).row
        assert post is not None
        uow.deliveries.mark_sent(post, "a1", NOW)
        change = hand_out(NOW, NOW, uow).row
        assert change is not None
        uow.deliveries.mark_sent(change, "a1", NOW)
        assert change.card == {"n": 2}
        assert hand_out(NOW, NOW, uow).row is None


def test_nothing_else_goes_where_something_is_in_doubt(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("doubted", CHANNEL, {})
        uow.deliveries.mark_sending(row := next_row(uow), NOW)
        uow.deliveries.doubt(row, NOW + timedelta(seconds=3), "no_answer", NOW)
        uow.outbox.post("asked", CHANNEL, {})
        uow.outbox.post("elsewhere", OTHER, {})
        assert keys(uow, room=5) == ["elsewhere"]
        assert keys(uow, NOW + timedelta(seconds=3), room=5) == ["doubted", "elsewhere"]


def test_what_somebody_waits_for_passes_what_a_process_says_by_itself(database: Database) -> None:
    with database.write() as uow:
        for number in range(3):
            announce(uow, f"bulk {number}")
        place = uow.teams.channel(PROCESS.team_id, BLOCK.channel_id)
        uow.outbox.post("asked", place, {})
        assert handed(MORNING, uow) == "asked"
        uow.outbox.post("asked elsewhere", OTHER, {})
        no_room = Traffic(room=0, urgent_room=5)
        rows = hand_out(NOW, MORNING, uow, no_room).rows
    assert [row.key for row in rows] == ["asked", "asked elsewhere"]


def test_whoever_has_waited_longest_comes_first_where_there_is_little_room(
    database: Database,
) -> None:
    with database.write() as uow:
        for number in range(6):
            for name in "abc":
                uow.outbox.post(f"{name}{number}", replace(CHANNEL, conversation_id=name), {})
        served = {"a": NOW, "b": NOW - timedelta(seconds=2), "c": NOW - timedelta(seconds=1)}
        traffic = Traffic(room=2, urgent_room=2, served_at=served)
        assert [row.key for row in hand_out(NOW, NOW, uow, traffic).rows] == ["b0", "c0"]


def test_a_closed_conversation_with_a_thousand_messages_hides_no_other(database: Database) -> None:
    with database.write() as uow:
        for number in range(1000):
            uow.outbox.post(f"n{number}", CHANNEL, {})
        uow.outbox.post("last", OTHER, {})
        until = NOW + timedelta(seconds=9)
        handed_out = hand_out(NOW, NOW, uow, Traffic(busy={"c": until}))
        assert [row.key for row in handed_out.rows] == ["last"]
        assert handed_out.next_try_at == until


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _post_and_fail(database)
    with database.read() as uow:
        assert hand_out(NOW, NOW, uow).row is None


def _post_and_fail(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        raise ZeroDivisionError


EVENING = datetime(2027, 5, 4, 16, 1, tzinfo=UTC)
MORNING = datetime(2027, 5, 5, 6, tzinfo=UTC)
TEAM = Place(tenant_id="t-1", service_url="https://service.example/", team_id=PROCESS.team_id)


def announce(uow: UnitOfWork, key: str = "card", until: datetime | None = None) -> None:
    """Let the example's process say something in its block's channel."""
    uow.teams.ensure(TEAM)
    if not uow.processes.exists(PROCESS.process_id):
        uow.processes.add(PROCESS, (BLOCK,))
    say(PROCESS, BLOCK, key, {}, uow, until)


def handed(at: datetime, uow: UnitOfWork) -> str:
    """The key of what may be sent, or nothing."""
    row = hand_out(NOW, at, uow).row
    return row.key if row else ""


def keys(uow: UnitOfWork, now: datetime = NOW, *, room: int = 1) -> list[str]:
    """The keys of all that may be sent at once."""
    return [row.key for row in hand_out(now, now, uow, Traffic(room=room, urgent_room=room)).rows]


def states(url: str) -> list[tuple[str, str]]:
    """State and reason of every row."""
    return [
        (str(state), str(fault))
        for state, fault in rows(url, "SELECT state, fault FROM outbox ORDER BY outbox_id")
    ]


def test_what_a_process_says_by_itself_waits_for_the_morning(database: Database) -> None:
    with database.write() as uow:
        announce(uow)
        assert handed(EVENING, uow) == ""
        assert handed(MORNING, uow) == "card"


def test_an_answer_to_somebody_comes_at_night_past_what_is_held(database: Database) -> None:
    with database.write() as uow:
        announce(uow)
        place = uow.teams.channel(PROCESS.team_id, BLOCK.channel_id)
        uow.outbox.post("help", place, {})
        assert handed(EVENING, uow) == "help"


def test_a_card_changes_at_night_but_not_before_it_is_posted(database: Database) -> None:
    with database.write() as uow:
        announce(uow)
        uow.outbox.update("change", "card", {})
        assert handed(EVENING, uow) == ""
        row = hand_out(NOW, MORNING, uow).row
        assert row is not None
        uow.deliveries.mark_sent(row, "a1", NOW)
        assert handed(EVENING, uow) == "change"


def test_what_came_too_late_is_dropped_and_says_why(database: Database, database_url: str) -> None:
    with database.write() as uow:
        announce(uow, until=MORNING)
        uow.outbox.update("change", "card", {})
        assert handed(MORNING, uow) == ""
    assert states(database_url) == [("dropped", "too_late"), ("dropped", "nothing_to_change")]


def test_while_the_bot_is_away_its_team_hears_nothing_and_others_do(database: Database) -> None:
    with database.write() as uow:
        announce(uow)
        uow.teams.remember(TEAM, name="", is_installed=False)
        assert handed(MORNING, uow) == ""
        uow.outbox.post("elsewhere", OTHER, {})
        assert handed(MORNING, uow) == "elsewhere"
        uow.deliveries.mark_sent(hand_out(NOW, MORNING, uow).rows[0], "a1", NOW)
        uow.teams.remember(TEAM, name="", is_installed=True)
        assert handed(MORNING, uow) == "card"


def test_what_a_deleted_process_had_to_say_is_dropped(
    database: Database, database_url: str
) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {}, process_id="0f" * 16)
        assert handed(MORNING, uow) == ""
    assert states(database_url) == [("dropped", "process_deleted")]


def test_a_channel_that_is_left_lets_the_same_be_said_elsewhere(database: Database) -> None:
    with database.write() as uow:
        announce(uow, "sent")
        row = hand_out(NOW, MORNING, uow).row
        assert row is not None
        uow.deliveries.mark_sent(row, "a1", NOW)
        announce(uow, "waiting")
        uow.outbox.leave_channel(BLOCK.channel_id)
        assert handed(MORNING, uow) == ""
        assert uow.outbox.place_of("sent") is None
        announce(uow, "sent")
        assert handed(MORNING, uow) == "sent"
