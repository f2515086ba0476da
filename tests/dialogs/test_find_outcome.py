"""`find_outcome`: processes, channels and outcomes are found within their organisation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.calendar.posts import started_key
from dialogs.meetings.find_outcome import (
    channel_of_form,
    find_outcome,
    find_process,
    processes_here,
)
from dialogs.running.leading import person_in
from dialogs.turn import Turn
from participation.meetings.turning import OutcomeInput
from participation.people import Person
from participation.place import Place
from participation.process import ProcessState
from participation.refusals import (
    BlockUnknownError,
    BotRemovedError,
    NoProcessError,
    NotATeamError,
    OutcomeUnknownError,
)
from participation.roles import may_post_outcome
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.cards.examples import BLOCK, PROCESS
from tests.cards.meetings import CONTENT, FORM_NAME, versions

TEAM = Place(
    tenant_id=PROCESS.tenant_id,
    service_url="https://kept.example/",
    team_id=PROCESS.team_id,
    channel_id=BLOCK.channel_id,
    conversation_id=BLOCK.channel_id,
)
GENERAL = replace(TEAM, channel_id=PROCESS.team_id, conversation_id=PROCESS.team_id)
ELSEWHERE = replace(TEAM, team_id="19:other", channel_id="19:other", conversation_id="19:other")
CHAT = Place(tenant_id=PROCESS.tenant_id, service_url="", conversation_id="a:1", is_personal=True)
GROUP = replace(CHAT, conversation_id="19:group", is_personal=False)
REHEARSAL = replace(PROCESS, process_id="0b" * 16, is_rehearsal=True)
CANCELLED = replace(PROCESS, process_id="0c" * 16, state=ProcessState.CANCELLED)


@pytest.fixture
def uow(database: Database) -> Iterator[UnitOfWork]:
    """A transaction in an office with one process and one outcome."""
    with database.write() as work:
        work.teams.remember(TEAM, name="Team", is_installed=True)
        work.processes.add(PROCESS, (BLOCK,))
        work.outbox.post(started_key(PROCESS.process_id), GENERAL, {})
        work.outcomes.add(versions(PROCESS, CONTENT)[0])
        yield work


def turn(place: Place, tenant_id: str = PROCESS.tenant_id) -> Turn:
    """Somebody presses a button at `place`."""
    person = Person(tenant_id=tenant_id, object_id="anna")
    now = datetime(2027, 5, 4, tzinfo=UTC)
    return Turn(person=person, place=place, now=now, cause="c", nonce=FORM_NAME)


def given(block: str) -> OutcomeInput:
    """Return what the first page sends."""
    return OutcomeInput(
        process_id=PROCESS.process_id,
        form_id=FORM_NAME,
        version=0,
        step="meeting_1",
        action="next",
        entries={"block": block} if block else {},
    )


@pytest.mark.parametrize("place", [TEAM, GENERAL, CHAT], ids=["channel", "general", "chat"])
def test_the_process_of_the_team_is_found(uow: UnitOfWork, place: Place) -> None:
    assert processes_here(turn(place), uow) == (PROCESS,)
    assert find_process(PROCESS.process_id, turn(place), uow) == PROCESS


def test_another_team_has_no_process(uow: UnitOfWork) -> None:
    with pytest.raises(NoProcessError):
        processes_here(turn(ELSEWHERE), uow)
    with pytest.raises(BlockUnknownError):
        find_process(PROCESS.process_id, turn(ELSEWHERE), uow)


def test_another_organisation_learns_of_nothing(uow: UnitOfWork) -> None:
    with pytest.raises(NoProcessError):
        processes_here(turn(CHAT, "t-2"), uow)
    with pytest.raises(BlockUnknownError):
        find_process(PROCESS.process_id, turn(CHAT, "t-2"), uow)
    with pytest.raises(OutcomeUnknownError):
        find_outcome(FORM_NAME, turn(TEAM, "t-2"), uow)


def test_a_group_chat_is_not_the_place_to_ask(uow: UnitOfWork) -> None:
    with pytest.raises(NotATeamError):
        processes_here(turn(GROUP), uow)


def test_what_runs_in_a_team_that_the_bot_has_left_is_out_of_reach_from_the_chat(
    uow: UnitOfWork,
) -> None:
    uow.teams.remember(TEAM, name="Team", is_installed=False)
    with pytest.raises(NoProcessError):
        processes_here(turn(CHAT), uow)
    with pytest.raises(BotRemovedError):
        find_process(PROCESS.process_id, turn(CHAT), uow)
    assert find_process(PROCESS.process_id, turn(TEAM), uow) == PROCESS


def test_a_rehearsal_keeps_to_its_channels_and_a_cancelled_process_takes_nothing_new(
    uow: UnitOfWork,
) -> None:
    rehearsed = replace(BLOCK, process_id=REHEARSAL.process_id, channel_id="19:rehearsal")
    uow.processes.add(REHEARSAL, (rehearsed,))
    uow.processes.add(CANCELLED, (replace(BLOCK, process_id=CANCELLED.process_id),))
    uow.processes.change(CANCELLED, ())
    in_rehearsal = replace(TEAM, channel_id="19:rehearsal")
    assert processes_here(turn(in_rehearsal), uow) == (REHEARSAL,)
    for place in (TEAM, GENERAL, CHAT):
        assert processes_here(turn(place), uow) == (PROCESS,)


def test_the_card_stands_where_the_form_is_written(uow: UnitOfWork) -> None:
    assert channel_of_form(given(BLOCK.key), turn(GENERAL), uow) == GENERAL


@pytest.mark.parametrize(
    ("block", "channel"),
    [(BLOCK.key, TEAM), ("-", GENERAL), ("nowhere", GENERAL), ("", GENERAL)],
)
def test_from_the_chat_it_goes_to_the_topics_channel_or_where_the_process_was_announced(
    uow: UnitOfWork, block: str, channel: Place
) -> None:
    assert channel_of_form(given(block), turn(CHAT), uow) == channel


def test_a_channel_that_is_gone_takes_no_card(uow: UnitOfWork) -> None:
    uow.processes.set_channel_lost(PROCESS, BLOCK.channel_id, is_lost=True)
    assert channel_of_form(given(BLOCK.key), turn(CHAT), uow) == GENERAL


def test_an_outcome_is_found_where_its_card_stands_and_nowhere_else(uow: UnitOfWork) -> None:
    assert find_outcome(FORM_NAME, turn(TEAM), uow) == versions(PROCESS, CONTENT)
    for place in (GENERAL, ELSEWHERE, CHAT):
        with pytest.raises(OutcomeUnknownError):
            find_outcome(FORM_NAME, turn(place), uow)


def test_whoever_leads_the_process_acts_as_its_lead(uow: UnitOfWork) -> None:
    assert not may_post_outcome(person_in(PROCESS.process_id, turn(TEAM), uow))
    uow.process_leads.put(PROCESS.process_id, turn(TEAM).person, "29:anna", "deputy")
    assert may_post_outcome(person_in(PROCESS.process_id, turn(TEAM), uow))
