"""Cards that Teams has posted without our hearing of it; whoever presses a button reveals them."""

from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def settle_double(turn: Turn, uow: UnitOfWork) -> None:
    """Settle whether the card whose button was pressed is the one we know of, or a double of it.

    A double's button works like the other's, so whoever pressed it notices nothing.
    """
    if not turn.job or uow.outbox.knows(turn.message_id, turn.place):
        return
    uow.deliveries.reveal(turn.job, turn.place, turn.message_id)
