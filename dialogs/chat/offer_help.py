"""Somebody asks what the bot can do."""

from cards import help_card
from content.words import words
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def offer_help(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Send the list of commands."""
    card = help_card.build(words(turn.person.language))
    uow.outbox.post(f"help:{turn.cause}", turn.place, card)
