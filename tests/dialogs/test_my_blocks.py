"""`my_blocks`: what somebody takes part in, over all teams and processes of their office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.chat.my_blocks import channels_of_blocks, my_blocks, next_block, open_blocks
from dialogs.turn import Turn
from participation.people import Person
from participation.place import Place
from participation.process import BlockState, Process, TopicBlock
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.cards.examples import BLOCK, PROCESS

NOW = datetime(2027, 5, 4, tzinfo=UTC)
TENANT = PROCESS.tenant_id


@pytest.fixture
def uow(database: Database) -> Iterator[UnitOfWork]:
    """A transaction in an office with nothing in it yet."""
    with database.write() as work:
        yield work


def start(uow: UnitOfWork, name: str, state: BlockState, **changed: object) -> TopicBlock:
    """Start a process of one block in a team and a channel that bear its name."""
    tenant_id = str(changed.pop("tenant_id", TENANT))
    is_installed = bool(changed.pop("is_installed", True))
    team = Place(tenant_id=tenant_id, service_url="", team_id=f"team-{name}")
    uow.teams.remember(team, name=name, is_installed=is_installed)
    process: Process = replace(PROCESS, process_id=name, tenant_id=tenant_id, team_id=team.team_id)
    block = replace(BLOCK, process_id=name, channel_id=name, state=state, **changed)  # type: ignore[arg-type]
    uow.processes.add(process, (block,))
    return block


def turn(*channels: str) -> Turn:
    """Somebody in these channels asks in their chat."""
    chat = Place(tenant_id=TENANT, service_url="", conversation_id="a:1", is_personal=True)
    return Turn(
        person=Person(tenant_id=TENANT, object_id="anna"),
        place=chat,
        now=NOW,
        cause="c",
        nonce="n",
        member_of=frozenset(channels),
    )


def test_blocks_of_several_teams_stand_in_one_list(uow: UnitOfWork) -> None:
    late = start(uow, "late", BlockState.OPEN, closes_at=NOW + timedelta(days=9))
    soon = start(uow, "soon", BlockState.OPEN, closes_at=NOW + timedelta(days=2))
    start(uow, "other", BlockState.OPEN)
    here = turn("late", "soon")
    found = [block for _, block in open_blocks(my_blocks(here, uow), here)]
    assert found == [soon, late]


def test_a_block_past_its_deadline_is_not_open_although_nobody_has_closed_it(
    uow: UnitOfWork,
) -> None:
    start(uow, "over", BlockState.OPEN, closes_at=NOW)
    assert open_blocks(my_blocks(turn("over"), uow), turn("over")) == ()


def test_the_next_block_is_the_planned_one_that_opens_first(uow: UnitOfWork) -> None:
    start(uow, "far", BlockState.PLANNED, opens_at=NOW + timedelta(days=60))
    near = start(uow, "near", BlockState.PLANNED, opens_at=NOW + timedelta(days=30))
    found = next_block(my_blocks(turn("far", "near"), uow))
    assert found is not None
    assert found[1] == near


def test_channels_of_open_blocks_are_asked_first_and_each_once(uow: UnitOfWork) -> None:
    start(uow, "done", BlockState.PUBLISHED)
    start(uow, "planned", BlockState.PLANNED)
    start(uow, "open", BlockState.OPEN)
    asked = [place.channel_id for place in channels_of_blocks(turn(), uow)]
    assert asked == ["open", "planned", "done"]


def test_other_organisations_and_teams_without_the_bot_are_left_out(uow: UnitOfWork) -> None:
    start(uow, "foreign", BlockState.OPEN, tenant_id="elsewhere")
    start(uow, "removed", BlockState.OPEN, is_installed=False)
    assert channels_of_blocks(turn(), uow) == ()
    assert my_blocks(turn("foreign", "removed"), uow) == ()
