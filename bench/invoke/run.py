"""Submits a second: our process, the SDK as it comes, and the least that is safe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.invoke.load import CONNECTIONS, rate_of
from bench.invoke.rows import Rows
from bench.invoke.sample import Sample, as_request, caught, prepared, stored_count
from bench.measured import Report, ratio
from bench.office import crowd_of, crowded_office, opened
from bench.rounds import Options, interleaved, warmed
from bench.servers import serving
from tests.journeys.story import Story
from tests.kept import rows
from tests.office import Person

ABOUT = (
    "The last press of the answer dialog, from the wire to the disk, over "
    f"{CONNECTIONS} connections that stay open: the token's signature is checked, all answers "
    "are committed durably. Ours is `themenblock serve`; the others do the rows of it alone"
)
PEOPLE, FEW = 600, 18
SLOW = 3
"""The SDK takes so many times fewer of them: its rate is as plain, its rounds are shorter."""


@dataclass(frozen=True, slots=True)
class Stage:
    """An office in which everybody stands before the last press."""

    story: Story
    sample: Sample
    people: Sequence[Person]

    def ours(self) -> float:
        """The rate of our own process."""
        activities = prepared(self.story, self.sample, self.people)
        rate = rate_of(self.story.bot.port, self._requests(activities))
        assert stored_count(self.story, self.sample) == len(self.people)
        return rate

    def by_hand(self, file: Path, port: int, people: Sequence[Person]) -> float:
        """The rate of a server that works on `file`."""
        activities = prepared(self.story, self.sample, people)
        with closing(Rows(file)) as rows_by_hand:
            rows_by_hand.prepare(activities, self.sample.draft.answers)
            rate = rate_of(port, self._requests(activities))
            assert rows_by_hand.count() == len(people)
        return rate

    def _requests(self, activities: Sequence[dict[str, object]]) -> list[bytes]:
        return [as_request(one, self.sample.authorization) for one in activities]


def run(options: Options) -> Report:
    """Measure all three in turn."""
    count = options.sized(PEOPLE, FEW)
    with crowded_office(count + 1, options.directory) as story:
        card = opened(story, count)
        first, *people = crowd_of(story)
        stage = Stage(story, caught(story, card, first), people)
        with (
            _by_hand(stage, "stock", people[: count // SLOW], options) as stock,
            _by_hand(stage, "bare", people, options) as bare,
        ):
            measures = {"ours": stage.ours, "stock SDK": stock, "bare aiohttp": bare}
            warmed(options, measures)
            found = interleaved(options.rounds, "submits/s", measures)
    ratios = [
        ratio("ours : stock SDK", found["ours"], found["stock SDK"]),
        ratio("ours : bare aiohttp", found["ours"], found["bare aiohttp"]),
    ]
    facts = {"answers in a submit": len(stage.sample.draft.answers), "submits in a round": count}
    return Report("invoke", ABOUT, ratios, list(found.values()), facts)


@contextmanager
def _by_hand(
    stage: Stage, name: str, people: Sequence[Person], options: Options
) -> Iterator[Callable[[], float]]:
    file, answer = options.directory / f"{name}.db", options.directory / f"{name}.json"
    answer.write_text(json.dumps(stage.sample.answer), "utf-8")
    (template,) = rows(stage.story.bot.database_url, "SELECT template FROM processes")[0]
    with closing(Rows(file)) as fresh:
        fresh.create(template)
    arguments = (str(file), str(answer))
    with serving(f"bench.invoke.{name}", arguments, stage.story.bot.environment) as port:
        yield lambda: stage.by_hand(file, port, people)
