"""An open block is extended to a later working day, and its results follow if they must."""

from dataclasses import replace
from datetime import date

import pytest

from participation.process import BlockState
from participation.refusals import (
    BlockClosedError,
    BlockNotOpenError,
    NoRoomToExtendError,
    ProcessPausedError,
)
from participation.running.extending import (
    check_extension,
    extended,
    latest_closing,
    require_extendable,
)
from participation.running.pausing import paused
from participation.running.standing import moved_dates
from tests.participation.running.examples import FIRST_OPEN, local, standing

OPEN = standing(FIRST_OPEN)
FIRST = OPEN.blocks[0]
LAST_OPEN = standing({"coordinators": BlockState.OPEN, "basics": BlockState.PUBLISHED})
NOW = local(4, 12)


def problems(closes_on: str, reason: str = "Ferien (erfunden)") -> list[str]:
    """The codes of what is wrong with an entry."""
    form = {"closes_on": closes_on, "reason": reason}
    return [one.code for one in check_extension(form, OPEN, FIRST, NOW)]


@pytest.mark.parametrize(
    ("closes_on", "found"),
    [
        ("2027-04-22", []),
        ("2027-04-30", []),
        ("2027-04-21", ["closes_too_early"]),
        ("2027-04-13", ["closes_too_early"]),
        ("2027-04-24", ["no_working_day"]),
        ("2027-05-03", ["closes_too_late"]),
        ("", ["date_invalid"]),
        ("2027-02-30", ["date_invalid"]),
        ("22.04.2027", ["date_invalid"]),
    ],
)
def test_the_new_last_day_is_a_later_working_day_before_the_next_block(
    closes_on: str, found: list[str]
) -> None:
    assert problems(closes_on) == found


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        (" ", ["reason_missing"]),
        ("ok", ["reason_too_short"]),
        ("x" * 301, ["reason_too_long"]),
        ("Ferien\u202e", ["reason_unreadable"]),
    ],
)
def test_a_reason_is_asked_for(reason: str, found: list[str]) -> None:
    assert problems("2027-04-22", reason) == found


def test_results_keep_their_day_while_it_lies_after_the_last_one() -> None:
    moved = moved_dates(OPEN, extended(OPEN, FIRST, date(2027, 4, 27)))
    assert [(one.kind, one.after) for one in moved] == [("closes", local(4, 27, 18))]


def test_results_that_must_move_keep_their_distance() -> None:
    after = extended(OPEN, FIRST, date(2027, 4, 28))
    assert after.block("basics").publishes_at == local(5, 5, 10)


def test_results_come_at_once_where_the_decision_leaves_no_room() -> None:
    block = LAST_OPEN.block("coordinators")
    assert latest_closing(LAST_OPEN, block) == date(2027, 7, 13)
    after = extended(LAST_OPEN, block, date(2027, 7, 13))
    assert after.block("coordinators").publishes_at == local(7, 14, 10)


def test_only_an_open_block_of_a_running_process_is_extended() -> None:
    require_extendable(OPEN, "basics", NOW)
    with pytest.raises(BlockNotOpenError):
        require_extendable(OPEN, "planning_areas", NOW)
    with pytest.raises(BlockClosedError):
        require_extendable(OPEN, "basics", FIRST.closes_at)
    with pytest.raises(ProcessPausedError):
        require_extendable(paused(OPEN, NOW), "basics", NOW)


def test_where_the_next_block_follows_at_once_nothing_can_be_extended() -> None:
    contents = list(OPEN.process.template.topic_blocks)
    contents[1] = contents[1].model_copy(update={"opens_on": date(2027, 4, 22)})
    template = OPEN.process.template.model_copy(update={"topic_blocks": tuple(contents)})
    with pytest.raises(NoRoomToExtendError):
        require_extendable(OPEN.redated(template), "basics", NOW)


def test_blocks_that_are_called_off_stand_in_nobodys_way() -> None:
    blocks = [replace(one, state=BlockState.CANCELLED) for one in OPEN.blocks[1:]]
    alone = replace(OPEN, blocks=(FIRST, *blocks))
    assert latest_closing(alone, FIRST) == date(2027, 7, 13)
