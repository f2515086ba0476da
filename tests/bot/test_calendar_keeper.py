"""The calendar's loop on a real database: nothing holds up what it does not concern."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.calendar_keeper import CalendarKeeper
from bot.courier import Courier
from bot.microsoft.connector import Connector
from bot.writer import Writer
from participation.place import Place
from participation.process import BlockState, Process, ProcessState, TopicBlock
from participation.responses import Response
from storage.calendar_entries import CalendarEntry
from storage.database import Database
from tests.cards.examples import ANSWERS, BLOCK, PROCESS

TEAM = Place(tenant_id="t", service_url="https://service.example/", team_id="team")


class StillClock:
    """A clock that stands where the test puts it."""

    is_moved_by_hand = False

    def __init__(self, now: datetime) -> None:
        self.at = now

    async def prepare(self) -> None:
        """Nothing to learn."""

    def now(self) -> datetime:
        """Where the test has put it."""
        return self.at

    def stands_at(self) -> datetime:
        """Where the test has put it."""
        return self.at

    async def come_to(self, at: datetime) -> None:
        """Nothing to tell."""

    async def follow(self, seconds: float) -> None:
        """Nobody else keeps this calendar."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """End the loop: the test looks at what was done."""
        raise KeyboardInterrupt


class Office:
    """A database with processes, and a keeper that works once up to a moment."""

    def __init__(self, directory: Path) -> None:
        self.file = directory / "kept.db"
        self.keys = directory / "keys"
        self.database = Database(f"sqlite:///{self.file}", self.keys)
        self.database.migrate()
        self.writer = Writer(self.database)
        # Nothing is sent here: the courier is never started.
        self.clock = StillClock(BLOCK.opens_at)
        courier = Courier(self.writer, Connector.__new__(Connector), self.clock)
        self.keeper = CalendarKeeper(self.clock, self.writer, courier)

    def plan(self, process: Process) -> None:
        """Plan the example's first block in a process."""
        block = replace(BLOCK, process_id=process.process_id, state=BlockState.PLANNED)
        kinds = {
            "opens": block.opens_at,
            "closes": block.closes_at,
            "publishes": block.publishes_at,
        }
        with self.database.write() as uow:
            uow.teams.remember(replace(TEAM, team_id=process.team_id), name="", is_installed=True)
            uow.processes.add(process, (block,))
            uow.calendar.add(tuple(_entry(block, kind, at) for kind, at in kinds.items()))

    async def work_until(self, moment: datetime) -> None:
        """Let the keeper work off everything up to `moment`."""
        self.clock.at = moment
        with pytest.raises(KeyboardInterrupt):
            await self.keeper.run()

    def pause(self, process: Process, at: datetime) -> None:
        """Pause a process at a moment."""
        paused = replace(process, state=ProcessState.PAUSED, paused_at=at)
        with self.database.write() as uow:
            uow.processes.change(paused, ())

    def go_on(self, process: Process) -> None:
        """Let a paused process go on with its old dates."""
        with self.database.write() as uow:
            uow.processes.change(process, ())

    def cancel(self, process: Process) -> None:
        """Cancel a process as its dialog does, up to the end of its transaction."""
        with self.database.write() as uow:
            block = replace(uow.processes.block(process, BLOCK.key), state=BlockState.CANCELLED)
            uow.responses.forget(block.block_id)
            uow.processes.change(replace(process, state=ProcessState.CANCELLED), (block,))

    def state(self, process: Process) -> str:
        """Where the block of a process stands."""
        with self.database.read() as uow:
            return uow.processes.block(process, BLOCK.key).state


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office."""
    opened = Office(tmp_path)
    yield opened
    opened.writer.close()
    opened.database.close()


async def test_a_block_lives_its_whole_life(office: Office) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.publishes_at)
    assert office.state(PROCESS) == "published"


async def test_one_block_that_fails_holds_up_no_other(office: Office) -> None:
    # No key file can be made for a process of this name.
    broken = replace(PROCESS, process_id="no/such/folder")
    office.plan(broken)
    office.plan(PROCESS)
    await office.work_until(BLOCK.publishes_at)
    assert (office.state(broken), office.state(PROCESS)) == ("planned", "published")


async def test_a_sealing_that_was_held_up_is_tried_again(office: Office) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at)
    with closing(sqlite3.connect(office.file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM topic_blocks").fetchone()
        await office.work_until(BLOCK.closes_at)
        assert office.state(PROCESS) == "closed"
    await office.work_until(BLOCK.closes_at + timedelta(seconds=10))
    assert office.state(PROCESS) == "sealed"


async def test_a_file_that_cannot_be_rewritten_at_the_hour_holds_up_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_database: Database) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at)
    with office.database.write() as uow:
        answered = Response(department="511", answers=ANSWERS)
        name = b"\x07" * 16
        uow.responses.put(BLOCK.block_id, ballot=name, receipt=name, response=answered)
    with monkeypatch.context() as full:
        full.setattr(Database, "rewrite", refuse)
        await office.work_until(BLOCK.closes_at)
        # Without a rewrite nothing is sealed, but the answers are in by the time that was promised.
        assert office.state(PROCESS) == "closed"
    await office.work_until(BLOCK.closes_at + timedelta(seconds=10))
    assert office.state(PROCESS) == "sealed"


async def test_what_was_planned_for_earlier_is_done_at_the_next_look(office: Office) -> None:
    await office.work_until(BLOCK.opens_at + timedelta(days=1))
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at + timedelta(days=1, seconds=5))
    assert office.state(PROCESS) == "open"


async def test_a_clock_that_jumps_back_does_nothing(office: Office) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.closes_at)
    await office.work_until(BLOCK.opens_at)
    assert office.state(PROCESS) == "sealed"


async def test_what_is_planned_after_a_jump_back_waits_for_its_time(office: Office) -> None:
    await office.work_until(BLOCK.publishes_at)
    await office.work_until(BLOCK.opens_at - timedelta(days=1))
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at - timedelta(hours=1))
    assert office.state(PROCESS) == "planned"
    await office.work_until(BLOCK.opens_at)
    assert office.state(PROCESS) == "open"


async def test_a_pause_holds_what_is_due_later_and_nothing_else(office: Office) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at)
    office.pause(PROCESS, BLOCK.opens_at + timedelta(days=1))
    await office.work_until(BLOCK.publishes_at)
    assert office.state(PROCESS) == "open"
    office.go_on(PROCESS)
    await office.work_until(BLOCK.publishes_at + timedelta(seconds=10))
    assert office.state(PROCESS) == "published"


async def test_what_was_due_before_the_pause_is_still_done(office: Office) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at)
    office.pause(PROCESS, BLOCK.closes_at)
    await office.work_until(BLOCK.publishes_at)
    assert office.state(PROCESS) == "published"


async def test_the_answers_of_a_cancelled_block_leave_neither_pages_nor_keys(
    office: Office,
) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at)
    with office.database.write() as uow:
        name = b"\x07" * 16
        uow.responses.put(BLOCK.block_id, ballot=name, receipt=name, response=_response())
    office.cancel(PROCESS)
    await office.work_until(BLOCK.opens_at + timedelta(days=1))
    assert not any(office.keys.glob("*.*.key"))
    assert name not in office.file.read_bytes()
    assert office.file.with_name("kept.db-wal").stat().st_size == 0


async def test_full_hours_take_the_order_of_answers_out_of_the_file(office: Office) -> None:
    office.plan(PROCESS)
    await office.work_until(BLOCK.opens_at)
    with office.database.write() as uow:
        for number in (7, 3, 9, 1, 5):
            name = bytes([number]) * 16
            response = _response()
            uow.responses.put(BLOCK.block_id, ballot=name, receipt=name, response=response)
    assert office.database.tells_order
    await office.work_until(BLOCK.opens_at + timedelta(hours=1))
    kept = office.file.read_bytes()
    places = [kept.find(bytes([number]) * 16) for number in (1, 3, 5, 7, 9)]
    assert min(places) > 0
    assert places in (sorted(places), sorted(places, reverse=True))
    assert office.file.with_name("kept.db-wal").stat().st_size == 0


def _entry(block: TopicBlock, kind: str, at: datetime) -> CalendarEntry:
    return CalendarEntry(
        process_id=block.process_id, kind=kind, block_key=block.key, due_on=at.date(), due_at=at
    )


def _response() -> Response:
    return Response(department="511", answers={"a": "1"})
