"""The dialog with which a process lead starts a process, ending in a preview of everything."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards.elements import set_up_pages
from cards.elements.card_data import Name, Nonce, TextData, Version, typed, understood
from cards.elements.many_channels import NAME_LENGTHS, chosen, numbered
from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    Data,
    caution,
    finish,
    first_fitting,
    heading,
    leaves,
    paragraph,
    small_print,
    submits,
    warning,
)
from cards.elements.set_up_pages import CHANNEL, PreviewRow, SetUpView
from content.words import Words
from participation.forms import Form
from participation.refusals import CardNotUnderstoodError
from participation.set_up import SET_UP_STEPS, SetUpInput

__all__ = ["VERB", "PreviewRow", "SetUpView", "build", "read"]

VERB = "set_up_process"
OWN_FIELDS = frozenset(
    {"verb", "step", "action", "nonce", "form", "version", "channels", "msteams"} | {"confirmed"}
)

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
Entry = Annotated[str, StringConstraints(max_length=500)]


class SetUpData(TextData):
    """The dialog's data as it arrives, the page's own entries already merged into the form.

    `channels` are the ids that positions stand for on a page with very many channels.
    """

    step: Literal["basics", "channels", "invited", "gate", "retention", "preview"]
    action: Literal["next", "back", "start", "restart"]
    nonce: Nonce
    version: Version = 0
    form: Annotated[dict[FieldId, Entry], Field(max_length=60)]
    channels: Annotated[list[Name], Field(max_length=1000)] = Field(default_factory=list)


def build(view: SetUpView, words: Words) -> Card:
    """Return the page `view.step`, filled with the form so far."""
    if view.step != "channels":
        return _card(view, view, words)
    shorter = [
        partial(_card, view, numbered(view, longest), words, _channel_ids(view))
        for longest in NAME_LENGTHS
    ]
    return first_fitting([partial(_card, view, view, words), *shorter], at_most=LARGEST_SIZE)


def _card(view: SetUpView, shown: SetUpView, words: Words, carried: Data | None = None) -> Card:
    title = words.text(f"set_up.pages.{view.step}.title")
    number = SET_UP_STEPS.index(view.step) + 1
    progress = words.text("set_up.progress", step=number, total=len(SET_UP_STEPS))
    problems = words.counted("set_up.to_mend", len(view.problems))
    body: list[CardElement] = [
        small_print(progress),
        heading(title),
        paragraph(words.text(f"set_up.pages.{view.step}.text")),
        *([caution(words.text("unfinished.continued"))] if view.is_continued else []),
        *([warning(problems)] if view.problems else []),
        *set_up_pages.page(shown, words),
    ]
    return finish(body, _actions(view, words, carried or {}), title=title, words=words)


def read(data: Mapping[str, object]) -> SetUpInput:
    """Return what the dialog sent, the page's entries merged over the form so far."""
    form = data.get("form", {})
    if not isinstance(form, Mapping):
        raise CardNotUnderstoodError
    entries = {key: typed(value) for key, value in data.items() if key not in OWN_FIELDS}
    sent = understood(SetUpData, {**data, "form": {**form, **entries}})
    return SetUpInput(
        step=sent.step,
        action=sent.action,
        nonce=sent.nonce,
        version=sent.version,
        confirmed=sent.confirmations,
        form={
            field: chosen(entry, sent.channels)
            if field in entries and field.startswith(CHANNEL)
            else entry
            for field, entry in sent.form.items()
        },
    )


def _data(view: SetUpView, action: str) -> dict[str, object]:
    form: Form = view.form
    return {
        "step": view.step,
        "action": action,
        "nonce": view.nonce,
        "form": dict(form),
        "version": view.version,
    }


def _channel_ids(view: SetUpView) -> Data:
    return {"channels": [channel_id for channel_id, _ in view.channels]}


def _actions(view: SetUpView, words: Words, carried: Data) -> list[SubmitAction]:
    is_last = view.step == SET_UP_STEPS[-1]
    forward = "start" if is_last else "next"
    data = {**_data(view, forward), **carried}
    actions = [submits(VERB, words.text(f"set_up.{forward}"), data, style="positive")]
    if view.step != SET_UP_STEPS[0]:
        actions.append(leaves(VERB, words.text("set_up.back"), _data(view, "back")))
    if view.is_continued:
        actions.append(leaves(VERB, words.text("unfinished.restart"), _data(view, "restart")))
    return actions
