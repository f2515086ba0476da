"""An answer that is for one person goes into their personal chat, wherever they asked."""

from dataclasses import replace

from cards import notice_card
from content.words import words
from dialogs.reply import Card
from dialogs.turn import Turn
from participation.place import Place
from participation.process import Process
from storage.process_leads import ProcessLead
from storage.unit_of_work import UnitOfWork


def send_privately(name: str, card: Card, turn: Turn, uow: UnitOfWork) -> None:
    """Queue the card for the personal chat; a channel learns only that this was done.

    What the channel reads is the same for everybody, whatever the card says.
    """
    chat = turn.place if turn.place.is_personal else uow.people.chat_of(turn.person, turn.place)
    uow.outbox.post(f"{name}:{turn.cause}", chat, card)
    if not turn.place.is_personal:
        told = notice_card.build("sent_privately", words(turn.person.language))
        uow.outbox.post(f"told:{turn.cause}", turn.place, told)


def chat_of_lead(process: Process, lead: ProcessLead, uow: UnitOfWork) -> Place | None:
    """Return where somebody is told what needs them, or None if nobody knows that yet."""
    team = uow.teams.channel(process.team_id, process.team_id)
    somewhere = replace(team, conversation_id="", user_id=lead.user_id, team_id="")
    chat = uow.people.chat_of(lead.person, somewhere)
    return chat if chat.conversation_id or chat.user_id else None
