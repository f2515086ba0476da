"""Which sealed texts need a look, and how those who moderate hear of it."""

from collections.abc import Mapping

from analysis.personal_data.concerns import kinds_in
from analysis.summarise import summarise
from cards.elements.rehearsal_mark import as_shown
from cards.proposals import review_text_card
from cards.proposals.review_text_card import TextToReview
from content.words import words
from dialogs.calendar.proposals import chats_of_reviewers
from dialogs.proposals.reviewers import may_review
from dialogs.turn import Turn
from participation.process import BlockState, Process, TopicBlock
from participation.sealing import SealedBlock
from participation.text_review import TextState
from storage.unit_of_work import UnitOfWork

SEALED = (BlockState.SEALED, BlockState.PUBLISHED)


def texts_for(turn: Turn, uow: UnitOfWork) -> tuple[TextToReview, ...]:
    """Return every text that somebody may decide on, those that are decided included."""
    return tuple(
        TextToReview(process=process, block=block, text=text)
        for state in SEALED
        for process, block in uow.processes.blocks_in(state)
        if may_review(process, turn, uow)
        for text in uow.sealed.texts_to_review(block.block_id)
    )


def reviews_of(process: Process, block: TopicBlock, sealed: SealedBlock) -> Mapping[str, TextState]:
    """Return which texts were sent although they look like personal data.

    They wait for whoever moderates. Where so few have answered that nothing is told, nobody sees
    them, not even that there are any: then they are never quoted.
    """
    turnout = summarise(process, block, sealed.counts).turnout
    state = TextState.NEVER if turnout.answered_count is None else TextState.WAITING
    return {text: state for _, text in sealed.texts if kinds_in(text)}


def tell_of_texts(
    process: Process, block: TopicBlock, reviews: Mapping[str, TextState], uow: UnitOfWork
) -> None:
    """Tell those who moderate once that there is something to look at; not how much."""
    if TextState.WAITING not in reviews.values():
        return
    spoken = words(process.language)
    card = as_shown(review_text_card.build_hint(spoken), process, spoken)
    for number, chat in enumerate(chats_of_reviewers(process, block, uow)):
        key = f"review_texts:{block.block_id}:{number}"
        uow.outbox.post(key, chat, card, process_id=process.process_id)
