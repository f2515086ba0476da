"""What became of messages: in doubt, adopted, doubled, settled by whoever was quicker."""

from datetime import timedelta

from dialogs.hand_out import Handed, hand_out
from storage.database import Database
from storage.deliveries import job_of
from tests.outbox import CHANNEL, NOW, OTHER, next_row


def test_a_card_in_doubt_that_shows_itself_is_adopted(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        uow.deliveries.mark_sending(row := next_row(uow), NOW)
        uow.deliveries.doubt(row, NOW, "http_502", NOW)
        uow.deliveries.reveal(job_of("card"), CHANNEL, "a1")
        assert hand_out(NOW, NOW, uow) == Handed()
        assert uow.outbox.is_sent("card")
        # What comes late to another try is one too many.
        uow.deliveries.mark_sent(row, "a2", NOW)
        removal = next_row(uow)
    assert (removal.kind, removal.target_activity_id) == ("delete", "a2")


def test_a_double_is_taken_away_and_nothing_else(database: Database) -> None:
    with database.write() as uow:
        for key in ("doubted", "never doubted"):
            uow.outbox.post(key, CHANNEL, {})
            row = next_row(uow)
            uow.deliveries.mark_sending(row, NOW)
            if key == "doubted":
                uow.deliveries.doubt(row, NOW, "http_502", NOW)
                row = next_row(uow)
            uow.deliveries.mark_sent(row, f"known {key}", NOW)
        for job in (job_of("never doubted"), job_of("nobody's"), "", "forged"):
            uow.deliveries.reveal(job, CHANNEL, "unknown")
        uow.deliveries.reveal(job_of("doubted"), OTHER, "elsewhere")
        assert hand_out(NOW, NOW, uow) == Handed()
        uow.deliveries.reveal(job_of("doubted"), CHANNEL, "double")
        removal = next_row(uow)
    assert (removal.kind, removal.target_activity_id) == ("delete", "double")


def test_a_late_word_of_an_older_try_changes_nothing_that_is_settled(database: Database) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        uow.deliveries.mark_sending(older := next_row(uow), NOW)
        uow.deliveries.doubt_underway(NOW)
        uow.deliveries.mark_sending(newer := next_row(uow), NOW)
        uow.deliveries.mark_dead(older, "http_400", NOW)
        uow.deliveries.mark_sent(newer, "a1", NOW)
        uow.deliveries.put_off(older, NOW, "no_answer", NOW)
        assert uow.outbox.is_sent("card")


def test_what_arrives_after_it_was_taken_back_is_taken_away(database: Database) -> None:
    process = "0f" * 16
    with database.write() as uow:
        uow.outbox.post(f"open:{process}", CHANNEL, {})
        uow.deliveries.mark_sending(row := next_row(uow), NOW)
        uow.outbox.take_back(process)
        uow.deliveries.mark_sent(row, "a1", NOW)
        removal = next_row(uow)
    assert (removal.kind, removal.target_activity_id) == ("delete", "a1")


def test_a_post_that_was_underway_when_the_program_died_is_in_doubt_and_tried_again(
    database: Database,
) -> None:
    later = NOW + timedelta(seconds=3)
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        uow.deliveries.mark_sending(next_row(uow), NOW)
        assert hand_out(later, NOW, uow) == Handed()
        uow.deliveries.doubt_underway(later)
        assert hand_out(NOW, NOW, uow) == Handed(next_try_at=later)
        again = hand_out(later, NOW, uow).row
    assert again is not None
    assert (again.attempts, again.doubts) == (1, 1)


def test_a_change_that_was_underway_when_the_program_died_is_just_repeated(
    database: Database,
) -> None:
    with database.write() as uow:
        uow.outbox.post("card", CHANNEL, {})
        uow.deliveries.mark_sent(next_row(uow), "a1", NOW)
        uow.outbox.update("newer", "card", {"n": 2})
        uow.deliveries.mark_sending(next_row(uow), NOW)
        uow.deliveries.doubt_underway(NOW + timedelta(minutes=1))
        assert (next_row(uow).key, next_row(uow).doubts) == ("newer", 0)
