"""What is kept under an account is found in every table that can hold it, and nobody else's."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from participation.meetings.outcome import record
from participation.my_data import KeptUnderAccount
from participation.people import Person, Role
from participation.place import Place
from storage.database import Database
from storage.kept_about import LOOKED_AT
from storage.tables import metadata
from storage.unfinished_forms import UnfinishedForm
from storage.unit_of_work import UnitOfWork
from tests.cards.examples import PROCESS
from tests.cards.meetings import CONTENT

ANNA = Person(tenant_id=PROCESS.tenant_id, object_id="anna")
ANNABEL = Person(tenant_id=PROCESS.tenant_id, object_id="annabel")
CHAT = Place(
    tenant_id=PROCESS.tenant_id,
    service_url="https://service.example/",
    conversation_id="a:anna",
    user_id="29:anna",
    is_personal=True,
)
AT = datetime(2027, 5, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize("person", [ANNA, ANNABEL], ids=["theirs", "nobody else's"])
def test_everything_under_an_account_is_found_once(database: Database, person: Person) -> None:
    with database.write() as uow:
        _keep_everything(uow)
    with database.read() as uow:
        found = uow.kept_about.account(person, f"29:{person.object_id}")
    everything = KeptUnderAccount(
        roles=(Role.STEERING,),
        chat="a:anna",
        parts=((PROCESS.process_id, "deputy"),),
        forms=(("post_meeting_outcome", {"result": "Angefangen."}),),
        message_count=2,
        act_count=2,
        outcome_count=1,
    )
    assert found == (everything if person is ANNA else KeptUnderAccount())


def _keep_everything(uow: UnitOfWork) -> None:
    uow.people.grant(ANNA.tenant_id, ANNA.object_id, Role.STEERING)
    uow.people.remember_chat(ANNA, CHAT)
    uow.process_leads.put(PROCESS.process_id, ANNA, "29:anna", "deputy")
    form = UnfinishedForm(step="result", form={"result": "Angefangen."}, version=1)
    uow.unfinished_forms.keep(ANNA, "post_meeting_outcome", "x", form, now=AT)
    unopened = Place(tenant_id="t-1", service_url=CHAT.service_url, user_id="29:anna")
    for number, place in enumerate((CHAT, unopened)):
        uow.outbox.post(f"said:{number}", place, {})
    uow.audit.write("p", "edit_block", {"block": "x"}, at=AT, actor="anna")
    uow.audit.write("p", "name_deputy", {"person": "anna"}, at=AT, actor="other")
    author = replace(ANNA, roles=frozenset({Role.MODERATOR}))
    uow.outcomes.add(record(CONTENT, author, PROCESS, channel_id="19:areas", form_id="f1", now=AT))


def test_no_column_that_can_hold_an_account_is_left_out() -> None:
    personal = {
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if any(name in column.info["personal"] for name in ("account id", "chat id", "Teams id"))
    }
    assert personal == LOOKED_AT
