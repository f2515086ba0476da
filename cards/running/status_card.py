"""How a process stands, for whoever leads it: dates, coarse counts, what is next, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from microsoft_teams.cards import CardElement, SubmitAction

from cards.block_card import count_line
from cards.elements.parts import (
    Card,
    bullets,
    buttons,
    caution,
    finish,
    heading,
    label,
    opens_dialog,
    paragraph,
    section,
    small_print,
    warning,
)
from cards.running import (
    cancel_process_card,
    confirm_second_card,
    correct_notice_card,
    destroy_early_card,
    edit_block_card,
    extend_block_card,
    name_deputy_card,
    pause_process_card,
    publish_early_card,
    resume_process_card,
)
from content.words import Words
from participation.people import Member
from participation.process import NOT_CLOSED, BlockState, ProcessState, TopicBlock
from participation.running.seconds import PendingAct
from participation.running.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something that will happen by itself; `title` is empty for nothing in particular."""

    kind: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that went wrong or needs a look; words under `status.troubles.<code>`."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """What the card shows. `shown` are the coarse counts that the cards in channels show.

    Deputies whom Teams does not name have no name.
    """

    standing: Standing
    shown: Mapping[str, int]
    coming: tuple[Coming, ...]
    troubles: tuple[Trouble, ...]
    deputies: tuple[Member, ...]
    is_lead: bool
    pending: tuple[PendingAct, ...] = ()


def build(view: StatusView, words: Words) -> Card:
    """Return the card with a button for everything that can be done now."""
    standing = view.standing
    title = words.text("status.title", title=standing.title().to(words.language))
    body: list[CardElement] = [
        heading(title),
        paragraph(_state(standing, words)),
        *_rehearsal(standing, words),
        *_troubles(view, words),
        *(element for block in standing.blocks for element in _block(view, block, words)),
        *_pending(view, words),
        *_coming(view, words),
        section(small_print(_leading(view, words))),
    ]
    return finish(body, _actions(view, words), title=title, words=words)


def _state(standing: Standing, words: Words) -> str:
    process = standing.process
    if process.state is ProcessState.RUNNING and not standing.in_state(*NOT_CLOSED):
        return words.text("status.states.over")
    paused = ""
    if process.paused_at:
        paused = words.moment(process.paused_at, process.template.time_zone)
    return words.text(f"status.states.{process.state}", paused=paused)


def _rehearsal(standing: Standing, words: Words) -> list[CardElement]:
    return [caution(words.text("status.rehearsal"))] if standing.process.is_rehearsal else []


def _troubles(view: StatusView, words: Words) -> list[CardElement]:
    if not view.troubles:
        return [small_print(words.text("status.no_troubles"))]
    told = [words.text(f"status.troubles.{one.code}", **one.values) for one in view.troubles]
    return [warning(words.text("status.look")), bullets(told)]


def _block(view: StatusView, block: TopicBlock, words: Words) -> list[CardElement]:
    zone = view.standing.process.template.time_zone
    name = block.content.title.to(words.language)
    moments = {
        "opens": words.moment(block.opens_at, zone),
        "closes": words.moment(block.closes_at, zone),
        "publishes": words.moment(block.publishes_at, zone),
    }
    parts: list[CardElement] = [
        label(name),
        paragraph(words.text(f"status.blocks.{block.state}", **moments), spacing="Small"),
    ]
    if block.state is BlockState.OPEN:
        parts.append(small_print(count_line(view.shown.get(block.key, 0), words)))
    if actions := _block_actions(view.standing, block, name, words):
        parts.append(buttons(actions))
    return [section(*parts)]


def _block_actions(
    standing: Standing, block: TopicBlock, name: str, words: Words
) -> list[SubmitAction]:
    data = {"process": block.process_id, "block": block.key}
    if standing.process.is_rehearsal:
        return []
    if block.state in (BlockState.SEALED, BlockState.PUBLISHED):
        return _sealed_actions(block, name, words)
    if standing.process.state is not ProcessState.RUNNING:
        return []
    if block.state is BlockState.OPEN:
        text = words.text("status.extend", title=name)
        return [opens_dialog(extend_block_card.VERB, text, data)]
    if block.state is BlockState.PLANNED:
        text = words.text("status.edit", title=name)
        return [opens_dialog(edit_block_card.VERB, text, data)]
    return []


def _sealed_actions(block: TopicBlock, name: str, words: Words) -> list[SubmitAction]:
    """Return what two people can do about a sealed block."""
    data = {"process": block.process_id, "block": block.key}
    destroy = opens_dialog(
        destroy_early_card.VERB, words.text("status.destroy_early", title=name), data
    )
    if block.state is BlockState.PUBLISHED:
        return [destroy]
    publish = words.text("status.publish_early", title=name)
    return [opens_dialog(publish_early_card.VERB, publish, data), destroy]


def _pending(view: StatusView, words: Words) -> list[CardElement]:
    """Return what waits for a second person, each with the button that leads to it."""
    zone = view.standing.process.template.time_zone
    return [
        section(
            label(words.text("seconds.waiting")),
            paragraph(
                words.text(
                    "seconds.waiting_line",
                    act=words.text(f"seconds.acts.{one.act}"),
                    title=view.standing.title(one.block_key).to(words.language),
                    expires=words.moment(one.expires_at, zone),
                ),
                spacing="Small",
            ),
            buttons(
                [
                    opens_dialog(
                        confirm_second_card.VERB,
                        words.text("seconds.look"),
                        {"process": one.process_id, "request": one.request_id},
                    )
                ]
            ),
        )
        for one in view.pending
    ]


def _coming(view: StatusView, words: Words) -> list[CardElement]:
    zone = view.standing.process.template.time_zone
    lines = [
        words.text(f"status.coming.{one.kind}", at=words.moment(one.at, zone), title=one.title)
        for one in view.coming
    ]
    if not lines:
        return []
    return [section(label(words.text("status.next")), bullets(lines))]


def _leading(view: StatusView, words: Words) -> str:
    part = words.text("status.you_lead" if view.is_lead else "status.you_stand_in")
    if not view.deputies:
        return f"{part} {words.text('status.no_deputy')}"
    names = ", ".join(name_deputy_card.name_of(one, words) for one in view.deputies)
    return f"{part} {words.text('status.deputies', names=names)}"


def _actions(view: StatusView, words: Words) -> list[SubmitAction]:
    standing = view.standing
    data = {"process": standing.process.process_id}
    actions: list[SubmitAction] = []
    if standing.process.is_rehearsal:
        return actions
    if standing.process.state is not ProcessState.CANCELLED and standing.in_state(*NOT_CLOSED):
        actions.append(_pause_or_resume(standing, words))
        actions.append(opens_dialog(cancel_process_card.VERB, words.text("status.cancel"), data))
    actions.append(
        opens_dialog(correct_notice_card.VERB, words.text("status.correct_notice"), data)
    )
    if view.is_lead and standing.process.state is not ProcessState.CANCELLED:
        actions.append(opens_dialog(name_deputy_card.VERB, words.text("status.name_deputy"), data))
    return actions


def _pause_or_resume(standing: Standing, words: Words) -> SubmitAction:
    data = {"process": standing.process.process_id}
    if standing.process.state is ProcessState.PAUSED:
        return opens_dialog(resume_process_card.VERB, words.text("status.resume"), data)
    return opens_dialog(pause_process_card.VERB, words.text("status.pause"), data)
