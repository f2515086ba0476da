"""A block that is closed and not sealed yet, with seven responses and what hangs on them."""

from dataclasses import replace

from participation.drafts import Draft
from participation.people import Person
from participation.process import BlockState, TopicBlock
from participation.responses import Response
from storage.database import Database
from tests.cards.examples import ANSWERS, BLOCK, PROCESS

CLOSED: TopicBlock = replace(BLOCK, state=BlockState.CLOSED)
COUNT = 7
UNSENT = "Brombeerhecke am Wegesrand"


def keep_closed_block(database: Database) -> tuple[bytes, ...]:
    """Fill an empty database; what must be in none of its files once the block is sealed."""
    with database.write() as uow:
        uow.processes.add(PROCESS, (CLOSED,))
        uow.keys.create(CLOSED.block_id)
        keys = uow.keys.load(CLOSED.block_id)
        assert keys is not None
        secrets = [UNSENT.encode()]
        for number in range(COUNT):
            person = Person(tenant_id="t", object_id=f"person-{number}")
            ballot, receipt = keys.ballot_of(person), keys.receipt_of(person)
            delivery = keys.delivery_of(ballot, f"{number:032x}")
            response = Response(department="511", answers=ANSWERS)
            uow.responses.put(CLOSED.block_id, ballot=ballot, receipt=receipt, response=response)
            uow.responses.note_delivery(CLOSED.block_id, delivery)
            draft = Draft(base=bytes(16), dialog=delivery, version=1, answers={"noticed": UNSENT})
            uow.drafts.put(CLOSED.block_id, ballot, draft)
            secrets += [ballot, receipt, delivery]
    return tuple(secrets)
