"""What was published of a block, by whoever shows it.

It is kept as it was shown: counts withheld by other rules, of the same answers, could be worked out
from both. Of what an earlier version of the program has published nothing was kept; it told no
departments together, and so they are not now.
"""

from collections.abc import Iterable
from datetime import datetime

from analysis.publication import publication_of, read_publication
from analysis.summarise import summarise
from analysis.summary import Summary
from participation.process import Process, TopicBlock
from storage.unit_of_work import UnitOfWork


def publish_summary(process: Process, block: TopicBlock, now: datetime, uow: UnitOfWork) -> None:
    """Fix what everybody is shown of a sealed block from now on."""
    summary = summarise(process, block, uow.sealed.counts(block.block_id))
    uow.publications.add(block.block_id, publication_of(summary), now)


def keep_publications(
    process: Process, blocks: Iterable[TopicBlock], now: datetime, uow: UnitOfWork
) -> None:
    """Keep what was shown of blocks of which nothing was kept, before their counts go."""
    for block in blocks:
        if not uow.publications.of(block.block_id):
            shown = published_summary(process, block, uow)
            uow.publications.add(block.block_id, publication_of(shown), now)


def published_summary(process: Process, block: TopicBlock, uow: UnitOfWork) -> Summary:
    """Return what was published of a block."""
    kept = uow.publications.of(block.block_id)
    if kept:
        return read_publication(kept[-1])
    counts = uow.sealed.counts(block.block_id)
    return summarise(process, block, counts, is_merging=False)


def summary_again(process: Process, block: TopicBlock, uow: UnitOfWork) -> Summary | None:
    """Return what the frozen counts give now, by the rules of the day; None if they are gone.

    Raises ValueError for counts that cannot be this block's.
    """
    kept = uow.publications.of(block.block_id)
    counts = uow.sealed.counts(block.block_id)
    if (
        kept
        and not counts.answered
        and read_publication(kept[-1]).turnout.answered_count is not None
    ):
        return None
    return summarise(process, block, counts, is_merging=bool(kept))
