"""One run from the first card to the sealed block."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.office import crowd_of, crowded_office, opened
from bench.soak.audit import Audit
from bench.soak.figures import Figures
from bench.soak.ledger import Ledger, Outcome
from bench.soak.people import Crowd
from bench.soak.screens import sit_down_together
from bench.soak.weather import Plan, Weather
from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from tests.journeys.story import BEFORE_CLOSING, CLOSED, Story
from tests.office import Message, Person

CLOSING_SECONDS = 120.0
SETTLED_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    minutes: float
    people: int
    windows: int
    kills: int
    thinking_seconds: float
    seed: int


def run(options: Options, directory: Path) -> dict[str, Any]:
    """Let people answer, close the block, return all figures; all holds if `findings` is empty."""
    with _office(options, directory) as story:
        people = crowd_of(story)
        card = opened(story, options.people)
        figures, ledger = Figures(), Ledger()
        weather = Weather(story, ledger, figures, _plan(options), options.seed)
        crowd = Crowd(
            story.office, card, ledger, figures, weather.is_over, options.thinking_seconds
        )
        _work(crowd, people, weather, options)
        audit = Audit(story.office, story.bot, ledger, people)
        findings = [*figures.faults_of_ours, *_closed(story, audit, card)]
        # The sandbox keeps every message for ever: what it holds is only told.
        if weather.memory["bot"].is_growing(SETTLED_SECONDS):
            findings.append("the bot's memory grows")
        return _summary(options, figures, ledger, weather, story) | {"findings": findings}


def _closed(story: Story, audit: Audit, card: Message) -> Iterator[str]:
    stored = audit.responses()
    yield from audit.of_the_open_block(stored)
    yield from audit.of_what_people_see(card, stored)
    story.office.move_clock(CLOSED, wait=CLOSING_SECONDS)
    yield from audit.of_the_sealed_block(stored)
    yield from audit.of_messages()


@contextmanager
def _office(options: Options, directory: Path) -> Iterator[Story]:
    with crowded_office(options.people, directory) as story:
        story.office.upload(
            build_package(
                PackageFor(app_id=story.office.facts["app_id"], host="themenblock.example")
            )
        )
        yield story


def _plan(options: Options) -> Plan:
    seconds = options.minutes * 60
    return Plan(
        seconds=seconds,
        kills=options.kills,
        calm_share=1 / 3,
        seconds_between_faults=min(15.0, seconds / 8),
        seconds_between_hours=min(20.0, seconds / 8),
        last_hour=datetime.fromisoformat(BEFORE_CLOSING),
    )


def _work(crowd: Crowd, people: list[Person], weather: Weather, options: Options) -> None:
    storm = threading.Thread(target=weather.run, name="weather")
    storm.start()
    sit_down_together(crowd, people, options.windows, options.seed)
    storm.join()


def _summary(
    options: Options, figures: Figures, ledger: Ledger, weather: Weather, story: Story
) -> dict[str, Any]:
    answered = story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''")
    deeds = {
        f"{name} {outcome.value}": ledger.count(outcome, withdrawn=is_withdrawn)
        for name, is_withdrawn in (("sendings", False), ("withdrawals", True))
        for outcome in Outcome
    }
    traffic = story.office.traffic()
    return {
        "minutes": options.minutes,
        "people": options.people,
        "seed": options.seed,
        "answered": answered[0][0],
        **deeds,
        **{name: figures.counts[name] for name in sorted(figures.counts)},
        "waiting_ms": figures.waiting(),
        "memory": {name: one.shown(SETTLED_SECONDS) for name, one in weather.memory.items()},
        "requests": traffic["requests"],
        "deliveries": traffic["deliveries"],
        "violations": traffic["violation_count"],
    }
