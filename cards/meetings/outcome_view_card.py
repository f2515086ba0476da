"""The dialog that shows an outcome whole, in any of its versions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field

from cards.elements.card_data import CardData, Nonce, understood
from cards.elements.parts import LARGEST_SIZE, Card, finish, heading, leaves, small_print
from cards.meetings.outcome_parts import Worded, title_of, version_line
from content.words import Words
from participation.meetings.outcome import MeetingOutcome
from participation.process import Process

VERB = "show_meeting_outcome"
ROOM_FOR_SECTIONS = LARGEST_SIZE - 8 * 1024
"""What heading and buttons leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeViewRef:
    """Which outcome somebody wants to read; version 0 is the newest, pages count from 1."""

    outcome_id: str
    version: int
    page: int


class OutcomeViewData(CardData):
    """The button's data as it arrives."""

    outcome: Nonce
    version: Annotated[int, Field(ge=0, le=100_000)] = 0
    page: Annotated[int, Field(ge=1, le=100)] = 1


def build(
    process: Process, versions: Sequence[MeetingOutcome], ref: OutcomeViewRef, words: Words
) -> Card:
    """Return a page of one version, with the way to its neighbours; `versions` begin with 1.

    A version or page that there is not is the last one.
    """
    outcome = versions[min(ref.version or len(versions), len(versions)) - 1]
    pages = _pages(Worded(process, words).sections(outcome.content))
    page = min(ref.page, len(pages))
    title = title_of(outcome.content, words)
    body: list[CardElement] = [
        heading(title),
        small_print(version_line(process, outcome, words)),
        small_print(words.text(_standing(outcome, versions))),
        *pages[page - 1],
    ]
    actions = [
        *_to_pages(outcome, page, len(pages), words),
        *_to_versions(outcome, len(versions), words),
    ]
    return finish(body, actions, title=title, words=words)


def read(data: Mapping[str, object]) -> OutcomeViewRef:
    """Return what is to be shown, or refuse data that no card of ours can have sent."""
    sent = understood(OutcomeViewData, data)
    return OutcomeViewRef(outcome_id=sent.outcome, version=sent.version, page=sent.page)


def _standing(outcome: MeetingOutcome, versions: Sequence[MeetingOutcome]) -> str:
    if len(versions) == 1:
        return "outcome_view.only"
    return "outcome_view.newest" if outcome is versions[-1] else "outcome_view.replaced"


def _pages(sections: Sequence[CardElement]) -> list[list[CardElement]]:
    pages: list[list[CardElement]] = [[]]
    left = ROOM_FOR_SECTIONS
    for one in sections:
        size = _size(one)
        if pages[-1] and size > left:
            pages.append([])
            left = ROOM_FOR_SECTIONS
        pages[-1].append(one)
        left -= size
    return pages


def _size(element: CardElement) -> int:
    shape = element.model_dump(mode="json", exclude_none=True)
    return len(json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))


def _to_pages(
    outcome: MeetingOutcome, page: int, page_count: int, words: Words
) -> list[SubmitAction]:
    beside = [("on", page + 1), ("back", page - 1)]
    return [
        _leads(words.text(f"outcome_view.{name}"), outcome, outcome.version, number)
        for name, number in beside
        if 1 <= number <= page_count
    ]


def _to_versions(outcome: MeetingOutcome, version_count: int, words: Words) -> list[SubmitAction]:
    beside = [("earlier", outcome.version - 1), ("later", outcome.version + 1)]
    return [
        _leads(words.text(f"outcome_view.{name}", version=version), outcome, version, 1)
        for name, version in beside
        if 1 <= version <= version_count
    ]


def _leads(title: str, outcome: MeetingOutcome, version: int, page: int) -> SubmitAction:
    return leaves(VERB, title, {"outcome": outcome.outcome_id, "version": version, "page": page})
