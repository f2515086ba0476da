"""Examples of the cards around proposed statements."""

from collections.abc import Iterator
from dataclasses import replace

from cards import answer_card, own_answer_card
from cards.answer_card import AnswerView
from cards.elements.parts import Card
from cards.proposals import propose_statement_card, review_proposal_card, review_text_card
from cards.proposals.propose_statement_card import ProposalView
from cards.proposals.review_proposal_card import Reviewed, ReviewInput, ReviewList
from cards.proposals.review_text_card import TextToReview
from content.words import Words
from participation.process import Process, TopicBlock
from participation.proposals import Proposal, ProposalState, with_accepted
from participation.responses import Response
from participation.steps import place_of, steps_of
from participation.text_review import SealedText, TextState, usable

PERSONAL = "Fragen Sie Frau Muster unter 0711 1234567, *gern* auch abends. "

WAITING = Proposal(
    proposal=b"1" * 16,
    prompt_key="views",
    text="Koordinator*innen brauchen {kurze} Wege und *viel* Zeit.",
    state=ProposalState.WAITING,
)
EDITED = replace(
    WAITING,
    proposal=b"2" * 16,
    text="Feste Zeiten wären gut, oder?",
    state=ProposalState.ACCEPTED,
    key="own_1",
    wording="Feste Zeiten wären gut.",
)
DECLINED = replace(
    WAITING, proposal=b"3" * 16, state=ProposalState.DECLINED, reason="several_thoughts"
)


def proposal_cards(
    process: Process, block: TopicBlock, response: Response, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    """Return one example of every card that belongs to proposals."""
    prompts = tuple(
        one.model_copy(update={"allows_proposals": True, "most_proposals": 5})
        if one.kind == "statements"
        else one
        for one in block.content.prompts
    )
    content = block.content.model_copy(update={"prompts": prompts})
    here = replace(block, content=with_accepted(content, [EDITED]))
    view = ProposalView(process=process, block=here, nonce=nonce, own=(WAITING, EDITED, DECLINED))
    yield "propose", propose_statement_card.build(view, words)
    refused = replace(view, own=(), problem=words.text("errors.proposal_known.text"), typed="Wieso")
    yield "propose_problem", propose_statement_card.build(refused, words)
    used_up = replace(view, own=(WAITING,) * 5, said=words.text("proposals.said.proposed"))
    yield "propose_used_up", propose_statement_card.build(used_up, words)
    own = own_answer_card.build(process, here, response, nonce, words)
    yield "own_answer_new_statements", own
    steps = steps_of(here.content, nonce)
    page = AnswerView(
        process=process,
        block=here,
        steps=steps,
        step=place_of("views.own_1", steps),
        nonce=nonce,
        state="2c" * 16,
        department=response.department,
        answers=response.answers,
        is_second_round=True,
    )
    yield "answer_second_round", answer_card.build(page, words)
    yield from _review_cards(process, here, words)


def _review_cards(process: Process, block: TopicBlock, words: Words) -> Iterator[tuple[str, Card]]:
    yield "review_offer", review_proposal_card.build_offer(words)
    yield "review_hint", review_proposal_card.build_offer(words, is_hint=True)
    found = [Reviewed(process=process, block=block, proposal=one) for one in (WAITING, EDITED)]
    said = words.text("review.said.accept")
    yield "review_list", review_proposal_card.build_list(ReviewList(found=found, said=said), words)
    yield "review_nothing", review_proposal_card.build_list(ReviewList(found=[]), words)
    yield from _text_cards(process, block, words)
    look = ReviewInput(action="look")
    near = replace(WAITING, text="Jede Stadt hat einen!")
    one = replace(found[0], proposal=near)
    problem = words.text("errors.reason_missing.text")
    yield "review_one", review_proposal_card.build_one(one, words, given=look)
    yield (
        "review_no_reason",
        review_proposal_card.build_one(one, words, problem=problem, given=look),
    )
    yield "review_asked", review_proposal_card.build_one(found[1], words, given=look)


def _text_cards(process: Process, block: TopicBlock, words: Words) -> Iterator[tuple[str, Card]]:
    waiting = SealedText(
        row_id=b"4" * 16, prompt_key="wish", text=PERSONAL, state=TextState.WAITING
    )
    decided = replace(
        waiting, text="Das Martin-Luther-Haus.", state=TextState.NEVER, reason="names_person"
    )
    texts = (waiting, replace(waiting, text=PERSONAL * 20), decided, usable(waiting))
    found = [TextToReview(process=process, block=block, text=one) for one in texts]
    yield "review_text_hint", review_text_card.build_hint(words)
    yield "review_text_list", review_text_card.build_list(found, words, note="never")
    yield "review_text_nothing", review_text_card.build_list([], words, note="gone")
    yield "review_text_one", review_text_card.build_one(found[0], words)
    yield "review_text_decided", review_text_card.build_one(found[2], words, problem="meanwhile")
    lists = {"waiting": found, "decided": found[2:]}
    for name, one in lists.items():
        view = ReviewList(found=[], texts=one)
        yield f"review_list_texts_{name}", review_proposal_card.build_list(view, words)
    personal = Reviewed(process=process, block=block, proposal=replace(WAITING, text=PERSONAL))
    look = ReviewInput(action="look")
    yield "review_personal", review_proposal_card.build_one(personal, words, given=look)
