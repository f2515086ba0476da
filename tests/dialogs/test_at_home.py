"""Routes that look up no channel may do so: their dialogs refuse what is pressed in another one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.routes import FETCHED, SUBMITTED
from cards.block_card import ref_data
from dialogs.turn import Turn
from participation.people import Person
from participation.refusals import WrongPlaceError
from tests.dialogs.desk import PLACE, Desk

AT_HOME = [
    (name, route)
    for kind in (FETCHED, SUBMITTED)
    for name, route in kind.items()
    if route.is_at_home
]


def test_answering_is_among_them() -> None:
    assert [name for name, _ in AT_HOME] == ["answer_block", "answer_block", "withdraw_response"]


@pytest.mark.parametrize("number", range(len(AT_HOME)))
def test_a_member_of_another_channel_gets_nothing_there(desk: Desk, number: int) -> None:
    _, route = AT_HOME[number]
    other = replace(PLACE, channel_id="19:other@thread.tacv2")
    turn = Turn(
        person=Person(tenant_id=PLACE.tenant_id, object_id="anna"),
        place=other,
        now=datetime(2027, 5, 4, tzinfo=UTC),
        cause="c",
        nonce="1b" * 16,
        member_of=frozenset({other.channel_id}),
    )
    data = {**ref_data(desk.process, desk.block), "nonce": "1b" * 16, "action": "open"}
    with desk.database.write() as uow, pytest.raises(WrongPlaceError):
        route.dialog(route.read(data), turn, uow)
