"""Somebody has written something that is no command."""

from dataclasses import dataclass

from cards.chat import unknown_words_card
from content.words import words
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """What was made out of it; never the words themselves, which are not kept."""

    meant: str = ""
    is_long: bool = False


def answer_words(given: Unknown, turn: Turn, uow: UnitOfWork) -> None:
    """Say what can be asked for; a longer text may be an answer that belongs into a dialog."""
    spoken = words(turn.person.language)
    if given.is_long:
        card = unknown_words_card.build_long(spoken, is_channel=turn.place.is_channel)
    else:
        card = unknown_words_card.build(given.meant, spoken)
    uow.outbox.post(f"words:{turn.cause}", turn.place, card)
