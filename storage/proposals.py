"""Statements that participants propose: found by pseudonym, without order and time."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from participation.proposals import Proposal, ProposalState
from participation.refusals import ProposalUnknownError
from storage.responses import TELLS_ORDER
from storage.tables import proposed_statements as proposals
from storage.upserts import insert_into, named

_ALL = select(proposals).where(*named(proposals, "block_id")).order_by(proposals.c.proposal)


class Proposals:
    """Keeps proposals while a block is open, and of the accepted ones what was asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, block_id: str, proposal: Proposal) -> None:
        """Keep a proposal, or what has become of it."""
        self._connection.info[TELLS_ORDER] = True
        values = {
            "block_id": block_id,
            "prompt_key": proposal.prompt_key,
            "text": proposal.text,
            "state": proposal.state,
            "key": proposal.key,
            "reason": proposal.reason,
            "wording": proposal.wording,
            "pseudonym": proposal.pseudonym,
        }
        statement = insert_into(proposals, self._connection).values(
            proposal=proposal.proposal, **values
        )
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["proposal"], set_=values)
        )

    def find(self, block_id: str, proposal: bytes) -> Proposal:
        """Return a proposal of a block, or refuse an unknown one."""
        query = select(proposals).where(
            proposals.c.block_id == block_id, proposals.c.proposal == proposal
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise ProposalUnknownError
        return _proposal(row)

    def all(self, block_id: str) -> tuple[Proposal, ...]:
        """Return all proposals of a block, in an order that tells nothing."""
        rows = self._connection.execute(_ALL, {"block_id": block_id})
        return tuple(_proposal(row) for row in rows)

    def of(self, block_id: str, pseudonym: bytes) -> tuple[Proposal, ...]:
        """Return one person's proposals."""
        return tuple(one for one in self.all(block_id) if one.pseudonym == pseudonym)

    def remove(self, block_id: str, proposal: Proposal) -> None:
        """Forget a proposal."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            delete(proposals).where(
                proposals.c.block_id == block_id, proposals.c.proposal == proposal.proposal
            )
        )

    def show_fresh(self, block_id: str) -> bool:
        """Let those who decide see what has come in; say whether there was any."""
        found = self._connection.execute(
            update(proposals)
            .where(proposals.c.block_id == block_id, proposals.c.state == ProposalState.FRESH)
            .values(state=ProposalState.WAITING)
        )
        return found.rowcount > 0

    def seal(self, block_id: str) -> None:
        """Forget all but what was asked: the wording of accepted ones, tied to nobody."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            delete(proposals).where(
                proposals.c.block_id == block_id, proposals.c.state != ProposalState.ACCEPTED
            )
        )
        self._connection.execute(
            update(proposals)
            .where(proposals.c.block_id == block_id)
            .values(pseudonym=None, text="")
        )

    def forget(self, block_id: str) -> None:
        """Delete all proposals of a block."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(delete(proposals).where(proposals.c.block_id == block_id))


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        proposal=row.proposal,
        prompt_key=row.prompt_key,
        text=row.text,
        state=ProposalState(row.state),
        key=row.key,
        reason=row.reason,
        wording=row.wording,
        pseudonym=row.pseudonym,
    )
