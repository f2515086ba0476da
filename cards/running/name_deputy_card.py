"""The dialog in which a lead names somebody to stand in, or lets them stand in no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field, StringConstraints

from cards.elements.card_data import CardData, Nonce, ProcessId, typed, understood
from cards.elements.inputs import Question, choice_input, text_input
from cards.elements.parts import (
    Card,
    bullets,
    buttons,
    complaint,
    finish,
    heading,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    submits,
    warning,
)
from content.words import Words
from participation.people import Member
from participation.process import Process
from participation.running.deputies import MOST_OFFERED, DeputyInput

VERB = "name_deputy"
LONGEST_NAME = 60

Typed = Annotated[str, StringConstraints(max_length=200)]
Account = Annotated[str, StringConstraints(pattern=r"^([0-9a-f-]{1,64})?$")]


class DeputyData(CardData):
    """The data of a button as it arrives."""

    process: ProcessId
    action: Literal["open", "search", "check", "back", "do"] = "open"
    nonce: Nonce | Literal[""] = ""
    person: Account = ""
    removal: bool = False
    wanted: Typed = ""
    seen: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyView:
    """One page of the dialog; `chosen` is who the page asks to confirm, None before that.

    `deputies` are those who stand in now; whoever Teams does not name any more has no name.
    `offered` are all who can be named and fit what was typed (`wanted`).
    """

    process: Process
    nonce: str
    deputies: tuple[Member, ...]
    offered: tuple[Member, ...]
    wanted: str = ""
    chosen: Member | None = None
    is_removal: bool = False
    seen: str = ""
    problem: str = ""
    has_changed: bool = False

    def data(self, action: str, **more: object) -> dict[str, object]:
        """Return what a button of this page carries."""
        named = {"process": self.process.process_id, "nonce": self.nonce}
        return {**named, "action": action, **more}


def read(data: Mapping[str, object]) -> DeputyInput:
    """Return what a button sent, or refuse data that no card of ours can have sent."""
    entries = {key: typed(data[key]) for key in ("person", "wanted") if key in data}
    sent = understood(DeputyData, {**data, **entries})
    return DeputyInput(
        process_id=sent.process,
        action=sent.action,
        nonce=sent.nonce,
        person=sent.person,
        is_removal=sent.removal,
        wanted=sent.wanted,
        seen=sent.seen,
    )


def build(view: DeputyView, words: Words) -> Card:
    """Return the page that shows who stands in and offers others, or the one that confirms."""
    return _choosing(view, words) if view.chosen is None else _confirming(view, view.chosen, words)


def name_of(member: Member, words: Words) -> str:
    """Return what somebody is called, also if Teams does not name them any more."""
    return member.name[:LONGEST_NAME] or words.text("deputies.nameless")


def _choosing(view: DeputyView, words: Words) -> Card:
    title = words.text("deputies.title", title=view.process.template.title.to(words.language))
    problem = [warning(words.text(f"deputies.problems.{view.problem}"))] if view.problem else []
    body: list[CardElement] = [
        heading(title),
        *problem,
        paragraph(words.text("deputies.text")),
        *_standing_in(view, words),
        section(label(words.text("deputies.name_somebody")), *_inputs(view, words)),
    ]
    return finish(body, _forward(view, words), title=title, words=words)


def _standing_in(view: DeputyView, words: Words) -> list[CardElement]:
    if not view.deputies:
        return [section(paragraph(words.text("deputies.nobody")))]
    return [
        section(
            label(words.text("deputies.now")),
            bullets([name_of(one, words) for one in view.deputies]),
            buttons([_removes(view, one, words) for one in view.deputies]),
        )
    ]


def _removes(view: DeputyView, deputy: Member, words: Words) -> SubmitAction:
    title = words.text("deputies.remove", name=name_of(deputy, words))
    return leaves(VERB, title, view.data("check", person=deputy.object_id, removal=True))


def _inputs(view: DeputyView, words: Words) -> list[CardElement]:
    if not view.offered and not view.wanted:
        return [small_print(words.text("deputies.nobody_else"))]
    inputs: list[CardElement] = []
    if view.wanted or len(view.offered) > MOST_OFFERED:
        wanted = Question(
            id="wanted",
            label=words.text("deputies.wanted"),
            error=words.text("deputies.wanted_error"),
            value=view.wanted,
            is_required=False,
        )
        inputs.append(text_input(wanted, max_length=LONGEST_NAME))
    if not view.offered:
        inputs.append(complaint(words.text("deputies.nobody_found")))
    elif len(view.offered) > MOST_OFFERED:
        inputs.append(small_print(words.counted("deputies.too_many", len(view.offered))))
    else:
        inputs.append(_choice(view, words))
    return inputs


def _choice(view: DeputyView, words: Words) -> CardElement:
    person = Question(
        id="person",
        label=words.text("deputies.person"),
        error=words.text("deputies.person_error"),
        is_required=not view.wanted,
    )
    names = [(one.object_id, name_of(one, words)) for one in view.offered]
    hint = words.text("deputies.choose")
    return choice_input(person, names, is_expanded=False, placeholder=hint)


def _forward(view: DeputyView, words: Words) -> list[SubmitAction]:
    has_choice = 0 < len(view.offered) <= MOST_OFFERED
    actions = []
    if has_choice:
        data = view.data("check")
        actions.append(submits(VERB, words.text("acts.check"), data, style="positive"))
    if view.wanted or len(view.offered) > MOST_OFFERED:
        text, data = words.text("deputies.search"), view.data("search")
        search = submits(VERB, text, data, style=None if has_choice else "positive")
        actions.append(search)
    return actions


def _confirming(view: DeputyView, chosen: Member, words: Words) -> Card:
    form = "removal" if view.is_removal else "naming"
    name, process = name_of(chosen, words), view.process.template.title.to(words.language)
    title = words.text(f"deputies.{form}.title", name=name)
    lines = [words.text(f"deputies.{form}.{part}", name=name, title=process) for part in PARTS]
    body: list[CardElement] = [
        heading(title),
        *([warning(words.text("acts.changed"))] if view.has_changed else []),
        bullets(lines),
    ]
    sure = view.data("do", person=chosen.object_id, removal=view.is_removal, seen=view.seen)
    actions = [
        submits(VERB, words.text(f"deputies.{form}.do"), sure, style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    return finish(body, actions, title=title, words=words)


PARTS = ("what", "limit", "told")
"""What the page that confirms says: what changes, what does not, who is told."""
