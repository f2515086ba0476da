"""Examples of the dialog in which somebody sees what is kept about them."""

from collections.abc import Iterator
from dataclasses import replace

from cards.chat import show_my_data_card
from cards.elements.parts import Card
from content.words import Words
from participation.drafts import Draft
from participation.my_data import KeptInBlock, KeptUnderAccount, MyData
from participation.people import Role
from participation.process import BlockState, Process, TopicBlock
from participation.proposals import Proposal, ProposalState
from participation.responses import Response

PROPOSAL = Proposal(
    proposal=b"p" * 16,
    prompt_key="views",
    text="Jeder Raum braucht einen Namen.",
    state=ProposalState.DECLINED,
    reason="off_topic",
    pseudonym=b"q" * 16,
)
ACCOUNT = KeptUnderAccount(
    roles=(Role.AUDITOR, Role.PROCESS_LEAD),
    chat="19:chat",
    parts=(("0a" * 16, "lead"), ("0b" * 16, "deputy")),
    forms=(("post_meeting_outcome", {"result": "Angefangen."}),),
    message_count=3,
    act_count=1_200,
    outcome_count=1,
)


def my_data_cards(
    process: Process, block: TopicBlock, response: Response, words: Words
) -> Iterator[tuple[str, Card]]:
    """Yield the offer, the overview with everything and with nothing, and a part of the JSON."""
    yield "my_data_offer", show_my_data_card.build_offer(words)
    yield "my_data", show_my_data_card.build(everything(process, block, response), 0, words)
    nothing = MyData(account=KeptUnderAccount())
    yield "my_data_nothing", show_my_data_card.build(nothing, 0, words)
    yield "my_data_json", show_my_data_card.build(everything(process, block, response), 1, words)


def everything(process: Process, block: TopicBlock, response: Response) -> MyData:
    """Somebody of whom there is something of every kind."""
    draft = Draft(base=b"b" * 16, department="511", answers={"size": "2"})
    here = KeptInBlock(
        process=process,
        block=block,
        stored=response,
        drafts=(draft, draft),
        proposals=(PROPOSAL,),
    )
    return MyData(
        account=ACCOUNT,
        open=(
            here,
            replace(here, stored=None, drafts=(), proposals=()),
            replace(here, is_member=False, proposals=()),
            replace(here, is_key_lost=True),
        ),
        closed=((process, replace(block, state=BlockState.SEALED)),),
    )
