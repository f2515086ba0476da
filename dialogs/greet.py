"""The bot is added to a team, a personal chat is opened, or the bot is removed."""

from cards import help_card, notice_card, welcome_card
from content.words import words
from dialogs.team.follow_team import is_over, processes_of, return_to_team
from dialogs.turn import Turn
from participation.templates.local_text import Language
from storage.unit_of_work import UnitOfWork

TEAM_LANGUAGE: Language = "de"


def greet_team(name: str, turn: Turn, uow: UnitOfWork) -> None:
    """Introduce the bot to a team, with its privacy notice; where a process runs it is known."""
    return_to_team(turn.place, turn.cause, uow)
    uow.teams.remember(turn.place, name=name, is_installed=True)
    spoken = words(TEAM_LANGUAGE)
    card = welcome_card.build(spoken)
    if any(not is_over(process, uow) for process in processes_of(turn.place, uow)):
        card = notice_card.build("back_in_team", spoken, command=spoken.text("commands.offer_help"))
    uow.outbox.post(f"welcome:{turn.cause}", turn.place, card)


def greet_person(turn: Turn, uow: UnitOfWork) -> None:
    """Say in a new personal chat what can be asked for here; other chats are left alone."""
    if not turn.place.is_personal or not turn.person.object_id:
        return
    uow.people.remember_chat(turn.person, turn.place)
    card = help_card.build(words(turn.person.language))
    uow.outbox.post(f"hello:{turn.cause}", turn.place, card)
