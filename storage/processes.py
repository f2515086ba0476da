"""Processes and their topic blocks."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from participation.notice import NoticeVersion
from participation.process import BlockState, Process, ProcessState, TopicBlock
from participation.proposals import prompts_with_proposals, with_accepted
from participation.refusals import BlockUnknownError
from participation.start_gate import StartGate
from participation.templates.template import ProcessTemplate
from storage.moments import aware, naive
from storage.proposals import Proposals
from storage.tables import processes, topic_blocks
from storage.upserts import named

DESTROYED = "destroyed"
"""The step of a cancelled block that has no answers and no key any more, or never had any."""

MOST_KNOWN = 64
"""How many templates are kept read. They are known by their whole text, so that an edited one is
another one, in whichever process it was edited."""

_ONE = select(processes).where(*named(processes, "process_id"))
_ONE_BLOCK = select(topic_blocks).where(*named(topic_blocks, "process_id", "block_key"))
_LOST = select(topic_blocks.c.block_key).where(
    *named(topic_blocks, "channel_id"), topic_blocks.c.is_channel_lost
)


class Processes:
    """Keeps processes as they were started and how far their blocks have come."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, process: Process, blocks: tuple[TopicBlock, ...]) -> None:
        """Keep a new process with its blocks."""
        self._connection.execute(
            insert(processes).values(
                process_id=process.process_id,
                tenant_id=process.tenant_id,
                team_id=process.team_id,
                template=process.template.model_dump_json(),
                gate=process.gate.model_dump_json(),
                is_rehearsal=process.is_rehearsal,
            )
        )
        self._connection.execute(
            insert(topic_blocks),
            [_block_values(block, position) for position, block in enumerate(blocks)],
        )

    def change(self, process: Process, blocks: tuple[TopicBlock, ...]) -> None:
        """Keep what an act has changed about a process and its blocks."""
        self._connection.execute(
            update(processes)
            .where(processes.c.process_id == process.process_id)
            .values(
                template=process.template.model_dump_json(),
                state=process.state,
                paused_at=naive(process.paused_at) if process.paused_at else None,
            )
        )
        for block in blocks:
            self._update(block, state=block.state, revision=block.revision, **_moments(block))

    def exists(self, process_id: str) -> bool:
        """Say whether there is a process of that name."""
        query = select(processes.c.process_id).where(processes.c.process_id == process_id)
        return self._connection.execute(query).first() is not None

    def process(self, process_id: str) -> Process:
        """Return a process, or refuse an unknown one."""
        row = self._connection.execute(_ONE, {"process_id": process_id}).one_or_none()
        if row is None:
            raise BlockUnknownError
        return _process(row)

    def all(self) -> tuple[Process, ...]:
        """Return every process."""
        return tuple(_process(row) for row in self._connection.execute(select(processes)))

    def of_tenant(self, tenant_id: str) -> tuple[Process, ...]:
        """Return all processes of an organisation."""
        query = select(processes).where(processes.c.tenant_id == tenant_id)
        return tuple(_process(row) for row in self._connection.execute(query))

    def in_team(self, team_id: str) -> tuple[Process, ...]:
        """Return all processes of a team."""
        query = select(processes).where(processes.c.team_id == team_id)
        return tuple(_process(row) for row in self._connection.execute(query))

    def blocks(self, process: Process) -> tuple[TopicBlock, ...]:
        """Return the blocks of a process in the template's order."""
        query = (
            select(topic_blocks)
            .where(topic_blocks.c.process_id == process.process_id)
            .order_by(topic_blocks.c.position)
        )
        rows = self._connection.execute(query)
        return tuple(self._with_accepted(_block(row, process)) for row in rows)

    def block(self, process: Process, block_key: str) -> TopicBlock:
        """Return one block, or refuse an unknown one."""
        return self._with_accepted(_block(self._row(process.process_id, block_key), process))

    def channel_of(self, process: Process, block_key: str) -> str:
        """Return the channel of one block, or refuse an unknown one."""
        return str(self._row(process.process_id, block_key).channel_id)

    def blocks_in(self, state: BlockState) -> tuple[tuple[Process, TopicBlock], ...]:
        """Return all blocks, of any process, that stand in `state`."""
        query = select(topic_blocks).where(topic_blocks.c.state == state)
        found = []
        for row in self._connection.execute(query):
            process = self.process(row.process_id)
            found.append((process, self._with_accepted(_block(row, process))))
        return tuple(found)

    def with_answers_to_destroy(self) -> tuple[tuple[Process, TopicBlock], ...]:
        """Return the cancelled blocks of which the file and the key directory still hold traces."""
        return tuple(
            (process, block)
            for process, block in self.blocks_in(BlockState.CANCELLED)
            if self.sealing_step(block) != DESTROYED
        )

    def set_channel_lost(
        self, process: Process, channel_id: str, *, is_lost: bool
    ) -> tuple[TopicBlock, ...]:
        """Note that a channel is gone, or back; return the blocks for which this is news."""
        there = topic_blocks.c.channel_id == channel_id
        changed = [one for one in self.blocks(process) if one.channel_id == channel_id]
        if self.is_channel_lost(process.process_id, channel_id) is is_lost:
            return ()
        self._connection.execute(
            update(topic_blocks)
            .where(topic_blocks.c.process_id == process.process_id, there)
            .values(is_channel_lost=is_lost)
        )
        return tuple(changed)

    def move(self, block: TopicBlock) -> None:
        """Keep the channel that a block has come to, which is there."""
        self._update(
            block,
            channel_id=block.channel_id,
            channel_name=block.channel_name,
            is_channel_lost=False,
        )

    def misses_channel(self, channel_id: str) -> bool:
        """Say whether any process takes a channel for gone."""
        found = self._connection.execute(_LOST, {"channel_id": channel_id})
        return found.first() is not None

    def is_channel_lost(self, process_id: str, channel_id: str) -> bool:
        """Say whether a channel in which a process asks something is gone."""
        query = select(topic_blocks.c.block_key).where(
            topic_blocks.c.process_id == process_id,
            topic_blocks.c.channel_id == channel_id,
            topic_blocks.c.is_channel_lost,
        )
        return self._connection.execute(query).first() is not None

    def rename_channel(self, channel_id: str, name: str) -> None:
        """Keep what a channel is called now."""
        self._connection.execute(
            update(topic_blocks)
            .where(topic_blocks.c.channel_id == channel_id)
            .values(channel_name=name)
        )

    def set_state(self, block: TopicBlock) -> None:
        """Keep the state that a block has reached."""
        self._update(block, state=block.state)

    def sealing_step(self, block: TopicBlock) -> str:
        """Return how far the sealing of a block has come."""
        return str(self._row(block.process_id, block.key).sealing_step)

    def set_sealing_step(self, block: TopicBlock, step: str) -> None:
        """Keep how far the sealing of a block has come."""
        self._update(block, sealing_step=step)

    def shown_count(self, block: TopicBlock) -> int:
        """Return the coarse count that the block's card shows."""
        return int(self._row(block.process_id, block.key).shown_count)

    def raise_shown_count(self, block: TopicBlock, count: int) -> None:
        """Keep a higher coarse count."""
        self._update(block, shown_count=count)

    def _row(self, process_id: str, block_key: str) -> Row[Any]:
        given = {"process_id": process_id, "block_key": block_key}
        row = self._connection.execute(_ONE_BLOCK, given).one_or_none()
        if row is None:
            raise BlockUnknownError
        return row

    def _with_accepted(self, block: TopicBlock) -> TopicBlock:
        """Return the block with the proposed statements that are asked in it."""
        if not prompts_with_proposals(block.content):
            return block
        found = Proposals(self._connection).all(block.block_id)
        return replace(block, content=with_accepted(block.content, found))

    def _update(self, block: TopicBlock, **values: object) -> None:
        self._connection.execute(
            update(topic_blocks)
            .where(
                topic_blocks.c.process_id == block.process_id,
                topic_blocks.c.block_key == block.key,
            )
            .values(**values)
        )


@lru_cache(maxsize=MOST_KNOWN)
def _template(content: str) -> ProcessTemplate:
    """Return a template, read once: every turn needs it, and reading checks every text anew."""
    return ProcessTemplate.model_validate_json(content)


@lru_cache(maxsize=MOST_KNOWN)
def _gate(content: str) -> StartGate:
    return StartGate.model_validate_json(content)


def _process(row: Row[Any]) -> Process:
    return Process(
        process_id=row.process_id,
        tenant_id=row.tenant_id,
        team_id=row.team_id,
        template=_template(row.template),
        gate=_gate(row.gate),
        state=ProcessState(row.state),
        paused_at=aware(row.paused_at) if row.paused_at else None,
        is_rehearsal=row.is_rehearsal,
        notice=NoticeVersion(
            number=row.notice_number,
            since=aware(row.notice_since) if row.notice_since else None,
            changed=tuple(name for name in row.notice_changed.split(",") if name),
        ),
    )


def _block(row: Row[Any], process: Process) -> TopicBlock:
    contents = {block.key: block for block in process.template.topic_blocks}
    return TopicBlock(
        process_id=row.process_id,
        content=contents[row.block_key],
        channel_id=row.channel_id,
        channel_name=row.channel_name,
        state=BlockState(row.state),
        revision=row.revision,
        opens_at=aware(row.opens_at),
        closes_at=aware(row.closes_at),
        publishes_at=aware(row.publishes_at),
        paused_at=process.paused_at,
        is_channel_lost=row.is_channel_lost,
    )


def _block_values(block: TopicBlock, position: int) -> dict[str, object]:
    return {
        "process_id": block.process_id,
        "block_key": block.key,
        "position": position,
        "channel_id": block.channel_id,
        "channel_name": block.channel_name,
        "state": block.state,
        "sealing_step": "",
        "revision": block.revision,
        "shown_count": 0,
        **_moments(block),
    }


def _moments(block: TopicBlock) -> dict[str, object]:
    return {
        "opens_at": naive(block.opens_at),
        "closes_at": naive(block.closes_at),
        "publishes_at": naive(block.publishes_at),
    }
