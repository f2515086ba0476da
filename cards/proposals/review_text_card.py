"""The dialog of those who decide which sealed texts are never quoted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import StringConstraints

from analysis.personal_data.concerns import kinds_in
from cards.elements.card_data import CardData, Name, ProcessId, understood
from cards.elements.concern_note import looks_like
from cards.elements.inputs import Question, choice_input
from cards.elements.parts import (
    Card,
    bullets,
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
from content.words import Words
from participation.process import Process, TopicBlock
from participation.text_review import TEXT_REASONS, SealedText, TextReason, TextState

VERB = "review_text"
MOST_SHOWN = 8
LONGEST_SHOWN = 200
"""Of a text in the list, in characters; its own page shows it whole."""

Action = Literal["list", "look", "usable", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReviewInput:
    """What was decided about which text; `seen` is how it stood on the page that was pressed."""

    action: Action
    process_id: str = ""
    block_key: str = ""
    row_id: bytes = b""
    seen: str = ""
    reason: TextReason | None = None

    @property
    def decision(self) -> tuple[str, str]:
        """State and reason of a text of which this was decided."""
        if self.action == "never":
            return TextState.NEVER, self.reason or ""
        return TextState.USABLE, ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextToReview:
    """A sealed text and where it belongs."""

    process: Process
    block: TopicBlock
    text: SealedText


class TextReviewData(CardData):
    """The dialog's data as it arrives."""

    action: Action
    process: ProcessId | None = None
    block: Name | None = None
    row: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""
    seen: Literal["waiting", "usable", "never", ""] = ""
    reason: TextReason | Literal[""] | None = None


def build_hint(words: Words) -> Card:
    """Return the button that opens the dialog, and that there is something to do; not how much."""
    title = words.text("review_text.title")
    button = opens_dialog(VERB, words.text("review_text.open"), {})
    body = [heading(title), paragraph(words.text("review_text.hint"))]
    return finish(body, [button], title=title, words=words)


def leads_here(found: Sequence[TextToReview], words: Words) -> list[CardElement]:
    """Return the way here from the list of proposals, if there is any text to see."""
    if not any(_is_listed(one) for one in found):
        return []
    is_waiting = any(one.text.state is TextState.WAITING for one in found)
    said = words.text("review_text.hint" if is_waiting else "review_text.all_decided")
    button = leaves(VERB, words.text("review_text.open"), {"action": "list"})
    return [section(paragraph(said), buttons([button]))]


def build_list(found: Sequence[TextToReview], words: Words, *, note: str = "") -> Card:
    """Return what waits, in an order that tells nothing, and what is decided."""
    title = words.text("review_text.title")
    waiting = [one for one in found if one.text.state is TextState.WAITING]
    decided = [one for one in found if one.text.is_decided]
    body: list[CardElement] = [
        heading(title),
        *([hint(words.text(f"review_text.said.{note}"))] if note else []),
        paragraph(words.text("review_text.waiting" if waiting else "review_text.nothing")),
        *(_row(one, words) for one in waiting[:MOST_SHOWN]),
    ]
    if len(waiting) > MOST_SHOWN:
        body.append(small_print(words.text("review.more")))
    if decided:
        body.append(heading(words.text("review_text.decided"), size="Medium"))
        body += [_row(one, words) for one in decided[:MOST_SHOWN]]
    back = leaves("review_proposal", words.text("review_text.to_proposals"), {"action": "list"})
    return finish(body, [back], title=title, words=words)


def build_one(one: TextToReview, words: Words, *, problem: str = "") -> Card:
    """Return one text, why it is here, the rules, and both ways to decide."""
    title = words.text("review_text.title")
    found = kinds_in(one.text.text)
    kinds = looks_like(found, words) if found else ""
    body: list[CardElement] = [
        heading(title),
        *([warning(words.text(f"review_text.problems.{problem}"))] if problem else []),
        small_print(one.block.content.title.to(words.language)),
        *_question(one, words),
        hint(one.text.text),
        *([caution(words.text("review_text.kinds", kinds=kinds))] if kinds else []),
        *_state(one, words),
        section(label(words.text("review_text.rules_title")), bullets(_rules(words))),
        _reasons(one, words),
    ]
    actions = [
        _act(one, "never", words),
        _act(one, "usable", words),
        leaves(VERB, words.text("review.back"), {"action": "list"}),
    ]
    return finish(body, actions, title=title, words=words)


def read(data: Mapping[str, object]) -> TextReviewInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    sent = understood(TextReviewData, data)
    return TextReviewInput(
        action=sent.action,
        process_id=sent.process or "",
        block_key=sent.block or "",
        row_id=bytes.fromhex(sent.row),
        seen=sent.seen,
        reason=sent.reason or None,
    )


def _is_listed(one: TextToReview) -> bool:
    return one.text.state is TextState.WAITING or one.text.is_decided


def _rules(words: Words) -> Sequence[str]:
    return words.list("review_text.rules")


def _row(one: TextToReview, words: Words) -> CardElement:
    text = one.text.text
    short = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rstrip()} …"
    look = leaves(VERB, words.text("review.look"), _named(one, "look"))
    about = one.block.content.title.to(words.language)
    return section(small_print(about), paragraph(short), *_state(one, words), buttons([look]))


def _question(one: TextToReview, words: Words) -> list[CardElement]:
    prompts = {prompt.key: prompt for prompt in one.block.content.prompts}
    known = prompts.get(one.text.prompt_key)
    return [paragraph(known.question.to(words.language))] if known else []


def _state(one: TextToReview, words: Words) -> list[CardElement]:
    if not one.text.is_decided:
        return []
    reason = words.text(f"review_text.reasons.{one.text.reason}") if one.text.reason else ""
    return [small_print(words.text(f"review_text.states.{one.text.state}", reason=reason))]


def _reasons(one: TextToReview, words: Words) -> CardElement:
    question = Question(
        id="reason",
        label=words.text("review_text.reason"),
        error=words.text("review_text.problems.reason_missing"),
        value=one.text.reason,
        is_required=False,
    )
    named = [(reason, words.text(f"review_text.reasons.{reason}")) for reason in TEXT_REASONS]
    return choice_input(question, named)


def _act(one: TextToReview, action: Action, words: Words) -> SubmitAction:
    return submits(VERB, words.text(f"review_text.{action}"), _named(one, action))


def _named(one: TextToReview, action: Action) -> dict[str, object]:
    return {
        "action": action,
        "process": one.process.process_id,
        "block": one.block.key,
        "row": one.text.row_id.hex(),
        "seen": one.text.state,
    }
