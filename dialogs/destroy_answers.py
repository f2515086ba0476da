"""The answers of a cancelled block are destroyed; can be stopped and resumed at any point."""

from dialogs.seal_block import note_key
from participation.process import TopicBlock
from storage.database import Database
from storage.processes import DESTROYED


def destroy_answers(block: TopicBlock, database: Database) -> None:
    """Finish what cancelling has begun, which deleted answers and drafts with its own transaction.

    First the keys go, so that nothing ties to anybody whatever happens next (by what copies of them
    are recognised is kept); then what was proposed; then the file is rewritten, so that all of it
    is gone from its pages; only then this is noted. A program that dies in between does all of it
    again.
    """
    with database.write() as uow:
        note_key(block, uow)
    database.destroy_key(block.block_id)
    with database.write() as uow:
        uow.proposals.forget(block.block_id)
    database.rewrite()
    with database.write() as uow:
        uow.processes.set_sealing_step(block, DESTROYED)
