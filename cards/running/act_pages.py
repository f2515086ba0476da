"""The two pages of an act: what it needs to know, and exactly what will happen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards.elements.card_data import (
    CONFIRMED_BETWEEN,
    Nonce,
    ProcessId,
    TextData,
    typed,
    understood,
)
from cards.elements.inputs import Question, text_input
from cards.elements.parts import (
    Card,
    bullets,
    complaint,
    finish,
    heading,
    label,
    paragraph,
    section,
    small_print,
    warning,
)
from content.words import Words
from participation.forms import Form, Problem
from participation.notice import CORRECTABLE
from participation.running.act import LONGEST_REASON, ActInput, reason_of
from participation.running.standing import Standing, fingerprint

ENTRIES = ("closes_on", "what", "wording", "reason", *CORRECTABLE)

Entry = Annotated[str, StringConstraints(max_length=2000)]
BlockKey = Annotated[str, StringConstraints(max_length=100)]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")]


class ActData(TextData):
    """The data of an act's button as it arrives, the page's own entries merged into the form."""

    process: ProcessId
    block: BlockKey = ""
    action: Literal["open", "check", "back", "do"] = "open"
    nonce: Nonce | Literal[""] = ""
    form: Annotated[dict[str, Entry], Field(max_length=10)] = Field(default_factory=dict)
    seen: Fingerprint = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One page of an act; `block_key` is empty for the whole process.

    `after` is how it would stand; None while it is still being asked. `has_changed` says that this
    is no longer what was confirmed; `days_lost` are the working days that a pause has taken;
    `confirmed` names a reason that is told although it looks like personal data.
    """

    before: Standing
    nonce: str
    form: Form
    block_key: str = ""
    after: Standing | None = None
    problems: tuple[Problem, ...] = ()
    has_changed: bool = False
    days_lost: int = 0
    confirmed: frozenset[str] = frozenset()

    def data(self, action: str) -> dict[str, object]:
        """Return what a button of this page carries."""
        return {
            "process": self.before.process.process_id,
            "block": self.block_key,
            "action": action,
            "nonce": self.nonce,
            "form": dict(self.form),
            "seen": fingerprint(self.before, self.after) if self.after else "",
            "confirmed": CONFIRMED_BETWEEN.join(sorted(self.confirmed)),
        }


def read(data: Mapping[str, object]) -> ActInput:
    """Return what an act's button sent, or refuse data that no card of ours can have sent."""
    entries = {key: typed(data[key]) for key in ENTRIES if key in data}
    form = data.get("form", {})
    merged = {**form, **entries} if isinstance(form, Mapping) else form
    sent = understood(ActData, {**data, "form": merged})
    return ActInput(
        process_id=sent.process,
        block_key=sent.block,
        action=sent.action,
        nonce=sent.nonce,
        form=sent.form,
        seen=sent.seen,
        confirmed=sent.confirmations,
    )


def asking(
    view: ActView,
    name: str,
    inputs: Sequence[CardElement],
    actions: Sequence[SubmitAction],
    words: Words,
    *,
    is_told: bool = True,
) -> Card:
    """Return the page that asks: what the act is, its own inputs, and the reason.

    `is_told` says whether channels read the reason, or only those who decide.
    """
    title = words.text(f"acts.{name}.title", title=_title(view, words))
    body = [
        heading(title),
        paragraph(words.text(f"acts.{name}.text")),
        *inputs,
        *_reason(view, words, is_told=is_told),
    ]
    return finish(body, actions, title=title, words=words)


def confirming(
    view: ActView,
    name: str,
    lines: Sequence[str],
    actions: Sequence[SubmitAction],
    words: Words,
    *,
    is_told: bool = True,
) -> Card:
    """Return the page that says exactly what will happen, and what will be told to whom."""
    title = words.text(f"acts.{name}.confirm_title", title=_title(view, words))
    reason = reason_of(view.form)
    body: list[CardElement] = [
        heading(title),
        *([warning(words.text("acts.changed"))] if view.has_changed else []),
        bullets(lines),
        section(
            label(words.text("acts.told" if is_told else "seconds.told")),
            paragraph(words.text("acts.reason_told", reason=reason)),
        ),
    ]
    return finish(body, actions, title=title, words=words)


def wrong(view: ActView, field: str, words: Words) -> list[CardElement]:
    """Return what is wrong with a field, to stand below it."""
    codes = [problem.code for problem in view.problems if problem.field == field]
    return [complaint(words.text(f"acts.problems.{code}")) for code in codes]


def _reason(view: ActView, words: Words, *, is_told: bool) -> list[CardElement]:
    question = Question(
        id="reason",
        label=words.text("acts.reason"),
        error=words.text("acts.problems.reason_missing"),
        value=view.form.get("reason", ""),
    )
    return [
        text_input(question, max_length=LONGEST_REASON, is_multiline=True),
        *wrong(view, "reason", words),
        small_print(words.text("acts.reason_help" if is_told else "seconds.reason_help")),
    ]


def _title(view: ActView, words: Words) -> str:
    return view.before.title(view.block_key).to(words.language)
