"""The one life of a topic block: forward only, step by step, when its time has come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.place import Place
from participation.process import TRANSITIONS, BlockState
from participation.refusals import (
    BlockCancelledError,
    BlockChangedError,
    BlockClosedError,
    BlockNotOpenError,
    BlockPausedError,
    WrongPlaceError,
)
from tests.participation.examples import block

START = datetime(2027, 4, 1, 6, tzinfo=UTC)
PLANNED = block()
STATES = tuple(state for state in BlockState if state is not BlockState.CANCELLED)
PAUSED_AT = datetime(2027, 4, 12, 9, tzinfo=UTC)


def test_the_states_form_one_line_without_a_way_back() -> None:
    walked = [BlockState.PLANNED]
    while walked[-1] in TRANSITIONS:
        walked.append(TRANSITIONS[walked[-1]])
    assert tuple(walked) == STATES


@pytest.mark.parametrize(
    ("state", "due_at"),
    [
        (BlockState.PLANNED, PLANNED.opens_at),
        (BlockState.OPEN, PLANNED.closes_at),
        (BlockState.CLOSED, PLANNED.closes_at),
        (BlockState.SEALED, PLANNED.publishes_at),
    ],
)
def test_a_block_advances_at_its_moment_and_not_before(state: BlockState, due_at: datetime) -> None:
    waiting = block(state)
    assert waiting.advanced(due_at - timedelta(microseconds=1)) is waiting
    assert waiting.advanced(due_at).state is TRANSITIONS[state]


def test_a_published_block_stays_published_for_ever() -> None:
    published = block(BlockState.PUBLISHED)
    assert published.advanced(datetime.max.replace(tzinfo=UTC)) is published


def test_after_a_long_downtime_a_block_still_takes_every_step() -> None:
    seen, late = [PLANNED], PLANNED.publishes_at + timedelta(days=400)
    while seen[-1].is_due(late):
        seen.append(seen[-1].advanced(late))
    assert tuple(one.state for one in seen) == STATES


@given(st.lists(st.integers(-100_000, 100_000), max_size=20))
def test_no_clock_however_it_jumps_leads_a_block_back(hours: list[int]) -> None:
    walked = [PLANNED]
    for hour in hours:
        walked.append(walked[-1].advanced(START + timedelta(hours=hour)))
    places = [STATES.index(one.state) for one in walked]
    assert places == sorted(places)


def test_answers_are_taken_while_the_block_is_open() -> None:
    block(BlockState.OPEN).require_open(PLANNED.opens_at)


def test_a_planned_block_says_when_it_opens() -> None:
    with pytest.raises(BlockNotOpenError) as refused:
        PLANNED.require_open(PLANNED.opens_at)
    assert refused.value.values["opens_at"] == PLANNED.opens_at


@pytest.mark.parametrize("state", [BlockState.CLOSED, BlockState.SEALED, BlockState.PUBLISHED])
def test_a_block_that_has_closed_takes_nothing_more(state: BlockState) -> None:
    with pytest.raises(BlockClosedError):
        block(state).require_open(PLANNED.opens_at)


@pytest.mark.parametrize("state", [BlockState.PLANNED, BlockState.OPEN])
def test_a_paused_block_neither_opens_nor_closes_and_takes_no_answers(state: BlockState) -> None:
    held = replace(block(state), paused_at=PLANNED.opens_at - timedelta(days=1))
    assert held.advanced(PLANNED.publishes_at) is held
    with pytest.raises(BlockPausedError):
        held.require_open(PLANNED.opens_at)


def test_what_was_due_before_the_pause_is_still_done() -> None:
    held = replace(block(BlockState.OPEN), paused_at=PLANNED.closes_at)
    assert held.advanced(PLANNED.closes_at).state is BlockState.CLOSED
    with pytest.raises(BlockClosedError):
        held.require_open(PLANNED.closes_at)


@pytest.mark.parametrize("state", [BlockState.CLOSED, BlockState.SEALED])
def test_what_has_closed_is_never_held(state: BlockState) -> None:
    held = replace(block(state), paused_at=PAUSED_AT)
    assert held.advanced(PLANNED.publishes_at).state is TRANSITIONS[state]


def test_in_a_pause_an_answer_can_be_taken_back_even_after_the_old_deadline() -> None:
    held = replace(block(BlockState.OPEN), paused_at=PAUSED_AT)
    held.require_withdrawable(PLANNED.closes_at + timedelta(days=1))
    with pytest.raises(BlockClosedError):
        block(BlockState.OPEN).require_withdrawable(PLANNED.closes_at)


def test_a_cancelled_block_takes_nothing_and_goes_nowhere() -> None:
    cancelled = block(BlockState.CANCELLED)
    assert cancelled.advanced(datetime.max.replace(tzinfo=UTC)) is cancelled
    with pytest.raises(BlockCancelledError):
        cancelled.require_open(PLANNED.opens_at)


def test_a_card_of_an_earlier_version_is_refused() -> None:
    PLANNED.require_revision(1)
    with pytest.raises(BlockChangedError):
        PLANNED.require_revision(2)


def test_a_card_from_another_channel_is_refused() -> None:
    PLANNED.require_place(_channel("channel"))
    with pytest.raises(WrongPlaceError):
        PLANNED.require_place(_channel("elsewhere"))


def test_a_block_may_be_answered_from_a_personal_chat_but_from_no_other() -> None:
    chat = Place(tenant_id="t", service_url="", conversation_id="a:1", is_personal=True)
    PLANNED.require_place(chat)
    with pytest.raises(WrongPlaceError):
        PLANNED.require_place(replace(chat, is_personal=False))


def test_a_blocks_name_in_storage_holds_its_process() -> None:
    assert PLANNED.block_id == "p1:first"


def _channel(channel_id: str) -> Place:
    return Place(tenant_id="t", service_url="", team_id="19:team", channel_id=channel_id)
