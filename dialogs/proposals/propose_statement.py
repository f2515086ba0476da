"""Somebody proposes a statement for a block, and sees what became of their earlier ones."""

from dataclasses import replace

from analysis.personal_data.concerns import Concerns
from cards import refusal_card
from cards.elements.rehearsal_mark import as_shown
from cards.proposals import propose_statement_card
from cards.proposals.propose_statement_card import STATEMENT, ProposalInput, ProposalView
from content.words import words
from dialogs.answer_block import is_delivered, require_answerable, require_block
from dialogs.look_over import asking, looked_over
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.process import TopicBlock
from participation.proposals import UNDECIDED, Proposal, prompt_of, proposed
from participation.refusals import ParticipationError, ProposalDecidedError
from participation.secrecy import BlockKeys
from storage.unit_of_work import UnitOfWork


def propose_statement(given: ProposalInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the dialog, keep a proposal, or take one back that nobody has decided on yet."""
    process, block = require_block(given.process_id, given.block_key, turn, uow)
    keys = require_answerable(block, given.revision, turn, uow.keys.load(block.block_id))
    view = ProposalView(process=process, block=block, nonce=turn.nonce, own=())
    again = replace(view, typed=given.text, chosen=given.prompt_key)
    spoken = words(turn.person.language)
    try:
        new = _new_proposal(given, block, keys, turn, uow)
        if new and (concerns := _concerns(new, given)):
            page = _shown(again, keys, turn, uow)
            return asking(page, concerns, "proposal", turn, action="propose")
        said = _done(given, new, block, keys, turn, uow)
    except ParticipationError as refusal:
        problem = refusal_card.sentence(refusal, spoken)
        return _shown(replace(again, problem=problem), keys, turn, uow)
    thanks = spoken.text(f"proposals.said.{said}") if said else ""
    return _shown(replace(view, said=thanks), keys, turn, uow)


def _new_proposal(
    given: ProposalInput, block: TopicBlock, keys: BlockKeys, turn: Turn, uow: UnitOfWork
) -> Proposal | None:
    """Return what is proposed, or None if nothing is or was kept already; refuse what cannot be."""
    if given.action != "propose" or is_delivered(block, given.nonce, turn.person, keys, uow):
        return None
    pseudonym = keys.pseudonym_of(turn.person)
    prompt = prompt_of(block.content, given.prompt_key)
    return Proposal(
        # Random, and not what any card has carried: nothing but the row bears it.
        proposal=keys.delivery_of(pseudonym, turn.nonce),
        prompt_key=prompt.key,
        text=proposed(given.text, prompt, uow.proposals.of(block.block_id, pseudonym)),
        pseudonym=pseudonym,
    )


def _concerns(new: Proposal, given: ProposalInput) -> Concerns | None:
    texts = {STATEMENT: new.text}
    return looked_over(propose_statement_card.VERB, texts, {}, given.confirmed)


def _done(
    given: ProposalInput,
    new: Proposal | None,
    block: TopicBlock,
    keys: BlockKeys,
    turn: Turn,
    uow: UnitOfWork,
) -> str:
    """Do what was asked, once however often it is delivered; say what was done."""
    if new:
        ballot = keys.ballot_of(turn.person)
        uow.responses.note_delivery(block.block_id, keys.delivery_of(ballot, given.nonce))
        uow.proposals.put(block.block_id, new)
    if given.action == "propose":
        return "proposed"
    if given.action == "take_back":
        _take_back(given, block, keys, turn, uow)
        return "taken_back"
    return ""


def _take_back(
    given: ProposalInput, block: TopicBlock, keys: BlockKeys, turn: Turn, uow: UnitOfWork
) -> None:
    own = uow.proposals.of(block.block_id, keys.pseudonym_of(turn.person))
    found = next((one for one in own if one.proposal == given.proposal), None)
    if found is None:
        return
    if found.state not in UNDECIDED:
        raise ProposalDecidedError
    uow.proposals.remove(block.block_id, found)


def _shown(view: ProposalView, keys: BlockKeys, turn: Turn, uow: UnitOfWork) -> Reply:
    spoken = words(turn.person.language)
    own = uow.proposals.of(view.block.block_id, keys.pseudonym_of(turn.person))
    card = propose_statement_card.build(replace(view, own=own), spoken)
    return Reply(as_shown(card, view.process, spoken), spoken.text("proposals.title"))
