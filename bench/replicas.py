"""Submits a second with one process and with two, on one PostgreSQL."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.invoke.load import CONNECTIONS, send_all
from bench.invoke.sample import Sample, as_request, caught, prepared, stored_count
from bench.measured import Report, ratio
from bench.office import crowd_of, crowded_office, opened
from bench.rounds import Options, interleaved, warmed
from content.words import words
from tests.bot_process import Bot
from tests.journeys.story import Story
from tests.office import Message, Person
from tests.postgres import running_postgres

ABOUT = (
    "The last press of the answer dialog, as in `invoke`, on PostgreSQL: all connections to one "
    f"process, or half of them to each of two. {CONNECTIONS} connections together"
)
PEOPLE, FEW = 400, 20
REFUSAL = words("de").text("errors.try_again.title")


@dataclass(frozen=True, slots=True)
class Stage:
    """An office in which everybody stands before the last press."""

    story: Story
    sample: Sample
    people: Sequence[Person]

    def rate(self, *bots: Bot) -> float:
        """Submits a second, spread over some processes."""
        activities = prepared(self.story, self.sample, self.people)
        requests = [as_request(one, self.sample.authorization) for one in activities]
        began = time.perf_counter()
        asyncio.run(_spread(requests, bots))
        rate = len(requests) / (time.perf_counter() - began)
        assert stored_count(self.story, self.sample) == len(self.people)
        return rate


async def _spread(requests: Sequence[bytes], bots: Sequence[Bot]) -> None:
    left = iter(requests)
    each = CONNECTIONS // len(bots)
    await asyncio.gather(*(send_all(bot.port, left, each) for bot in bots))


def run(options: Options) -> Report:
    """Measure one and two processes in turn."""
    count = options.sized(PEOPLE, FEW)
    with (
        running_postgres() as server,
        crowded_office(count + 1, options.directory, server.new_database()) as story,
        _replica(story, options.directory) as second,
    ):
        card = opened(story, count)
        first, *people = crowd_of(story)
        stage = Stage(story, caught(story, card, first), people)
        for bot in (second, story.bot):
            _introduce(story, bot, card, first)
        measures = {
            "1 process": partial(stage.rate, story.bot),
            "2 processes": partial(stage.rate, story.bot, second),
        }
        warmed(options, measures)
        found = interleaved(options.rounds, "submits/s", measures)
    ratios = [ratio("2 processes : 1 process", found["2 processes"], found["1 process"])]
    return Report("replicas", ABOUT, ratios, list(found.values()), {"submits in a round": count})


def _introduce(story: Story, bot: Bot, card: Message, person: Person) -> None:
    """Let a process learn who is in the channel; until it knows, it asks people to try again."""
    story.office.set_bot(bot.url)
    while REFUSAL in story.office.press(person, card, "Jetzt teilnehmen").words:
        time.sleep(0.1)


@contextmanager
def _replica(story: Story, directory: Path) -> Iterator[Bot]:
    second = story.bot.replica(directory / "replica")
    second.start()
    try:
        yield second
    finally:
        second.stop()
