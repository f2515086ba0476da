"""An act waits for its second person: it is kept, told to those who may confirm, and noted."""

from cards.running import pending_card
from content.words import words
from dialogs.privately import chat_of_lead
from dialogs.turn import Turn
from participation.people import Person
from participation.place import Place
from participation.process import Process
from participation.roles import may_confirm_destroying
from participation.running.seconds import DESTROYING, PendingAct
from storage.unit_of_work import UnitOfWork


def ask_second(process: Process, pending: PendingAct, turn: Turn, uow: UnitOfWork) -> None:
    """Keep the request, note it, and tell everybody who may confirm it."""
    uow.pending_acts.put(pending)
    named = {"block": pending.block_key} if pending.block_key else {}
    uow.audit.write(
        process.process_id,
        "ask_second",
        {"asked": pending.act, **named, "reason": pending.form.get("reason", "")},
        at=turn.now,
        actor=turn.person.object_id,
        dialog=pending.request_id,
    )
    card = pending_card.build(process, pending, words(process.language))
    for account, chat in _chats(process, pending, uow).items():
        if account != pending.asked_by:
            key = f"second:{process.process_id}:{pending.request_id}:{account}"
            uow.outbox.post(key, chat, card, process_id=process.process_id)


def _chats(process: Process, pending: PendingAct, uow: UnitOfWork) -> dict[str, Place]:
    """Return the chats of everybody who may confirm, as far as there are any yet."""
    found = {
        one.person.object_id: chat
        for one in uow.process_leads.of(process.process_id)
        if (chat := chat_of_lead(process, one, uow))
    }
    if pending.act not in DESTROYING:
        return found
    team = uow.teams.channel(process.team_id, process.team_id)
    for tenant_id, account, role in uow.people.granted():
        other = Person(tenant_id=tenant_id, object_id=account, roles=frozenset({role}))
        if may_confirm_destroying(other, process) and account not in found:
            chat = uow.people.chat_of(other, team)
            if chat.conversation_id:
                found[account] = chat
    return found
