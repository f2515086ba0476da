"""The dialog with which a process lead starts a process, ending in a preview of everything."""

from collections.abc import Mapping
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards import set_up_pages
from cards.card_data import CardData, Name, understood
from cards.parts import Card, finish, heading, leaves, paragraph, small_print, submits, warning
from cards.set_up_pages import PreviewRow, SetUpView
from content.words import Words
from participation.refusals import CardNotUnderstoodError
from participation.set_up import SET_UP_STEPS, Form, SetUpInput

__all__ = ["VERB", "PreviewRow", "SetUpView", "build", "read"]

VERB = "set_up_process"
OWN_FIELDS = frozenset({"verb", "step", "action", "nonce", "form", "msteams"})

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
Entry = Annotated[str, StringConstraints(max_length=500)]


class SetUpData(CardData):
    """The dialog's data as it arrives, the page's own entries already merged into the form."""

    step: Literal["basics", "channels", "invited", "gate", "preview"]
    action: Literal["next", "back", "start"]
    nonce: Name
    form: Annotated[dict[FieldId, Entry], Field(max_length=60)]


def build(view: SetUpView, words: Words) -> Card:
    """Return the page `view.step`, filled with the form so far."""
    title = words.text(f"set_up.pages.{view.step}.title")
    number = SET_UP_STEPS.index(view.step) + 1
    progress = words.text("set_up.progress", step=number, total=len(SET_UP_STEPS))
    problems = words.counted("set_up.to_mend", len(view.problems))
    body: list[CardElement] = [
        small_print(progress),
        heading(title),
        paragraph(words.text(f"set_up.pages.{view.step}.text")),
        *([warning(problems)] if view.problems else []),
        *set_up_pages.page(view, words),
    ]
    return finish(body, _actions(view, words), title=title, words=words)


def read(data: Mapping[str, object]) -> SetUpInput:
    """Return what the dialog sent, the page's entries merged over the form so far."""
    form = data.get("form", {})
    if not isinstance(form, Mapping):
        raise CardNotUnderstoodError
    entries = {key: _typed(value) for key, value in data.items() if key not in OWN_FIELDS}
    sent = understood(SetUpData, {**data, "form": {**form, **entries}})
    return SetUpInput(step=sent.step, action=sent.action, nonce=sent.nonce, form=sent.form)


def _typed(entry: object) -> object:
    # Clients send a number as a number or as text, and an empty input as null or not at all.
    if entry is None:
        return ""
    if isinstance(entry, float) and entry.is_integer():
        return str(int(entry))
    if isinstance(entry, int) and not isinstance(entry, bool):
        return str(entry)
    return entry


def _data(view: SetUpView, action: str) -> dict[str, object]:
    form: Form = view.form
    return {"step": view.step, "action": action, "nonce": view.nonce, "form": dict(form)}


def _actions(view: SetUpView, words: Words) -> list[SubmitAction]:
    is_last = view.step == SET_UP_STEPS[-1]
    forward = "start" if is_last else "next"
    actions = [
        submits(VERB, words.text(f"set_up.{forward}"), _data(view, forward), style="positive")
    ]
    if view.step != SET_UP_STEPS[0]:
        actions.append(leaves(VERB, words.text("set_up.back"), _data(view, "back")))
    return actions
