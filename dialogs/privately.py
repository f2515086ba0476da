"""An answer that is for one person goes into their personal chat, wherever they asked."""

from cards import notice_card
from content.words import words
from dialogs.reply import Card
from dialogs.turn import Turn
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
