"""What was published of a block stays as it was shown."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analysis.publication import NotAPublicationError, publication_of, read_publication
from analysis.summarise import summarise
from dialogs.published import publish_summary, published_summary
from dialogs.seal_block import seal_block
from participation.sealing import FrozenCounts, SealedBlock
from participation.secrecy import KEY_LENGTH, BlockKeys
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS
from tests.dialogs.closed_block import CLOSED, keep_closed_block

NOW = datetime(2027, 5, 25, 6, tzinfo=UTC)


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A database with a closed block and seven responses to it."""
    opened = Database(database_url, tmp_path / "keys")
    opened.migrate()
    keep_closed_block(opened)
    yield opened
    opened.close()


def test_what_was_published_stays_whatever_happens_to_the_counts(database: Database) -> None:
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.write() as uow:
        publish_summary(PROCESS, CLOSED, NOW, uow)
        shown = published_summary(PROCESS, CLOSED, uow)
        more = FrozenCounts(answered={"512": 40}, items={}, texts={})
        uow.sealed.put(CLOSED.block_id, SealedBlock(counts=more, vote_rows=(), texts=()))
    with database.read() as uow:
        assert published_summary(PROCESS, CLOSED, uow) == shown
        counts = uow.sealed.counts(CLOSED.block_id)
    with pytest.raises(ValueError, match="do not fit"):
        summarise(PROCESS, CLOSED, counts)


def test_a_correction_is_a_further_publication_and_the_first_is_kept(database: Database) -> None:
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.write() as uow:
        publish_summary(PROCESS, CLOSED, NOW, uow)
        first = uow.publications.of(CLOSED.block_id)
        uow.publications.add(CLOSED.block_id, "a correction", NOW)
        assert uow.publications.of(CLOSED.block_id) == (*first, "a correction")


def test_what_an_earlier_version_published_is_told_as_it_was(database: Database) -> None:
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.read() as uow:
        counts = uow.sealed.counts(CLOSED.block_id)
        apart = summarise(PROCESS, CLOSED, counts, is_merging=False)
        assert published_summary(PROCESS, CLOSED, uow) == apart


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind": "themenblock publication"}', "[" * 9000]
)
def test_what_is_no_publication_is_not_read(text: str) -> None:
    with pytest.raises(NotAPublicationError):
        read_publication(text)


def test_a_publication_of_another_version_is_not_read(database: Database) -> None:
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.read() as uow:
        told = publication_of(summarise(PROCESS, CLOSED, uow.sealed.counts(CLOSED.block_id)))
    with pytest.raises(NotAPublicationError):
        read_publication(told.replace('"version": 1', '"version": 2'))


def test_a_destroyed_key_leaves_by_what_its_copies_are_recognised(
    database: Database, tmp_path: Path
) -> None:
    (file,) = (tmp_path / "keys").glob("*.*.key")
    keys = BlockKeys.from_bytes(file.read_bytes())
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    assert not file.exists()
    with database.read() as uow:
        kept = uow.fingerprints.of(CLOSED.block_id)
    assert kept == keys.fingerprints
    assert len(kept) == 3 * KEY_LENGTH
    assert not any(key in kept for key in (keys.ballot, keys.receipt, keys.delivery))
