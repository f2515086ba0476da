"""A closed block is taken apart and its keys destroyed; can be stopped and resumed at any point."""

from datetime import datetime

from analysis.summarise import summarise
from dialogs.proposals.texts_to_review import reviews_of, tell_of_texts
from participation.process import BlockState, Process, TopicBlock
from participation.sealing import take_apart
from storage.database import Database
from storage.unit_of_work import UnitOfWork

TAKEN_APART = "taken_apart"


def seal_block(process: Process, block: TopicBlock, now: datetime, database: Database) -> None:
    """Seal a closed block.

    First one transaction takes the responses apart and deletes them; then the file is rewritten,
    so that they are gone from its pages; then the keys are destroyed; only then the block is
    sealed. A program that dies in between finds the step it had reached and goes on from there.
    """
    with database.write() as uow:
        if uow.processes.sealing_step(block) != TAKEN_APART:
            sealed = take_apart(block.content, uow.responses.all(block.block_id))
            reviews = reviews_of(process, block, sealed)
            uow.sealed.put(block.block_id, sealed, reviews)
            tell_of_texts(process, block, reviews, uow)
            uow.responses.forget(block.block_id)
            uow.proposals.seal(block.block_id)
            note_key(block, uow)
            uow.processes.set_sealing_step(block, TAKEN_APART)
            _note(process, block, now, uow)
    database.rewrite()
    database.destroy_key(block.block_id)
    with database.write() as uow:
        current = uow.processes.block(process, block.key)
        if current.state is BlockState.CLOSED:
            uow.processes.set_state(current.advanced(current.closes_at))


def note_key(block: TopicBlock, uow: UnitOfWork) -> None:
    """Keep by what copies of a key are recognised that is about to be destroyed.

    A block that has lost its key before keeps what was noted; there may be nothing to note.
    """
    keys = uow.keys.load(block.block_id)
    if keys is not None:
        uow.fingerprints.put(block.block_id, keys)


def _note(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> None:
    """Put into the audit trail how many answers were sealed, if everybody may know it."""
    turnout = summarise(process, block, uow.sealed.counts(block.block_id)).turnout
    count = "withheld" if turnout.answered_count is None else str(turnout.answered_count)
    details = {"block": block.key, "answers": count}
    uow.audit.write(process.process_id, "seal_block", details, at=now)
