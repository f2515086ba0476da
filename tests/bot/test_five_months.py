"""The bundled process from its set-up to its results, day by day, by the real calendar.

The clock moves by hand, as the sandbox's does: over months in one go, and back.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.calendar_keeper import CalendarKeeper
from bot.courier import Courier
from bot.microsoft.connector import Connector
from bot.writer import Writer
from dialogs.calendar.plan import entries_of
from dialogs.calendar.posts import started_key
from participation.process import BlockState
from participation.responses import Response, option_keys, required_items_of
from participation.templates.prompts import (
    MultipleChoicePrompt,
    Prompt,
    RankingPrompt,
    TextPrompt,
)
from participation.templates.schedule import moved
from storage.database import Database
from storage.deliveries import RANKS
from tests.analysis.examples import answers_of
from tests.cards.examples import PROCESS
from tests.dialogs.sleepy_bot import TEAM, blocks_of
from tests.participation.examples import rems_murr

SET_UP = datetime(2027, 3, 15, 9, 0, tzinfo=UTC)
END = datetime(2027, 8, 31, 12, 0, tzinfo=UTC)
PROCESS_IN_2027 = replace(PROCESS, template=moved(rems_murr(), date(2027, 4, 1)))
BERLIN = ZoneInfo("Europe/Berlin")
EVENTS = """
2027-03-25 09:00 basics announces
2027-04-01 08:00 basics opens
2027-04-14 09:00 basics reminds
2027-04-20 09:00 basics reminds
2027-04-21 18:00 basics closes
2027-04-21 18:00 basics thanks
2027-04-28 09:00 planning_areas announces
2027-04-28 10:00 basics publishes
2027-05-03 08:00 planning_areas opens
2027-05-12 09:00 planning_areas reminds
2027-05-19 09:00 planning_areas reminds
2027-05-20 18:00 planning_areas closes
2027-05-20 18:00 planning_areas thanks
2027-05-26 09:00 coordinators announces
2027-05-28 10:00 planning_areas publishes
2027-06-01 08:00 coordinators opens
2027-06-14 09:00 coordinators reminds
2027-06-18 09:00 coordinators reminds
2027-06-21 18:00 coordinators closes
2027-06-21 18:00 coordinators thanks
2027-06-28 10:00 coordinators publishes
2027-07-15 08:00  decides
""".strip().splitlines()
"""Holidays in Baden-Württemberg by hand: Good Friday is 26 March, Ascension 6 May, Whit Monday
17 May, Corpus Christi 27 May. The first of May is a Saturday: what falls there comes on Monday."""


class HandClock:
    """A clock that is moved by hand, and notes at which instant what was done."""

    is_moved_by_hand = True

    def __init__(self, look: Callable[[], set[str]]) -> None:
        self.at = SET_UP
        self._look = look
        self._known: set[str] = set()
        self._reached = SET_UP
        self.done: list[str] = []

    async def prepare(self) -> None:
        """Nothing to learn."""

    def now(self) -> datetime:
        """Where it was moved to."""
        return self.at

    def stands_at(self) -> datetime:
        """Which event the calendar has come to."""
        return self._reached

    async def come_to(self, at: datetime) -> None:
        """Note what was done at the event before."""
        self._note()
        self._reached = at

    async def follow(self, seconds: float) -> None:
        """Nobody else keeps this calendar."""

    async def wait(self, worked_off_until: datetime, due_at: datetime | None) -> None:
        """End the loop: the test looks at what was done."""
        self._note()
        raise KeyboardInterrupt

    def _note(self) -> None:
        found = self._look()
        local = self._reached.astimezone(BERLIN)
        self.done += sorted(f"{local:%Y-%m-%d %H:%M} {one}" for one in found - self._known)
        self._known |= found


class RestingCourier(Courier):
    """Sends nothing, and says that nothing is left to send."""

    async def delivered(self, timeout_s: float) -> None:
        """Nothing is underway."""


class Office:
    """A process that was just set up, and the calendar that keeps it."""

    def __init__(self, directory: Path) -> None:
        self.database = Database(f"sqlite:///{directory}/kept.db", directory / "keys")
        self.database.migrate()
        with self.database.write() as uow:
            uow.teams.ensure(TEAM)
            uow.processes.add(PROCESS_IN_2027, blocks_of(PROCESS_IN_2027))
            uow.calendar.add(entries_of(PROCESS_IN_2027, SET_UP.date()))
            uow.outbox.post(started_key(PROCESS.process_id), TEAM, {})
        self.writer = Writer(self.database)
        self.planned = self._waiting()
        self.clock = HandClock(lambda: self.planned - self._waiting())
        courier = RestingCourier(self.writer, Connector.__new__(Connector), self.clock)
        self.keeper = CalendarKeeper(self.clock, self.writer, courier)

    async def move(self, to: datetime) -> None:
        """Move the clock, and let the calendar follow."""
        self.clock.at = to
        with pytest.raises(KeyboardInterrupt):
            await self.keeper.run()

    def answer(self, block_key: str) -> None:
        """Six people answer a block."""
        with self.database.write() as uow:
            block = uow.processes.block(PROCESS_IN_2027, block_key)
            answers = {
                item: _any_answer(prompt)
                for prompt in block.content.prompts
                for item in required_items_of(prompt)
            }
            for number in range(6):
                name = bytes([number]) * 16
                response = Response(department="511", answers=answers)
                uow.responses.put(block.block_id, ballot=name, receipt=name, response=response)

    def states(self) -> list[str]:
        """Where the blocks stand."""
        with self.database.read() as uow:
            return [str(block.state) for block in uow.processes.blocks(PROCESS_IN_2027)]

    def said(self) -> list[str]:
        """The keys of all messages."""
        with self.database.read() as uow:
            return sorted(row.key for rank in RANKS for row in uow.deliveries.waiting(rank))

    def _waiting(self) -> set[str]:
        # Two reminders of a block differ by their day.
        with self.database.read() as uow:
            entries = uow.calendar.waiting_of(PROCESS.process_id)
        return {f"{one.block_key} {one.kind}#{one.due_on}" for one in entries}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on the day of the set-up."""
    opened = Office(tmp_path)
    with closing(opened.database), closing(opened.writer):
        asyncio.run(opened.move(SET_UP))
        yield opened


async def test_everything_happens_on_its_day_from_set_up_to_results(office: Office) -> None:
    for key, opened in (
        ("basics", "04-02"),
        ("planning_areas", "05-04"),
        ("coordinators", "06-02"),
    ):
        await office.move(datetime.fromisoformat(f"2027-{opened}T12:00:00+02:00"))
        office.answer(key)
    await office.move(END)
    assert _done(office) == EVENTS
    assert office.states() == [BlockState.PUBLISHED] * 3
    with office.database.read() as uow:
        for block in uow.processes.blocks(PROCESS_IN_2027):
            assert uow.sealed.counts(block.block_id).answered == {"511": 6}
            assert uow.responses.all(block.block_id) == ()


async def test_a_jump_over_five_months_goes_from_event_to_event(office: Office) -> None:
    await office.move(END)
    assert _done(office) == EVENTS


async def test_jumps_back_by_a_day_fire_nothing_twice_and_reopen_nothing(office: Office) -> None:
    for event in EVENTS:
        at = datetime.fromisoformat(event[:16]).replace(tzinfo=BERLIN)
        await office.move(at + timedelta(minutes=1))
        before = office.states(), office.said()
        await office.move(at - timedelta(days=1))
        assert (office.states(), office.said()) == before
        await office.move(at + timedelta(minutes=2))
        assert (office.states(), office.said()) == before
    assert _done(office) == EVENTS


def _any_answer(prompt: Prompt) -> str:
    match prompt:
        case RankingPrompt():
            return ",".join(option_keys(prompt))
        case MultipleChoicePrompt():
            return option_keys(prompt)[0]
        case TextPrompt():
            return "Mehr Zeit."
        case _:
            return answers_of(prompt)[0]


def _done(office: Office) -> list[str]:
    return [line.partition("#")[0] for line in office.clock.done]
