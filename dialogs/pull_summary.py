"""A member of the steering circle pulls the summary of a published block."""

from cards import refusal_card, summary_card
from cards.summary_card import SummaryRef
from content.words import words
from dialogs.calendar.occasions import PUBLISHED
from dialogs.privately import send_privately
from dialogs.published import published_summary
from dialogs.turn import Turn
from participation.process import BlockState, Process, TopicBlock
from participation.refusals import (
    BlockUnknownError,
    NothingPublishedError,
    NotSteeringError,
    ParticipationError,
)
from participation.roles import is_steering, may_see_summary
from storage.unit_of_work import UnitOfWork

Published = tuple[Process, TopicBlock]


def pull_summary(ref: SummaryRef | None, turn: Turn, uow: UnitOfWork) -> None:
    """Send the summary into the personal chat; a channel learns only that this was done.

    What the channel reads is the same for everybody, so that it tells nobody who may see results.
    """
    spoken = words(turn.person.language)
    try:
        card = _summary(ref, turn, uow)
    except ParticipationError as refusal:
        card = refusal_card.build(refusal, spoken)
    send_privately("summary", card, turn, uow)


def _summary(ref: SummaryRef | None, turn: Turn, uow: UnitOfWork) -> dict[str, object]:
    if not is_steering(turn.person):
        raise NotSteeringError
    published = _published(turn, uow)
    if not published:
        raise NothingPublishedError
    process, block = _chosen(ref, published)
    language = turn.person.language
    others = tuple(
        (other.key, other.content.title.to(language))
        for owner, other in published
        if owner.process_id == process.process_id and other.key != block.key
    )
    summary = published_summary(process, block, uow)
    head = uow.audit.head_at(process.process_id, PUBLISHED, block.key)
    return summary_card.build(process, block, summary, others, words(language), head=head)


def _published(turn: Turn, uow: UnitOfWork) -> list[Published]:
    """Return all published blocks that the person's place can see, the newest first."""
    processes = (
        uow.processes.in_team(turn.place.team_id)
        if turn.place.is_channel
        else uow.processes.of_tenant(turn.person.tenant_id)
    )
    found = [
        (process, block)
        for process in processes
        if not process.is_rehearsal and may_see_summary(turn.person, process)
        for block in uow.processes.blocks(process)
        if block.state is BlockState.PUBLISHED
    ]
    return sorted(found, key=lambda pair: pair[1].publishes_at, reverse=True)


def _chosen(ref: SummaryRef | None, published: list[Published]) -> Published:
    if ref is None:
        return published[0]
    for process, block in published:
        if (process.process_id, block.key) == (ref.process_id, ref.block_key):
            return process, block
    raise BlockUnknownError
