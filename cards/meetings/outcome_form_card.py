"""The dialog in which somebody writes down what came out of a meeting, or corrects it.

What was written is kept by the server from page to page: a card that carried it all would be too
large for Teams. The card names the form and how it was when the page was shown.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from analysis.personal_data.concerns import kinds_in
from cards.elements.card_data import (
    CardData,
    Nonce,
    ProcessId,
    TextData,
    Version,
    typed,
    understood,
)
from cards.elements.concern_note import looks_like
from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    caution,
    finish,
    first_fitting,
    heading,
    paragraph,
    section,
    small_print,
    warning,
)
from cards.meetings.form_view import OutcomeFormView, sends
from cards.meetings.outcome_pages import TOLERANCE, inputs_of
from cards.meetings.outcome_parts import SHORT, WHOLE, Worded, cut_at_word, title_of
from content.words import Words
from participation.meetings.form import build_content, limit_of, pages_of
from participation.meetings.outcome import LONGEST_RESULT, OutcomeContent
from participation.meetings.turning import OutcomeInput, OutcomeRef
from participation.refusals import CardNotUnderstoodError

OWN_FIELDS = frozenset(
    {"verb", "msteams", "process", "form", "version", "step", "action"}
    | {"outcome", "base", "number", "confirmed"}
)
LONGEST_CHOICE = 80
SHORT_ENTRY = 100

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$")]
Entry = Annotated[str, StringConstraints(max_length=LONGEST_RESULT * TOLERANCE)]
Number = Annotated[int, Field(ge=0, le=100_000)]


class OutcomeData(TextData):
    """The dialog's data as it arrives. A text above its limit must get through here, so that the
    rule can refuse it kindly."""

    process: ProcessId
    form: Nonce
    version: Version
    step: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}_[0-9]{1,2}$")]
    action: Literal["begin", "restart", "next", "back", "add", "remove", "send", "edit", "discard"]
    outcome: Nonce | None = None
    base: Number = 0
    number: Number = 0
    entries: Annotated[dict[FieldId, Entry], Field(max_length=60)]


class OutcomeRefData(CardData):
    """The button that opens a correction, as it arrives."""

    outcome: Nonce


def build(view: OutcomeFormView, words: Words) -> Card:
    """Return the page of the form; what is shown and not filled in is cut where it has to be."""
    shorter = {name: cut_at_word(entry, SHORT_ENTRY) for name, entry in view.differing.items()}
    forms = [
        partial(_card, view, Worded(view.process, words, WHOLE)),
        partial(_card, replace(view, differing=shorter), Worded(view.process, words, SHORT)),
    ]
    return first_fitting(forms, at_most=LARGEST_SIZE)


def read(data: Mapping[str, object]) -> OutcomeInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    entries = {key: typed(value) for key, value in data.items() if key not in OWN_FIELDS}
    sent = understood(OutcomeData, {**data, "entries": entries})
    if any(len(entry) > _most(name) for name, entry in sent.entries.items()):
        raise CardNotUnderstoodError
    return OutcomeInput(
        process_id=sent.process,
        form_id=sent.form,
        version=sent.version,
        step=sent.step,
        action=sent.action,
        outcome_id=sent.outcome or "",
        base=sent.base,
        number=sent.number,
        entries=sent.entries,
        confirmed=sent.confirmations,
    )


def read_ref(data: Mapping[str, object]) -> OutcomeRef:
    """Return which outcome is to be corrected."""
    return OutcomeRef(understood(OutcomeRefData, data).outcome)


def _most(name: str) -> int:
    return TOLERANCE * (limit_of(name) or LONGEST_CHOICE)


def _card(view: OutcomeFormView, worded: Worded) -> Card:
    words = worded.words
    pages = pages_of(view.form)
    title = words.text(f"outcome_form.pages.{view.page.name}.title")
    progress = words.text(
        "outcome_form.progress", step=pages.index(view.page) + 1, total=len(pages)
    )
    body: list[CardElement] = [small_print(progress), heading(title), *_top(view, words)]
    if view.page.name == "preview":
        content = build_content(view.form, view.template)
        body += _preview(view, content, worded)
    else:
        body += inputs_of(view, words)
    return finish(body, _actions(view, words), title=title, words=words)


def _top(view: OutcomeFormView, words: Words) -> list[CardElement]:
    told = paragraph(words.text(f"outcome_form.pages.{view.page.name}.text"))
    problems = words.counted("outcome_form.to_mend", len(view.problems))
    return [
        told,
        *([caution(words.text("unfinished.continued"))] if view.is_continued else []),
        *([warning(words.text("outcome_form.changed_meanwhile"))] if view.is_changed else []),
        *([warning(problems)] if view.problems else []),
    ]


def _preview(view: OutcomeFormView, content: OutcomeContent, worded: Worded) -> list[CardElement]:
    words = worded.words
    kinds = kinds_in("\n".join(content.texts))
    found = (
        [caution(words.text("outcome_form.hints", kinds=looks_like(kinds, words)))] if kinds else []
    )
    goes_to = "correction" if view.corrects else view.goes_to
    cut = small_print(words.text("outcome.cut", whole=words.text("outcome.view")))
    return [
        small_print(words.text(f"outcome_form.goes_to.{goes_to}")),
        *found,
        section(heading(title_of(content, words), size="Medium")),
        *worded.sections(content),
        *([section(cut)] if worded.is_short else []),
    ]


def _actions(view: OutcomeFormView, words: Words) -> list[SubmitAction]:
    is_preview = view.page.name == "preview"
    forward = "send" if is_preview else "next"
    title = "correct" if is_preview and view.corrects else forward
    actions = [sends(view, words.text(f"outcome_form.{title}"), forward, style="positive")]
    if view.page != pages_of(view.form)[0]:
        actions.append(sends(view, words.text("outcome_form.back"), "back"))
    if view.is_continued:
        actions.append(sends(view, words.text("unfinished.restart"), "restart"))
    return actions
