"""Drafts: found under one ballot only, a few per person, and gone from the file when deleted."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from participation.drafts import Draft
from storage.database import Database
from storage.drafts import MOST_DRAFTS

MINE, ANOTHERS = b"m" * 16, b"a" * 16
MAY, JUNE = "p:may", "p:june"
SECRET = "Geheimwort Brombeerhecke „mit Ä“\nund Zeile zwei"
DRAFT = Draft(
    base=b"b" * 16,
    dialog=b"1" * 16,
    version=1,
    page="shape.two_maps",
    department="512",
    answers={"criteria": "need,networks", "area_count": "12", "special_place": SECRET},
)


def of_dialog(name: bytes, version: int) -> Draft:
    """A draft like the example, in another dialog."""
    return replace(DRAFT, dialog=name * 16, version=version)


def test_a_draft_comes_back_as_it_was_kept(database: Database) -> None:
    with database.write() as uow:
        uow.drafts.put(MAY, MINE, DRAFT)
    with database.read() as uow:
        assert uow.drafts.of(MAY, MINE) == (DRAFT,)


@pytest.mark.parametrize(("block", "ballot"), [(MAY, ANOTHERS), (JUNE, MINE), (JUNE, ANOTHERS)])
def test_nobody_else_s_draft_and_no_other_block_s_is_read(
    database: Database, block: str, ballot: bytes
) -> None:
    with database.write() as uow:
        uow.drafts.put(MAY, MINE, DRAFT)
        assert uow.drafts.of(block, ballot) == ()


def test_a_later_step_of_a_dialog_takes_the_place_of_the_one_before(database: Database) -> None:
    moved = replace(DRAFT, version=2, page="rudersberg", answers={}, is_taken_over=True)
    with database.write() as uow:
        uow.drafts.put(MAY, MINE, DRAFT)
        uow.drafts.put(MAY, MINE, moved)
        assert uow.drafts.of(MAY, MINE) == (moved,)


def test_one_person_has_a_few_the_newest_first_and_the_oldest_gives_way(database: Database) -> None:
    with database.write() as uow:
        uow.drafts.put(MAY, ANOTHERS, DRAFT)
        for version in range(1, MOST_DRAFTS + 3):
            uow.drafts.put(MAY, MINE, of_dialog(bytes([version]), version))
        versions = [draft.version for draft in uow.drafts.of(MAY, MINE)]
        assert versions == [*range(MOST_DRAFTS + 2, 2, -1)]
        assert uow.drafts.of(MAY, ANOTHERS) == (DRAFT,)


def test_going_on_elsewhere_marks_one_draft_of_one_person(database: Database) -> None:
    other = of_dialog(b"2", 2)
    with database.write() as uow:
        for ballot in (MINE, ANOTHERS):
            uow.drafts.put(MAY, ballot, DRAFT)
            uow.drafts.put(MAY, ballot, other)
        uow.drafts.mark_taken_over(MAY, MINE, DRAFT.dialog)
        assert uow.drafts.of(MAY, MINE) == (other, replace(DRAFT, is_taken_over=True))
        assert uow.drafts.of(MAY, ANOTHERS) == (other, DRAFT)


def test_removing_takes_no_more_than_it_should(database: Database) -> None:
    other = of_dialog(b"2", 2)
    with database.write() as uow:
        for block, ballot in ((MAY, MINE), (MAY, ANOTHERS), (JUNE, MINE)):
            uow.drafts.put(block, ballot, DRAFT)
            uow.drafts.put(block, ballot, other)
        uow.drafts.remove(MAY, MINE, DRAFT.dialog)
        assert uow.drafts.of(MAY, MINE) == (other,)
        uow.drafts.remove_all(MAY, MINE)
        assert uow.drafts.of(MAY, MINE) == ()
        assert uow.drafts.of(MAY, ANOTHERS) == uow.drafts.of(JUNE, MINE) == (other, DRAFT)
        uow.drafts.forget(MAY)
        assert uow.drafts.of(MAY, ANOTHERS) == ()
        assert uow.drafts.of(JUNE, MINE) == (other, DRAFT)


def test_every_change_says_that_the_file_tells_an_order(database: Database) -> None:
    for change in ("put", "mark_taken_over", "remove", "remove_all", "forget"):
        database.rewrite()
        assert not database.tells_order
        given = {"put": (MAY, MINE, DRAFT), "remove_all": (MAY, MINE), "forget": (MAY,)}
        with database.write() as uow:
            getattr(uow.drafts, change)(*given.get(change, (MAY, MINE, DRAFT.dialog)))
        assert database.tells_order, change


def test_looking_does_not(database: Database) -> None:
    database.rewrite()
    with database.write() as uow:
        uow.drafts.of(MAY, MINE)
    assert not database.tells_order


def test_nothing_of_a_deleted_draft_is_left_in_the_files_once_they_are_rewritten(
    database: Database, is_on_disk: Callable[[bytes], bool]
) -> None:
    with database.write() as uow:
        uow.drafts.put(MAY, MINE, DRAFT)
    assert is_on_disk(b"Brombeerhecke")
    with database.write() as uow:
        uow.drafts.forget(MAY)
    database.rewrite()
    traces = (b"Brombeerhecke", MINE, DRAFT.dialog, DRAFT.base)
    assert [trace for trace in traces if is_on_disk(trace)] == []
