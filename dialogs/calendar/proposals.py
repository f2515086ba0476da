"""Proposed statements come before those who decide at full hours, all of an hour together."""

from datetime import datetime

from cards.proposals import review_proposal_card
from content.words import words
from dialogs.privately import chat_of_lead
from participation.people import Person, Role
from participation.place import Place
from participation.process import Process, TopicBlock
from participation.proposals import ProposalState
from storage.unit_of_work import UnitOfWork


def show_proposals(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> None:
    """Let what has come in be seen; say so once, until everything is decided."""
    known = {one.state for one in uow.proposals.all(block.block_id)}
    if ProposalState.FRESH not in known:
        return
    uow.proposals.show_fresh(block.block_id)
    if ProposalState.WAITING in known:
        return
    card = review_proposal_card.build_offer(words(process.language), is_hint=True)
    for number, chat in enumerate(chats_of_reviewers(process, block, uow)):
        uow.outbox.post(
            f"review:{block.block_id}:{now:%Y%m%d%H}:{number}",
            chat,
            card,
            process_id=process.process_id,
            useful_until=block.closes_at,
        )


def chats_of_reviewers(process: Process, block: TopicBlock, uow: UnitOfWork) -> list[Place]:
    """Return the chats of those who lead the process, and of the moderators that have one."""
    team = uow.teams.channel(process.team_id, block.channel_id)
    found = {
        one.person.object_id: chat
        for one in uow.process_leads.of(process.process_id)
        if (chat := chat_of_lead(process, one, uow))
    }
    for tenant_id, object_id, role in uow.people.granted():
        if role is Role.MODERATOR and tenant_id == process.tenant_id and object_id not in found:
            moderator = Person(tenant_id=tenant_id, object_id=object_id)
            chat = uow.people.chat_of(moderator, team)
            if chat.conversation_id:
                found[object_id] = chat
    return list(found.values())
