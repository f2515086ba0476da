"""Cards that Teams has posted twice, because we did not hear of the first time."""

from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def remove_double(turn: Turn, uow: UnitOfWork) -> None:
    """Take a card away that Teams has posted although we never heard so, and sent again.

    Its button works like the other's, so whoever pressed it notices nothing.
    """
    if turn.message_id and not uow.outbox.knows(turn.message_id, turn.place):
        uow.outbox.delete(f"double:{turn.message_id}", turn.place, turn.message_id)
