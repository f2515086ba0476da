"""What needs whoever leads a process is told in their personal chats, once for each event."""

from dialogs.privately import chat_of_lead
from dialogs.reply import Card
from participation.process import Process
from storage.unit_of_work import UnitOfWork


def tell_leads(process: Process, key: str, card: Card, uow: UnitOfWork) -> None:
    """Send a card to the lead and all deputies of a process; `key` names the event."""
    for lead in uow.process_leads.of(process.process_id):
        if chat := chat_of_lead(process, lead, uow):
            said_once = f"lead:{key}:{lead.person.object_id}"
            uow.outbox.post(said_once, chat, card, process_id=process.process_id)
