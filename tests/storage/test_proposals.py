"""Proposals are kept without order, and sealing leaves what was asked, tied to nobody."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from participation.proposals import Proposal, ProposalState
from participation.refusals import ProposalUnknownError
from storage.database import Database
from storage.unit_of_work import UnitOfWork

MINE, OTHERS = b"m" * 16, b"o" * 16
FRESH = Proposal(proposal=b"1" * 16, prompt_key="views", text="Meine Worte.", pseudonym=MINE)
ASKED = replace(
    FRESH,
    proposal=b"0" * 16,
    state=ProposalState.ACCEPTED,
    key="own_1",
    wording="Andere Worte.",
    pseudonym=OTHERS,
)


@pytest.fixture
def uow(database: Database) -> Iterator[UnitOfWork]:
    """A transaction with a fresh proposal and an accepted one in a block."""
    with database.write() as work:
        for proposal in (FRESH, ASKED):
            work.proposals.put("p:block", proposal)
        yield work


def test_only_ones_own_are_found_by_a_pseudonym(uow: UnitOfWork) -> None:
    assert uow.proposals.of("p:block", MINE) == (FRESH,)


def test_the_order_is_that_of_random_names(uow: UnitOfWork) -> None:
    assert uow.proposals.all("p:block") == (ASKED, FRESH)


def test_a_proposal_of_another_block_is_unknown(uow: UnitOfWork) -> None:
    with pytest.raises(ProposalUnknownError):
        uow.proposals.find("p:other", FRESH.proposal)


def test_fresh_ones_are_shown_once(uow: UnitOfWork) -> None:
    assert uow.proposals.show_fresh("p:block")
    assert uow.proposals.find("p:block", FRESH.proposal).state is ProposalState.WAITING
    assert not uow.proposals.show_fresh("p:block")


def test_sealing_leaves_the_wording_that_was_asked_and_nothing_else(uow: UnitOfWork) -> None:
    uow.proposals.seal("p:block")
    assert uow.proposals.all("p:block") == (replace(ASKED, text="", pseudonym=None),)
