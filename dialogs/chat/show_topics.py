"""Somebody asks for the topic blocks of everything that they take part in."""

from cards.chat import topics_card
from content.words import words
from dialogs.chat.my_blocks import my_blocks
from dialogs.privately import send_privately
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def show_topics(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Send all their blocks with dates, state and channel."""
    card = topics_card.build(
        my_blocks(turn, uow), turn.now, words(turn.person.language), has_unseen=turn.has_unseen
    )
    send_privately("topics", card, turn, uow)
