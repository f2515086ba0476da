"""The dialog in which a second person confirms what a first one has asked for, or declines it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import StringConstraints

from cards.elements.card_data import CardData, Nonce, ProcessId, understood
from cards.elements.parts import (
    Card,
    bullets,
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
from cards.running.act_pages import ActView
from cards.running.consequences import of_second
from content.words import Words
from participation.people import Part
from participation.running.seconds import PendingAct
from participation.running.standing import fingerprint

VERB = "confirm_second"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondInput:
    """What a button of the dialog has sent; `action` is open, do or decline."""

    process_id: str
    request_id: str
    action: str = "open"
    nonce: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondView:
    """What is shown. `act` is the act as it would be done now; `part` is the part of whoever asked,
    None if they have none any more; `shown_text` is the one text that would go, if one is meant.
    """

    pending: PendingAct
    act: ActView
    nonce: str
    part: Part | None
    is_own: bool
    shown_text: str = ""
    has_changed: bool = False


class SecondData(CardData):
    """The data of a button as it arrives."""

    process: ProcessId
    request: Nonce
    action: Literal["open", "do", "decline"] = "open"
    nonce: Nonce | Literal[""] = ""
    seen: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""


def read(data: Mapping[str, object]) -> SecondInput:
    """Return what was sent, or refuse data that no card of ours can have sent."""
    sent = understood(SecondData, data)
    return SecondInput(
        process_id=sent.process,
        request_id=sent.request,
        action=sent.action,
        nonce=sent.nonce,
        seen=sent.seen,
    )


def build(view: SecondView, words: Words) -> Card:
    """Return what would happen, why, who has asked until when, and the buttons for it."""
    pending, before = view.pending, view.act.before
    named = before.title(pending.block_key).to(words.language)
    title = words.text(f"acts.{pending.act}.confirm_title", title=named)
    zone = before.process.template.time_zone
    asked = words.text(
        "seconds.asked",
        who=words.text(f"seconds.who.{view.part or 'gone'}"),
        at=words.moment(pending.asked_at, zone),
        expires=words.moment(pending.expires_at, zone),
    )
    body: list[CardElement] = [
        heading(title),
        *([warning(words.text("acts.changed"))] if view.has_changed else []),
        paragraph(asked),
        bullets(of_second(pending.act, view.act, words)),
        *_text(view, words),
        section(paragraph(words.text("acts.reason_told", reason=pending.form.get("reason", "")))),
        *([hint(words.text("seconds.own"))] if view.is_own else []),
        *([] if view.part else [hint(words.text("seconds.asker_gone"))]),
        small_print(words.text("seconds.noted")),
    ]
    return finish(body, _actions(view, words), title=title, words=words)


def _text(view: SecondView, words: Words) -> Sequence[CardElement]:
    if not view.shown_text:
        return []
    return [section(label(words.text("seconds.text")), paragraph(view.shown_text))]


def _actions(view: SecondView, words: Words) -> list[SubmitAction]:
    pending, after = view.pending, view.act.after
    data = {
        "process": pending.process_id,
        "request": pending.request_id,
        "nonce": view.nonce,
        "seen": fingerprint(view.act.before, after) if after else "",
    }
    name = words.text("seconds.withdraw" if view.is_own else "seconds.decline")
    decline = leaves(VERB, name, {**data, "action": "decline"})
    if view.is_own or view.part is None:
        return [decline]
    do = words.text(f"acts.{pending.act}.do")
    return [submits(VERB, do, {**data, "action": "do"}, style="destructive"), decline]
