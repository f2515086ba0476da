"""Somebody looks at what is kept about them, takes it along, or goes on to change or withdraw it.

All of it stands in a dialog and nowhere else. Looking leaves no trace: nothing is written.
"""

from cards.chat import show_my_data_card
from content.words import words
from dialogs.answer_block import standing_of
from dialogs.chat.my_blocks import Mine
from dialogs.privately import send_privately
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.my_data import KeptInBlock, MyData
from participation.process import BlockState, Process, TopicBlock
from participation.roles import may_answer
from storage.unit_of_work import UnitOfWork

NOT_TO_BE_TIED = (BlockState.CLOSED, BlockState.SEALED, BlockState.PUBLISHED)


def offer_my_data(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Send the button, which is the same for everybody."""
    card = show_my_data_card.build_offer(words(turn.person.language))
    send_privately("my_data", card, turn, uow)


def open_my_data(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what is kept."""
    return show_my_data(0, turn, uow)


def show_my_data(part: int, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show what is kept, or one part of it as JSON; parts are counted from 1."""
    spoken = words(turn.person.language)
    card = show_my_data_card.build(_kept(turn, uow), part, spoken)
    return Reply(card, spoken.text("dialogs.show_my_data.title"))


def _kept(turn: Turn, uow: UnitOfWork) -> MyData:
    everything = _everything(turn, uow)
    opened = [_in_block(one, turn, uow) for one in everything if _is_open(one[1], turn)]
    return MyData(
        account=uow.kept_about.account(turn.person, turn.place.user_id),
        open=tuple(one for one in opened if one.is_member or not one.is_empty),
        closed=tuple(
            (process, block)
            for process, block in everything
            if _takes_part(process, block, turn) and _is_closed(block, turn)
        ),
    )


def _everything(turn: Turn, uow: UnitOfWork) -> list[Mine]:
    """Return every block of the organisation, also where the bot was removed meanwhile."""
    return [
        (process, block)
        for process in uow.processes.of_tenant(turn.person.tenant_id)
        if not process.is_rehearsal
        for block in uow.processes.blocks(process)
    ]


def _takes_part(process: Process, block: TopicBlock, turn: Turn) -> bool:
    return block.channel_id in turn.member_of and may_answer(turn.person, process)


def _in_block(mine: Mine, turn: Turn, uow: UnitOfWork) -> KeptInBlock:
    process, block = mine
    is_member = _takes_part(process, block, turn)
    keys = uow.keys.load(block.block_id)
    if keys is None:
        return KeptInBlock(process=process, block=block, is_member=is_member, is_key_lost=True)
    standing = standing_of(block, keys, turn.person, uow)
    return KeptInBlock(
        process=process,
        block=block,
        stored=standing.stored,
        drafts=standing.drafts,
        proposals=uow.proposals.of(block.block_id, keys.pseudonym_of(turn.person)),
        is_member=is_member,
    )


def _is_open(block: TopicBlock, turn: Turn) -> bool:
    """Say whether answers can still be looked at, as they can in a pause."""
    return block.is_open(turn.now) or (block.state is BlockState.OPEN and block.is_paused)


def _is_closed(block: TopicBlock, turn: Turn) -> bool:
    is_late = block.state is BlockState.OPEN and not _is_open(block, turn)
    return block.state in NOT_TO_BE_TIED or is_late
