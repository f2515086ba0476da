"""The topic blocks of everything that somebody takes part in, wherever it runs."""

from dialogs.turn import Turn
from participation.place import Place
from participation.process import BlockState, Process, TopicBlock
from participation.roles import is_asked
from storage.unit_of_work import UnitOfWork

Mine = tuple[Process, TopicBlock]

SOONEST_ASKED = (BlockState.OPEN, BlockState.PLANNED)


def channels_of_blocks(turn: Turn, uow: UnitOfWork) -> tuple[Place, ...]:
    """Return the channels of all blocks, those of open blocks first, each once."""
    blocks = sorted(_all_blocks(turn, uow), key=lambda pair: _rank(pair[1]))
    places = [uow.teams.channel(process.team_id, block.channel_id) for process, block in blocks]
    return tuple({place.channel_id: place for place in places}.values())


def my_blocks(turn: Turn, uow: UnitOfWork) -> tuple[Mine, ...]:
    """Return the blocks that the person is asked in, in the order of time."""
    found = [
        (process, block)
        for process, block in _all_blocks(turn, uow)
        if block.channel_id in turn.member_of and is_asked(turn.person, process)
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].opens_at))


def open_blocks(mine: tuple[Mine, ...], turn: Turn) -> tuple[Mine, ...]:
    """Return those that take answers now, the one that closes first in front."""
    found = [pair for pair in mine if pair[1].is_open(turn.now)]
    return tuple(sorted(found, key=lambda pair: pair[1].closes_at))


def next_block(mine: tuple[Mine, ...]) -> Mine | None:
    """Return the block that opens next, if any is planned."""
    planned = [pair for pair in mine if pair[1].state is BlockState.PLANNED]
    return next((pair for pair in planned if not pair[1].is_paused), None)


def _all_blocks(turn: Turn, uow: UnitOfWork) -> list[Mine]:
    """Return every block of the organisation; a rehearsal stays in its own channel."""
    return [
        (process, block)
        for process in uow.processes.of_tenant(turn.person.tenant_id)
        if uow.teams.is_installed(process.team_id) and not process.is_rehearsal
        for block in uow.processes.blocks(process)
    ]


def _rank(block: TopicBlock) -> int:
    return SOONEST_ASKED.index(block.state) if block.state in SOONEST_ASKED else len(SOONEST_ASKED)
