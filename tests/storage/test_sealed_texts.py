"""Sealed texts that need a look: marked at sealing, decided on one by one, gone with the others."""

from dataclasses import replace
from typing import cast

import pytest
from sqlalchemy.exc import IntegrityError

from participation.refusals import TextGoneError
from participation.sealing import FrozenCounts, SealedBlock
from participation.text_review import SealedText, TextState, never_quoted, usable
from storage.database import Database
from tests.kept import rows

BLOCK_ID = "process:block"
OTHER_ID = "process:other"
SEALED = SealedBlock(
    counts=FrozenCounts(answered={}, items={}, texts={}),
    vote_rows=(),
    texts=(("wish", "ask her"), ("wish", "more time"), ("why", "ask her")),
)


@pytest.fixture
def sealed(database: Database) -> Database:
    """Two blocks with three texts each, two of which need a look."""
    with database.write() as uow:
        for block_id in (BLOCK_ID, OTHER_ID):
            uow.sealed.put(block_id, SEALED, {"ask her": TextState.WAITING})
    return database


def waiting(database: Database, block_id: str = BLOCK_ID) -> list[SealedText]:
    """The texts that nobody has decided on."""
    with database.read() as uow:
        return [
            one for one in uow.sealed.texts_to_review(block_id) if one.state is TextState.WAITING
        ]


def test_only_the_marked_ones_are_told_and_each_by_itself(sealed: Database) -> None:
    assert {(one.prompt_key, one.text) for one in waiting(sealed)} == {
        ("wish", "ask her"),
        ("why", "ask her"),
    }


def test_a_decision_is_about_one_text_of_one_block(sealed: Database) -> None:
    one, other = waiting(sealed)
    with sealed.write() as uow:
        uow.sealed.decide(BLOCK_ID, never_quoted(one, "names_person"))
        uow.sealed.decide(OTHER_ID, usable(other))
    assert waiting(sealed) == [other]
    assert len(waiting(sealed, OTHER_ID)) == 2
    with sealed.read() as uow:
        kept = uow.sealed.text(BLOCK_ID, one.row_id)
    assert (kept.state, kept.reason, kept.is_decided) == (TextState.NEVER, "names_person", True)


def test_after_a_decision_the_pages_are_written_anew(sealed: Database) -> None:
    """Else `verify-anonymity` finds an order in them, and nothing would ever take it away."""
    sealed.rewrite()
    assert not sealed.tells_order
    one, _ = waiting(sealed)
    with sealed.write() as uow:
        uow.sealed.decide(BLOCK_ID, usable(one))
    assert sealed.tells_order


def test_what_needs_no_look_is_gone_or_unknown_is_refused(sealed: Database) -> None:
    (one, _) = waiting(sealed)
    with sealed.write() as uow, pytest.raises(TextGoneError):
        uow.sealed.text(OTHER_ID, one.row_id)
    with sealed.write() as uow:
        uow.sealed.decide(BLOCK_ID, replace(one, state=TextState.NONE))
    with sealed.write() as uow, pytest.raises(TextGoneError):
        uow.sealed.text(BLOCK_ID, one.row_id)


def test_the_database_takes_no_other_state(sealed: Database, database_url: str) -> None:
    (one, _) = waiting(sealed)
    odd = replace(one, state=cast("TextState", "secret"))
    with pytest.raises(IntegrityError), sealed.write() as uow:
        uow.sealed.decide(BLOCK_ID, odd)
    states = rows(database_url, "SELECT DISTINCT review FROM sealed_texts ORDER BY review")
    assert states == [("none",), ("waiting",)]
