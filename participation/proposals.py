"""Statements that participants propose: what may be proposed, and how an accepted one joins.

A proposal is FRESH until the next full hour, so that nobody who looks at the list of proposals
sees when one was made. Then it is WAITING for somebody who decides. An accepted one is asked of
everybody who answers from then on; nobody has to answer it, because others answered before it came.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal, get_args

from participation.refusals import (
    AnswerTooLongError,
    PromptUnknownError,
    ProposalDecidedError,
    ProposalKnownError,
    ProposalsOffError,
    ProposalsUsedUpError,
    ProposalTooShortError,
    StatementsFullError,
)
from participation.templates.local_text import LANGUAGES, LocalText
from participation.templates.prompts import MOST_STATEMENTS, Statement, StatementsPrompt
from participation.templates.template import TopicBlockTemplate

OWN = "own_"
"""What the keys of accepted proposals begin with; a number follows."""

SHORTEST_PROPOSAL = 10
SIMILAR = 0.85
"""From which likeness on (`difflib`, 0 … 1) a moderator is shown the statement that is alike."""

DeclineReason = Literal["duplicate", "several_thoughts", "off_topic", "names_people", "unkind"]
DECLINE_REASONS: tuple[DeclineReason, ...] = get_args(DeclineReason)


class ProposalState(StrEnum):
    """What has become of a proposal."""

    FRESH = "fresh"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


UNDECIDED = (ProposalState.FRESH, ProposalState.WAITING)


class ProposedStatement(Statement, title="Proposed statement"):
    """A statement that came from a participant; nobody has to answer it."""

    is_edited: bool = False
    """Whether its wording is not its author's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal: `text` are its author's words, `wording` is what an accepted one is asked as.

    `pseudonym` finds its author's own proposals. Sealing leaves of accepted ones key and wording
    only. `key` is kept when one is taken back, so that no other statement ever gets its votes.
    """

    proposal: bytes
    prompt_key: str
    text: str
    state: ProposalState = ProposalState.FRESH
    key: str = ""
    reason: str = ""
    wording: str = ""
    pseudonym: bytes | None = None


def prompts_with_proposals(block: TopicBlockTemplate) -> tuple[StatementsPrompt, ...]:
    """Return the prompts of a block for which statements can be proposed."""
    return tuple(
        prompt
        for prompt in block.prompts
        if isinstance(prompt, StatementsPrompt) and prompt.allows_proposals
    )


def prompt_of(block: TopicBlockTemplate, prompt_key: str) -> StatementsPrompt:
    """Return a prompt for which statements can be proposed, or refuse any other."""
    if prompt_key not in {prompt.key for prompt in block.prompts}:
        raise PromptUnknownError
    for prompt in prompts_with_proposals(block):
        if prompt.key == prompt_key:
            return prompt
    raise ProposalsOffError(title=block.title)


def proposed(typed: str, prompt: StatementsPrompt, own: Sequence[Proposal]) -> str:
    """Return the text of a new proposal, or refuse it; `own` are its author's earlier ones.

    What others have proposed is not compared with: a refusal would tell that they did.
    """
    text = checked(typed, prompt)
    mine = [one for one in own if one.prompt_key == prompt.key]
    known = [one.text.to(language) for one in prompt.statements for language in LANGUAGES]
    if _plain(text) in {_plain(one) for one in [*known, *(one.text for one in mine)]}:
        raise ProposalKnownError
    if len(mine) >= prompt.most_proposals:
        raise ProposalsUsedUpError(limit=prompt.most_proposals)
    return text


def checked(typed: str, prompt: StatementsPrompt) -> str:
    """Return a statement's text on one line, without invisible characters, or refuse its length."""
    visible = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in typed)
    text = " ".join(visible.split())
    if len(text) < SHORTEST_PROPOSAL:
        raise ProposalTooShortError(limit=SHORTEST_PROPOSAL)
    if len(text) > prompt.proposal_length:
        raise AnswerTooLongError(
            question=prompt.question, limit=prompt.proposal_length, length=len(text)
        )
    return text


def accepted(
    proposal: Proposal, typed: str, prompt: StatementsPrompt, keys: Iterable[str]
) -> Proposal:
    """Return the proposal as it joins the prompt; `keys` are all that proposals ever had there."""
    _require_undecided(proposal)
    if len(prompt.statements) >= MOST_STATEMENTS:
        raise StatementsFullError(limit=MOST_STATEMENTS)
    wording = checked(typed, prompt)
    taken = {*keys, *(statement.key for statement in prompt.statements)}
    number = next(number for number in range(1, len(taken) + 2) if f"{OWN}{number}" not in taken)
    key = f"{OWN}{number}"
    return replace(proposal, state=ProposalState.ACCEPTED, key=key, wording=wording)


def declined(proposal: Proposal, reason: DeclineReason) -> Proposal:
    """Return the proposal as it does not join."""
    _require_undecided(proposal)
    return replace(proposal, state=ProposalState.DECLINED, reason=reason)


def taken_back(proposal: Proposal, reason: DeclineReason) -> Proposal:
    """Return an accepted proposal that is asked no longer; its votes count nowhere."""
    if proposal.state is not ProposalState.ACCEPTED:
        raise ProposalDecidedError
    return replace(proposal, state=ProposalState.DECLINED, reason=reason)


def is_decided_so(
    proposal: Proposal, action: str, wording: str, reason: DeclineReason | None
) -> bool:
    """Say whether exactly this was decided before; Teams repeats what it saw no answer to."""
    if action == "accept":
        is_same = " ".join(wording.split()) == proposal.wording
        return proposal.state is ProposalState.ACCEPTED and is_same
    return proposal.state is ProposalState.DECLINED and proposal.reason == reason


def alike(text: str, prompt: StatementsPrompt) -> LocalText | None:
    """Return the statement that is most like `text`, if one is nearly the same."""
    likeness = {
        statement.text: max(_likeness(text, statement.text.to(one)) for one in LANGUAGES)
        for statement in prompt.statements
    }
    nearest = max(likeness, key=lambda one: likeness[one])
    return nearest if likeness[nearest] >= SIMILAR else None


def without_accepted(block: TopicBlockTemplate) -> TopicBlockTemplate:
    """Return the block's content as its template has it: what joined later is kept elsewhere.

    A joined statement that became part of the template would be asked twice, and everybody who has
    answered before would seem not to have answered it.
    """
    prompts = tuple(
        prompt.model_copy(
            update={
                "statements": tuple(
                    one for one in prompt.statements if not isinstance(one, ProposedStatement)
                )
            }
        )
        if isinstance(prompt, StatementsPrompt)
        else prompt
        for prompt in block.prompts
    )
    return block.model_copy(update={"prompts": prompts})


def with_accepted(block: TopicBlockTemplate, proposals: Sequence[Proposal]) -> TopicBlockTemplate:
    """Return the block's content with the accepted ones behind the template's statements."""
    joined = sorted(
        (one for one in proposals if one.state is ProposalState.ACCEPTED),
        key=lambda one: int(one.key.removeprefix(OWN)),
    )
    if not joined:
        return block
    prompts = []
    for prompt in block.prompts:
        more = tuple(_statement(one) for one in joined if one.prompt_key == prompt.key)
        if more and isinstance(prompt, StatementsPrompt):
            prompt = prompt.model_copy(update={"statements": prompt.statements + more})  # noqa: PLW2901
        prompts.append(prompt)
    return block.model_copy(update={"prompts": tuple(prompts)})


def _statement(proposal: Proposal) -> ProposedStatement:
    # Nobody translates a proposal: everybody reads it as it was written.
    text = LocalText(de=proposal.wording, en=proposal.wording)
    is_edited = proposal.text not in ("", proposal.wording)
    return ProposedStatement(key=proposal.key, text=text, is_edited=is_edited)


def _require_undecided(proposal: Proposal) -> None:
    if proposal.state not in UNDECIDED:
        raise ProposalDecidedError


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio()


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!?… ")
