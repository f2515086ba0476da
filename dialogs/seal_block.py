"""A closed block is taken apart and its keys destroyed; can be stopped and resumed at any point."""

from participation.process import BlockState, Process, TopicBlock
from participation.sealing import take_apart
from storage.database import Database

TAKEN_APART = "taken_apart"


def seal_block(process: Process, block: TopicBlock, database: Database) -> None:
    """Seal a closed block.

    First one transaction takes the responses apart and deletes them; then the file is rewritten,
    so that they are gone from its pages; then the keys are destroyed; only then the block is
    sealed. A program that dies in between finds the step it had reached and goes on from there.
    """
    with database.write() as uow:
        if uow.processes.sealing_step(block) != TAKEN_APART:
            sealed = take_apart(block.content, uow.responses.all(block.block_id))
            uow.sealed.put(block.block_id, sealed)
            uow.responses.forget(block.block_id)
            uow.processes.set_sealing_step(block, TAKEN_APART)
    database.rewrite()
    database.destroy_key(block.block_id)
    with database.write() as uow:
        current = uow.processes.block(process, block.key)
        if current.state is BlockState.CLOSED:
            uow.processes.set_state(current.advanced(current.closes_at))
