"""Moderators and whoever leads a process decide which proposed statements are asked."""

from analysis.personal_data.concerns import Concerns
from cards import refusal_card
from cards.proposals import review_proposal_card
from cards.proposals.review_proposal_card import WORDING, Reviewed, ReviewInput, ReviewList
from content.words import words
from dialogs.find_block import find_block
from dialogs.look_over import asking, looked_over
from dialogs.privately import send_privately
from dialogs.proposals.reviewers import may_review, require_may_review_any
from dialogs.proposals.texts_to_review import texts_for
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.process import BlockState
from participation.proposals import (
    Proposal,
    ProposalState,
    accepted,
    declined,
    is_decided_so,
    prompt_of,
    prompts_with_proposals,
    taken_back,
)
from participation.refusals import (
    NotModeratorError,
    ParticipationError,
    ProposalUnknownError,
    ReasonMissingError,
)
from storage.unit_of_work import UnitOfWork

ACTS = {
    "accept": "accept_proposal",
    "decline": "decline_proposal",
    "take_back": "take_back_proposal",
}
"""What the audit trail calls a decision."""


def offer_review(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Answer the command with the button that opens the dialog."""
    require_may_review_any(turn, uow)
    card = review_proposal_card.build_offer(words(turn.person.language))
    send_privately("review", card, turn, uow)


def open_review(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show everything that waits for a decision."""
    require_may_review_any(turn, uow)
    return _list(turn, uow)


def review_proposal(given: ReviewInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show one proposal, or decide on it; whoever decides first has decided."""
    if given.action == "list":
        return open_review(given, turn, uow)
    one = _reviewed(given, turn, uow)
    spoken = words(turn.person.language)
    title = spoken.text("review.title")
    if given.action == "look":
        return Reply(review_proposal_card.build_one(one, spoken, given=given), title)
    is_undecided = one.proposal.state is ProposalState.WAITING
    if given.action == "accept" and is_undecided and (concerns := _concerns(given)):
        page = Reply(review_proposal_card.build_one(one, spoken, given=given), title)
        return asking(page, concerns, "channel", turn, action="accept")
    try:
        said = _decide(one, given, turn, uow)
    except ReasonMissingError as refusal:
        problem = refusal_card.sentence(refusal, spoken)
        card = review_proposal_card.build_one(one, spoken, problem=problem, given=given)
        return Reply(card, title)
    except ParticipationError as refusal:
        return _list(turn, uow, problem=refusal_card.sentence(refusal, spoken))
    return _list(turn, uow, said=spoken.text(f"review.said.{said}"))


def _concerns(given: ReviewInput) -> Concerns | None:
    # Its author has confirmed it for moderators to see, not for everybody who is asked.
    texts = {WORDING: given.wording}
    return looked_over(review_proposal_card.VERB, texts, {}, given.confirmed)


def _decide(one: Reviewed, given: ReviewInput, turn: Turn, uow: UnitOfWork) -> str:
    proposal, block = one.proposal, one.block
    if is_decided_so(proposal, given.action, given.wording, given.reason):
        return given.action
    if given.action == "accept":
        keys = [known.key for known in uow.proposals.all(block.block_id) if known.key]
        prompt = prompt_of(block.content, proposal.prompt_key)
        changed = accepted(proposal, given.wording, prompt, keys)
    elif given.reason is None:
        raise ReasonMissingError
    elif given.action == "take_back":
        changed = taken_back(proposal, given.reason)
    else:
        changed = declined(proposal, given.reason)
    uow.proposals.put(block.block_id, changed)
    _note(one, changed, given, turn, uow)
    return given.action


def _note(
    one: Reviewed, changed: Proposal, given: ReviewInput, turn: Turn, uow: UnitOfWork
) -> None:
    """Put the decision into the audit trail: about which question and why, but no wording."""
    named = {"statement": changed.key} if changed.key else {}
    is_edited = changed.state is ProposalState.ACCEPTED and changed.wording != changed.text
    uow.audit.write(
        one.process.process_id,
        ACTS[given.action],
        {
            "block": one.block.key,
            "prompt": changed.prompt_key,
            **named,
            **({"wording": "edited"} if is_edited else {}),
            **({"reason": changed.reason} if changed.reason else {}),
        },
        at=turn.now,
        actor=turn.person.object_id,
    )


def _reviewed(given: ReviewInput, turn: Turn, uow: UnitOfWork) -> Reviewed:
    process, block = find_block(given.process_id, given.block_key, turn, uow)
    if not may_review(process, turn, uow):
        raise NotModeratorError
    block.require_open(turn.now)
    proposal = uow.proposals.find(block.block_id, given.proposal)
    if not _is_seen(proposal):
        raise ProposalUnknownError
    return Reviewed(process=process, block=block, proposal=proposal)


def _list(turn: Turn, uow: UnitOfWork, *, said: str = "", problem: str = "") -> Reply:
    spoken = words(turn.person.language)
    found = [
        Reviewed(process=process, block=block, proposal=proposal)
        for process, block in uow.processes.blocks_in(BlockState.OPEN)
        if prompts_with_proposals(block.content) and may_review(process, turn, uow)
        if block.is_open(turn.now)
        for proposal in uow.proposals.all(block.block_id)
    ]
    view = ReviewList(found=found, texts=texts_for(turn, uow), said=said, problem=problem)
    card = review_proposal_card.build_list(view, spoken)
    return Reply(card, spoken.text("review.title"))


def _is_seen(proposal: Proposal) -> bool:
    # Fresh ones wait for the full hour, or who looks often would see when each was made.
    return proposal.state is not ProposalState.FRESH
