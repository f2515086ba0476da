"""`seal_block`: stopped between any two of its steps, it goes on where it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogs.seal_block import seal_block
from participation.process import BlockState
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS
from tests.dialogs.closed_block import CLOSED, COUNT, keep_closed_block


class PowerCutError(Exception):
    """The program ends here."""


class FragileDatabase(Database):
    """A real database whose program dies when it comes to one of the steps of sealing."""

    dies_at = ""

    def rewrite(self) -> None:
        """Rewrite, or die before it."""
        self._perhaps_die("rewrite")
        super().rewrite()
        self._perhaps_die("after_rewrite")

    def destroy_key(self, block_id: str) -> None:
        """Destroy, or die before or after it."""
        self._perhaps_die("destroy_key")
        super().destroy_key(block_id)
        self._perhaps_die("after_destroy_key")

    def _perhaps_die(self, step: str) -> None:
        if step == self.dies_at:
            raise PowerCutError


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[FragileDatabase]:
    """A database with a closed block and seven responses to it."""
    opened = FragileDatabase(database_url, tmp_path / "keys")
    opened.migrate()
    keep_closed_block(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "step", ["", "rewrite", "after_rewrite", "destroy_key", "after_destroy_key"]
)
def test_sealing_comes_to_its_end_wherever_the_power_was_cut(
    database: FragileDatabase, tmp_path: Path, step: str
) -> None:
    database.dies_at = step
    if step:
        with pytest.raises(PowerCutError):
            seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    database.dies_at = ""
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.read() as uow:
        assert uow.processes.block(PROCESS, CLOSED.key).state is BlockState.SEALED
        assert sum(uow.sealed.counts(CLOSED.block_id).answered.values()) == COUNT
        assert uow.responses.all(CLOSED.block_id) == ()
    assert list((tmp_path / "keys").glob("*.*.key")) == []


def test_until_the_keys_are_destroyed_the_block_is_not_sealed(database: FragileDatabase) -> None:
    database.dies_at = "destroy_key"
    with pytest.raises(PowerCutError):
        seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.read() as uow:
        assert uow.processes.block(PROCESS, CLOSED.key).state is BlockState.CLOSED


def test_sealing_twice_counts_nobody_twice(database: FragileDatabase) -> None:
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, database)
    with database.read() as uow:
        assert sum(uow.sealed.counts(CLOSED.block_id).answered.values()) == COUNT


def test_a_block_without_any_answer_is_sealed_too(database_url: str, tmp_path: Path) -> None:
    empty = Database(database_url, tmp_path / "keys")
    empty.migrate()
    with empty.write() as uow:
        uow.processes.add(PROCESS, (CLOSED,))
    seal_block(PROCESS, CLOSED, BLOCK.closes_at, empty)
    with empty.read() as uow:
        assert uow.processes.block(PROCESS, CLOSED.key).state is BlockState.SEALED
    empty.close()
