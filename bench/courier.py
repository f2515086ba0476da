"""Messages a second that leave the outbox, against what Teams allows an app."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import count

from bench.measured import Report, Series, ratio
from bench.office import crowd_of, crowded_office
from bench.rounds import Options, interleaved
from bot.microsoft.limits import CALLS_IN_A_TENANT
from cards import notice_card
from content.words import words
from participation.place import Place
from storage.database import Database
from tests.journeys.story import Story
from tests.kept import rows
from tests.office import Person

ABOUT = (
    "One message to each of many personal chats, from the moment when all stand in the outbox to "
    "the last one that Microsoft's side has taken; it answers at once and counts broken limits"
)
PEOPLE, FEW = 200, 12
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Stage:
    """An office in which everybody has a chat with the bot."""

    story: Story
    people: Sequence[Person]

    def rate(self, numbers: count[int]) -> float:
        """Messages a second."""
        mark = f"bench:{next(numbers)}:"
        card = notice_card.build("process_started", words("de"))
        with (
            closing(
                Database(self.story.bot.database_url, self.story.bot.key_directory)
            ) as database,
            database.write() as uow,
        ):
            for person in self.people:
                uow.outbox.post(f"{mark}{person.oid}", self._chat(person), card)
        began = time.perf_counter()
        # What another process writes wakes nobody; somebody who says something does.
        self.story.office.say(self.story.lead, self.story.lead.chat, "hilfe")
        query = f"SELECT count(*) FROM outbox WHERE state = 'sent' AND key LIKE '{mark}%'"  # noqa: S608
        while rows(self.story.bot.database_url, query) != [(len(self.people),)]:
            assert time.perf_counter() - began < PATIENCE_SECONDS
            time.sleep(0.05)
        return len(self.people) / (time.perf_counter() - began)

    def _chat(self, person: Person) -> Place:
        facts = self.story.office.facts
        return Place(
            tenant_id=facts["tenant_id"],
            service_url=facts["service_url"],
            conversation_id=person.chat,
            user_id=person.user_id,
            is_personal=True,
        )


def run(options: Options) -> Report:
    """Measure with everybody's chats."""
    people = options.sized(PEOPLE, FEW)
    with crowded_office(people, options.directory) as story:
        stage = Stage(story, crowd_of(story))
        for person in stage.people:
            story.office.install(person)
        found = interleaved(options.rounds, "messages/s", {"ours": partial(stage.rate, count())})
        broken = story.office.traffic()["violation_count"]
    ((seconds, most),) = CALLS_IN_A_TENANT
    allowed = Series("allowed for an app", "calls/s", (most / seconds,) * options.rounds)
    facts = {"chats": people, "limits broken": broken}
    ratios = [ratio("ours : allowed", found["ours"], allowed)]
    return Report("courier", ABOUT, ratios, [found["ours"], allowed], facts)
