"""The dialog in which somebody proposes a statement and sees what became of earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import StringConstraints

from cards.block_card import CHOOSE, ref_data
from cards.elements.card_data import BlockData, Nonce, TextData, understood
from cards.elements.inputs import Question, choice_input, text_input
from cards.elements.parts import (
    Card,
    bullets,
    buttons,
    finish,
    heading,
    hint,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    submits,
    warning,
)
from content.words import Words
from participation.process import Process, TopicBlock
from participation.proposals import (
    SHORTEST_PROPOSAL,
    UNDECIDED,
    Proposal,
    ProposalState,
    prompts_with_proposals,
)
from participation.templates.prompts import StatementsPrompt

VERB = "propose_statement"
STATEMENT = "statement"
Action = Literal["open", "propose", "take_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalInput:
    """What the dialog sent; `prompt_key` and `text` are "" where nothing is proposed.

    `confirmed` names a text that is proposed although it looks like personal data.
    """

    process_id: str
    block_key: str
    revision: int
    nonce: str
    action: Action
    prompt_key: str = ""
    text: str = ""
    proposal: bytes = b""
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """What is shown: `own` are the reader's proposals, `said` a sentence on what was just done.

    `problem` is a sentence, already worded; then `typed` and `chosen` stand in the inputs again.
    """

    process: Process
    block: TopicBlock
    nonce: str
    own: Sequence[Proposal]
    said: str = ""
    problem: str = ""
    typed: str = ""
    chosen: str = ""


class ProposalData(BlockData, TextData):
    """The dialog's data as it arrives. A text above its limit must get through, so that the rule
    can refuse it kindly."""

    action: Action
    nonce: Nonce = "0" * 32
    prompt: Annotated[str, StringConstraints(max_length=40)] = ""
    statement: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    proposal: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""


def opens(process: Process, block: TopicBlock, words: Words) -> list[SubmitAction]:
    """Return the button that leads here from another dialog, if the block takes proposals."""
    if not prompts_with_proposals(block.content):
        return []
    data = {**ref_data(process, block), "action": "open"}
    return [leaves(VERB, words.text("proposals.open"), data)]


def build(view: ProposalView, words: Words) -> Card:
    """Return the input while proposals are left, the earlier ones, and the way back."""
    title = words.text("proposals.title")
    free = [prompt for prompt in prompts_with_proposals(view.block.content) if _left(view, prompt)]
    body: list[CardElement] = [
        heading(title),
        *([hint(view.said)] if view.said else []),
        *([warning(view.problem)] if view.problem else []),
        *(_inputs(view, free, words) if free else [paragraph(words.text("proposals.used_up"))]),
        *(_own(view, one, words) for one in view.own),
    ]
    back = leaves(CHOOSE, words.text("proposals.back"), ref_data(view.process, view.block))
    return finish(body, [*_send(view, free, words), back], title=title, words=words)


def read(data: Mapping[str, object]) -> ProposalInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    sent = understood(ProposalData, data)
    return ProposalInput(
        process_id=sent.process,
        block_key=sent.block,
        revision=sent.revision,
        nonce=sent.nonce,
        action=sent.action,
        prompt_key=sent.prompt,
        text=sent.statement or "",
        proposal=bytes.fromhex(sent.proposal),
        confirmed=sent.confirmations,
    )


def _left(view: ProposalView, prompt: StatementsPrompt) -> bool:
    mine = [one for one in view.own if one.prompt_key == prompt.key]
    return len(mine) < prompt.most_proposals


def _inputs(
    view: ProposalView, free: Sequence[StatementsPrompt], words: Words
) -> list[CardElement]:
    longest = min(prompt.proposal_length for prompt in free)
    statement = Question(
        id=STATEMENT,
        label=words.text("proposals.label"),
        error=words.text("proposals.missing", limit=SHORTEST_PROPOSAL),
        value=view.typed,
    )
    return [
        bullets(words.list("proposals.rules")),
        *_about(view, free, words),
        text_input(statement, max_length=longest, is_multiline=True),
        small_print(words.text("answer.text_limit", limit=longest)),
    ]


def _about(view: ProposalView, free: Sequence[StatementsPrompt], words: Words) -> list[CardElement]:
    names = [(prompt.key, prompt.question.to(words.language)) for prompt in free]
    if len(names) == 1:
        return [paragraph(names[0][1])]
    about = Question(
        id="prompt",
        label=words.text("proposals.about"),
        error=words.text("proposals.about_missing"),
        value=view.chosen,
    )
    return [choice_input(about, names)]


def _send(view: ProposalView, free: Sequence[StatementsPrompt], words: Words) -> list[SubmitAction]:
    if not free:
        return []
    data = {**ref_data(view.process, view.block), "nonce": view.nonce, "action": "propose"}
    only = {"prompt": free[0].key} if len(free) == 1 else {}
    title = words.text("proposals.send")
    return [submits(VERB, title, {**data, **only}, style="positive")]


def _own(view: ProposalView, one: Proposal, words: Words) -> CardElement:
    said: list[CardElement] = [
        label(one.text),
        paragraph(_outcome(one, words), spacing="None"),
    ]
    if one.state in UNDECIDED:
        data = {
            **ref_data(view.process, view.block),
            "action": "take_back",
            "proposal": one.proposal.hex(),
        }
        said.append(buttons([leaves(VERB, words.text("proposals.take_back"), data)]))
    return section(*said)


def _outcome(one: Proposal, words: Words) -> str:
    if one.state in UNDECIDED:
        return words.text("proposals.states.waiting")
    if one.state is ProposalState.DECLINED:
        reason = words.text(f"proposals.reasons.{one.reason}")
        return words.text("proposals.states.declined", reason=reason)
    if one.wording != one.text:
        return words.text("proposals.states.edited", wording=one.wording)
    return words.text("proposals.states.accepted")
