"""The bot is added to a team, a personal chat is opened, or the bot is removed."""

from cards import help_card, welcome_card
from content.words import words
from dialogs.turn import Turn
from participation.templates.local_text import Language
from storage.unit_of_work import UnitOfWork

TEAM_LANGUAGE: Language = "de"


def greet_team(name: str, turn: Turn, uow: UnitOfWork) -> None:
    """Introduce the bot to a team, with its privacy notice."""
    uow.teams.remember(turn.place, name=name, is_installed=True)
    card = welcome_card.build(words(TEAM_LANGUAGE))
    uow.outbox.post(f"welcome:{turn.cause}", turn.place, card)


def remember_team(name: str, is_installed: bool, turn: Turn, uow: UnitOfWork) -> None:
    """Note a team's name and address, or that the bot has left it."""
    uow.teams.remember(turn.place, name=name, is_installed=is_installed)


def greet_person(turn: Turn, uow: UnitOfWork) -> None:
    """Say in a new personal chat what can be asked for here; other chats are left alone."""
    if not turn.place.is_personal or not turn.person.object_id:
        return
    uow.people.remember_chat(turn.person, turn.place)
    card = help_card.build(words(turn.person.language))
    uow.outbox.post(f"hello:{turn.cause}", turn.place, card)
