"""A process that is over, with everything that one can leave behind."""

from dataclasses import replace
from datetime import UTC, datetime

from participation.meetings.outcome import record
from participation.people import Person, Role
from participation.place import Place
from participation.process import BlockState, TopicBlock
from participation.proposals import Proposal, ProposalState
from participation.responses import Response
from participation.sealing import take_apart
from storage.database import Database
from storage.unfinished_forms import UnfinishedForm
from tests.cards.examples import ANSWERS, BLOCK, PROCESS
from tests.cards.meetings import CONTENT

GATE = PROCESS.gate.model_copy(update={"sealed_texts_months": 6})
OVER = replace(PROCESS, gate=GATE)
PUBLISHED: TopicBlock = replace(BLOCK, state=BlockState.PUBLISHED)
WISH = "Brombeerhecke am Wegesrand, wunderbar"
RESULT = "Wir treffen uns künftig im Holunderhof (erfunden)."
AT = datetime(2027, 5, 28, 8, tzinfo=UTC)
ANNA = Person(tenant_id=PROCESS.tenant_id, object_id="anna", roles=frozenset({Role.MODERATOR}))
TEAM = Place(
    tenant_id=PROCESS.tenant_id,
    service_url="https://service.example/",
    conversation_id="19:team",
    team_id=PROCESS.team_id,
)


def keep_published_process(database: Database, *, people: int = 7) -> None:
    """Fill an empty database with it; `people` have answered."""
    process_id = PROCESS.process_id
    outcome = record(
        replace(CONTENT, result=RESULT),
        ANNA,
        OVER,
        channel_id="19:areas",
        form_id="f1" * 16,
        now=AT,
    )
    responses = [
        Response(department="511", answers={**ANSWERS, "wish": f"{WISH} {number}"})
        for number in range(people)
    ]
    with database.write() as uow:
        uow.processes.add(OVER, (PUBLISHED,))
        uow.process_leads.put(process_id, ANNA, "29:anna", "lead")
        uow.sealed.put(PUBLISHED.block_id, take_apart(PUBLISHED.content, responses))
        uow.proposals.put(PUBLISHED.block_id, _accepted())
        uow.outcomes.add(outcome)
        uow.outbox.post(f"outcome:{process_id}:{outcome.outcome_id}", TEAM, {"words": RESULT})
        uow.outbox.post("start:somebody", TEAM, {"data": {"process": process_id}})
        uow.outbox.post("help:somebody", TEAM, {"words": "Hilfe"})
        form = UnfinishedForm(step="result", form={"process": process_id}, version=1)
        uow.unfinished_forms.keep(ANNA, "post_meeting_outcome", "x", form, now=AT)
        uow.audit.write(process_id, "set_up_process", {"template": "example"}, at=AT)
        uow.audit.write(process_id, "publish_block", {"block": PUBLISHED.key}, at=AT)


def _accepted() -> Proposal:
    return Proposal(
        proposal=b"p" * 16,
        prompt_key="views",
        text="",
        state=ProposalState.ACCEPTED,
        key="own_1",
        wording="Jeder Raum braucht einen Namen.",
        pseudonym=None,
    )
