"""The dialog of those who decide which proposed statements are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import StringConstraints

from analysis.personal_data.concerns import kinds_in
from cards.elements.card_data import Name, ProcessId, TextData, understood
from cards.elements.concern_note import looks_like
from cards.elements.inputs import Question, choice_input, text_input
from cards.elements.parts import (
    Card,
    buttons,
    caution,
    finish,
    heading,
    hint,
    label,
    leaves,
    opens_dialog,
    paragraph,
    section,
    small_print,
    submits,
    warning,
)
from cards.proposals import review_text_card
from cards.proposals.review_text_card import TextToReview
from content.words import Words
from participation.process import Process, TopicBlock
from participation.proposals import (
    DECLINE_REASONS,
    DeclineReason,
    Proposal,
    ProposalState,
    alike,
    prompt_of,
)

VERB = "review_proposal"
WORDING = "wording"
MOST_SHOWN = 8
Action = Literal["list", "look", "accept", "decline", "take_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewInput:
    """What was decided about which proposal; `reason` is None where none was chosen.

    `confirmed` names a wording that is asked although it looks like personal data.
    """

    action: Action
    process_id: str = ""
    block_key: str = ""
    proposal: bytes = b""
    wording: str = ""
    reason: DeclineReason | None = None
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A proposal and where it belongs."""

    process: Process
    block: TopicBlock
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """What there is to decide on: proposals that were `found`, and sealed `texts`.

    `said` is a sentence on what was just done, `problem` one on what could not be done.
    """

    found: Sequence[Reviewed]
    texts: Sequence[TextToReview] = ()
    said: str = ""
    problem: str = ""


class ReviewData(TextData):
    """The dialog's data as it arrives."""

    action: Action
    process: ProcessId | None = None
    block: Name | None = None
    proposal: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""
    wording: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    reason: DeclineReason | Literal[""] | None = None


def build_offer(words: Words, *, is_hint: bool = False) -> Card:
    """Return the button that opens the dialog; as a hint it says that there is something to do.

    Not how much, and not since when: somebody could count along with who is at their desk.
    """
    title = words.text("review.title")
    text = words.text("review.hint" if is_hint else "review.offer")
    button = opens_dialog(VERB, words.text("review.open"), {})
    return finish([heading(title), paragraph(text)], [button], title=title, words=words)


def build_list(view: ReviewList, words: Words) -> Card:
    """Return what waits, in an order that tells nothing, and what is asked already."""
    title = words.text("review.title")
    waiting = [one for one in view.found if one.proposal.state is ProposalState.WAITING]
    asked = [one for one in view.found if one.proposal.state is ProposalState.ACCEPTED]
    body: list[CardElement] = [
        heading(title),
        *([hint(view.said)] if view.said else []),
        *([warning(view.problem)] if view.problem else []),
        paragraph(words.text("review.waiting" if waiting else "review.nothing")),
        *(_row(one, "look", "review.look", words) for one in waiting[:MOST_SHOWN]),
    ]
    if len(waiting) > MOST_SHOWN:
        body.append(small_print(words.text("review.more")))
    if asked:
        body.append(heading(words.text("review.asked"), size="Medium"))
        body += [_row(one, "take_back", "review.take_back", words) for one in asked[:MOST_SHOWN]]
    body += review_text_card.leads_here(view.texts, words)
    return finish(body, title=title, words=words)


def build_one(one: Reviewed, words: Words, *, problem: str = "", given: ReviewInput) -> Card:
    """Return one proposal with the ways to decide; `given` fills the inputs again."""
    title = words.text("review.title")
    is_asked = one.proposal.state is ProposalState.ACCEPTED
    prompt = prompt_of(one.block.content, one.proposal.prompt_key)
    similar = None if is_asked else alike(one.proposal.text, prompt)
    body: list[CardElement] = [
        heading(title),
        *([warning(problem)] if problem else []),
        small_print(one.block.content.title.to(words.language)),
        paragraph(prompt.question.to(words.language)),
        section(label(one.proposal.wording if is_asked else one.proposal.text)),
    ]
    if kinds := () if is_asked else kinds_in(one.proposal.text):
        told = looks_like(kinds, words)
        body.append(caution(words.text("review.kinds.own", kinds=told)))
    if similar:
        alike_text = similar.to(words.language)
        body.append(caution(words.text("review.alike", statement=alike_text)))
    if not is_asked:
        body += _wording(one, prompt.proposal_length, given, words)
    body.append(_reasons(given, words))
    actions = [
        *([_act(one, "accept", words)] if not is_asked else []),
        _act(one, "take_back" if is_asked else "decline", words),
        leaves(VERB, words.text("review.back"), {"action": "list"}),
    ]
    return finish(body, actions, title=title, words=words)


def read(data: Mapping[str, object]) -> ReviewInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    sent = understood(ReviewData, data)
    return ReviewInput(
        action=sent.action,
        process_id=sent.process or "",
        block_key=sent.block or "",
        proposal=bytes.fromhex(sent.proposal),
        wording=sent.wording or "",
        reason=sent.reason or None,
        confirmed=sent.confirmations,
    )


def _row(one: Reviewed, action: Action, button: str, words: Words) -> CardElement:
    # What is asked can be taken back only after a look at its page, which asks for the reason.
    look = leaves(VERB, words.text(button), _named(one, "look"))
    text = one.proposal.wording if action == "take_back" else one.proposal.text
    return section(
        small_print(one.block.content.title.to(words.language)), label(text), buttons([look])
    )


def _wording(one: Reviewed, longest: int, given: ReviewInput, words: Words) -> list[CardElement]:
    question = Question(
        id=WORDING,
        label=words.text("review.wording"),
        error=words.text("review.wording_missing"),
        value=given.wording or one.proposal.text,
    )
    return [
        text_input(question, max_length=longest, is_multiline=True),
        small_print(words.text("review.wording_hint")),
    ]


def _reasons(given: ReviewInput, words: Words) -> CardElement:
    question = Question(
        id="reason",
        label=words.text("review.reason"),
        error=words.text("review.reason_missing"),
        value=given.reason or "",
        is_required=False,
    )
    return choice_input(
        question, [(one, words.text(f"proposals.reasons.{one}")) for one in DECLINE_REASONS]
    )


def _act(one: Reviewed, action: Action, words: Words) -> SubmitAction:
    style: Literal["positive"] | None = "positive" if action == "accept" else None
    return submits(VERB, words.text(f"review.{action}"), _named(one, action), style=style)


def _named(one: Reviewed, action: Action) -> dict[str, object]:
    return {
        "action": action,
        "process": one.process.process_id,
        "block": one.block.key,
        "proposal": one.proposal.proposal.hex(),
    }
