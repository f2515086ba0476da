"""A lead chooses another channel for blocks whose channel is gone.

Answers belong to a block and not to its channel: they stay as they are.
"""

from dataclasses import replace

from cards import move_block_card, notice_card
from cards.move_block_card import MoveInput
from content.words import words
from dialogs.calendar.restate import restate, was_announced
from dialogs.find_block import find_block
from dialogs.reply import Reply
from dialogs.running.leading import person_in
from dialogs.turn import Turn
from participation.place import Place
from participation.process import Process, TopicBlock
from participation.refusals import ChannelNotLostError, NotLeadingError
from participation.roles import may_change
from storage.unit_of_work import UnitOfWork


def team_of_block(given: MoveInput, turn: Turn, uow: UnitOfWork) -> Place:
    """Return the team whose channels can be chosen, to whoever leads the process."""
    process, _ = _led_block(given, turn, uow)
    return uow.teams.channel(process.team_id, process.team_id)


def open_move(given: MoveInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show which blocks are without a channel, and the channels that there are."""
    process, block = _led_block(given, turn, uow)
    lost = _lost_with(process, block, uow)
    if not lost:
        raise ChannelNotLostError(title=block.content.title)
    return _page(process, lost, turn)


def move_block(given: MoveInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Give the blocks their new channel and say there what still makes sense; doing so twice
    changes nothing."""
    process, block = _led_block(given, turn, uow)
    lost = _lost_with(process, block, uow)
    if not lost:
        if given.channel_id == block.channel_id:
            return _moved(process, turn, given.channel_id)
        raise ChannelNotLostError(title=block.content.title)
    name = dict(turn.channels).get(given.channel_id)
    if name is None:
        return _page(process, lost, turn, is_wrong=True)
    announced = {one.key for one in lost if was_announced(one, uow)}
    uow.outbox.leave_channel(block.channel_id)
    for one in lost:
        moved = replace(one, channel_id=given.channel_id, channel_name=name)
        uow.processes.move(moved)
        restate(process, moved, turn.now, uow, is_announced=one.key in announced)
    return _moved(process, turn, given.channel_id)


def _led_block(given: MoveInput, turn: Turn, uow: UnitOfWork) -> tuple[Process, TopicBlock]:
    process, block = find_block(given.process_id, given.block_key, turn, uow)
    if not may_change(person_in(process.process_id, turn, uow), process):
        raise NotLeadingError
    return process, block


def _lost_with(process: Process, block: TopicBlock, uow: UnitOfWork) -> tuple[TopicBlock, ...]:
    """Return all blocks that are without the same channel: they move together."""
    if not uow.processes.is_channel_lost(process.process_id, block.channel_id):
        return ()
    blocks = uow.processes.blocks(process)
    return tuple(one for one in blocks if one.channel_id == block.channel_id)


def _page(
    process: Process, lost: tuple[TopicBlock, ...], turn: Turn, *, is_wrong: bool = False
) -> Reply:
    spoken = words(turn.person.language)
    card = move_block_card.build(process, lost, turn.channels, spoken, is_wrong=is_wrong)
    return Reply(card, spoken.text("dialogs.move_block.title"))


def _moved(process: Process, turn: Turn, channel_id: str) -> Reply:
    spoken = words(turn.person.language)
    card = notice_card.build("block_moved", spoken, channel=dict(turn.channels)[channel_id])
    return Reply(card, spoken.text("dialogs.move_block.title"))
