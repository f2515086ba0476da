"""`find_block`: a card's block is found for people of its organisation, wherever they press."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cards.block_card import BlockRef
from dialogs.find_block import channel_of_block, find_block
from dialogs.turn import Turn
from participation.people import Person
from participation.place import Place
from participation.refusals import BlockUnknownError, BotRemovedError
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.cards.examples import BLOCK, PROCESS

TEAM = Place(
    tenant_id=PROCESS.tenant_id,
    service_url="https://kept.example/",
    team_id=PROCESS.team_id,
    channel_id=BLOCK.channel_id,
    conversation_id=BLOCK.channel_id,
)
CHAT = Place(tenant_id=PROCESS.tenant_id, service_url="", conversation_id="a:1", is_personal=True)
REF = BlockRef(process_id=PROCESS.process_id, block_key=BLOCK.key, revision=1)


@pytest.fixture
def uow(database: Database) -> Iterator[UnitOfWork]:
    """A transaction in an office with one process."""
    with database.write() as work:
        work.teams.remember(TEAM, name="Team", is_installed=True)
        work.processes.add(PROCESS, (BLOCK,))
        yield work


def turn(place: Place = CHAT, tenant_id: str = PROCESS.tenant_id) -> Turn:
    """Somebody presses a button at `place`."""
    person = Person(tenant_id=tenant_id, object_id="anna")
    now = datetime(2027, 5, 4, tzinfo=UTC)
    return Turn(person=person, place=place, now=now, cause="c", nonce="1b" * 16)


def test_another_organisation_learns_nothing_of_a_block(uow: UnitOfWork) -> None:
    with pytest.raises(BlockUnknownError):
        find_block(PROCESS.process_id, BLOCK.key, turn(tenant_id="elsewhere"), uow)
    with pytest.raises(BlockUnknownError):
        channel_of_block(REF, turn(tenant_id="elsewhere"), uow)


def test_from_a_chat_the_blocks_own_channel_is_asked(uow: UnitOfWork) -> None:
    assert channel_of_block(REF, turn(), uow) == TEAM


def test_pressed_in_its_channel_the_address_is_the_one_that_teams_just_used(
    uow: UnitOfWork,
) -> None:
    here = Place(
        tenant_id=PROCESS.tenant_id,
        service_url="https://new.example/",
        team_id=PROCESS.team_id,
        channel_id=BLOCK.channel_id,
    )
    assert channel_of_block(REF, turn(here), uow) == here


def test_what_runs_in_a_team_that_the_bot_has_left_is_refused_from_elsewhere(
    uow: UnitOfWork,
) -> None:
    uow.teams.remember(TEAM, name="Team", is_installed=False)
    with pytest.raises(BotRemovedError):
        find_block(PROCESS.process_id, BLOCK.key, turn(), uow)
    assert find_block(PROCESS.process_id, BLOCK.key, turn(TEAM), uow) == (PROCESS, BLOCK)
