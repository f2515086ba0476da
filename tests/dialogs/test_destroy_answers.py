"""`destroy_answers`: stopped between any two of its steps, it goes on where it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.destroy_answers import destroy_answers
from participation.process import BlockState, TopicBlock
from tests.cards.examples import BLOCK, PROCESS
from tests.dialogs.test_seal_block import FragileDatabase, PowerCutError

CANCELLED: TopicBlock = replace(BLOCK, state=BlockState.CANCELLED)


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[FragileDatabase]:
    """A database with a cancelled block whose key is still there."""
    opened = FragileDatabase(database_url, tmp_path / "keys")
    opened.migrate()
    with opened.write() as uow:
        uow.processes.add(PROCESS, (CANCELLED,))
        uow.keys.create(CANCELLED.block_id)
    yield opened
    opened.close()


@pytest.mark.parametrize("step", ["destroy_key", "after_destroy_key", "rewrite", "after_rewrite"])
def test_it_comes_to_its_end_wherever_the_power_was_cut(
    database: FragileDatabase, tmp_path: Path, step: str
) -> None:
    database.dies_at = step
    with pytest.raises(PowerCutError):
        destroy_answers(CANCELLED, database)
    with database.read() as uow:
        assert [block.key for _, block in uow.processes.with_answers_to_destroy()] == ["areas"]
    database.dies_at = ""
    destroy_answers(CANCELLED, database)
    with database.read() as uow:
        assert uow.processes.with_answers_to_destroy() == ()
    assert list((tmp_path / "keys").glob("*.*.key")) == []
