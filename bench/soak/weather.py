"""What happens to the bot meanwhile: it is killed, Microsoft's side falters, hours go by."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bench.soak.figures import Figures, Memory
from bench.soak.ledger import Ledger
from tests.journeys.story import Story

FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "send", "status": 429, "retry_after": 1.0, "probability": 0.5},
    {"kind": "send", "status": 503, "probability": 0.5},
    {"kind": "send", "status": 412, "probability": 0.3},
    {"kind": "send", "drop": "before", "probability": 0.5},
    {"kind": "send", "drop": "after", "probability": 0.5},
    {"kind": "send", "delay": 2.0},
    {"kind": "roster", "status": 503},
    {"kind": "roster", "delay": 2.0},
    {"kind": "token", "delay": 4.0},
    {"kind": "token", "status": 500},
    {"kind": "jwks", "status": 503},
)
FAULT_SECONDS = (3.0, 12.0)
DOWN_SECONDS = (0.0, 2.0)
SAMPLE_SECONDS = 2.0
WORST_MOMENT_SECONDS = 5.0
INTO_THE_CALL_SECONDS = (0.0, 0.02)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how often, and up to which time of the office's clock.

    In the last part of the run nothing is killed, so that memory can be seen over a long life.
    """

    seconds: float
    kills: int
    calm_share: float
    seconds_between_faults: float
    seconds_between_hours: float
    last_hour: datetime


class Weather:
    """Runs in a thread of its own until the time is over."""

    def __init__(
        self, story: Story, ledger: Ledger, figures: Figures, plan: Plan, seed: int
    ) -> None:
        self._office = story.office
        self._bot = story.bot
        self._ledger = ledger
        self._figures = figures
        self._plan = plan
        self._dice = random.Random(f"{seed} weather")
        self._over = threading.Event()
        self.memory = {"bot": Memory(), "sandbox": Memory()}

    def is_over(self) -> bool:
        """Whether everybody should go home."""
        return self._over.is_set()

    def run(self) -> None:
        """Let it rain; a fault of this program ends the run."""
        try:
            self._run()
        except Exception as fault:
            self._figures.note_fault(fault)
        finally:
            self._over.set()

    def _run(self) -> None:
        began = time.monotonic()
        due = {what: began + wait for what, wait in self._waits().items()}
        kills, sample_at = self._kill_times(began), began
        while (now := time.monotonic()) < began + self._plan.seconds:
            if now >= sample_at:
                self._sample()
                sample_at = now + SAMPLE_SECONDS
            if kills and now >= kills[0]:
                kills.pop(0)
                self._kill()
            for what in [what for what, at in due.items() if now >= at]:
                getattr(self, f"_{what}")()
                due[what] = time.monotonic() + self._waits()[what]
            time.sleep(0.1)
        self._office.clear_faults()

    def _waits(self) -> dict[str, float]:
        plan = self._plan
        return {
            "fault": plan.seconds_between_faults * self._dice.uniform(0.5, 1.5),
            "hour": plan.seconds_between_hours * self._dice.uniform(0.5, 1.5),
        }

    def _kill_times(self, began: float) -> list[float]:
        stormy = self._plan.seconds * (1 - self._plan.calm_share)
        return sorted(began + self._dice.uniform(0, stormy) for _ in range(self._plan.kills))

    def _kill(self) -> None:
        await_worst_moment(self._ledger, self._dice)
        self._bot.kill()
        self._figures.count("kills")
        time.sleep(self._dice.uniform(*DOWN_SECONDS))
        self._bot.start()

    def _fault(self) -> None:
        rule = dict(self._dice.choice(FAULTS))
        seconds = self._dice.uniform(*FAULT_SECONDS)
        self._office.add_fault(
            rule.pop("kind"), **rule, count=None, seconds=seconds, seed=self._dice.randrange(10**6)
        )
        self._figures.count("faults")

    def _hour(self) -> None:
        """Move the office's clock to the next full hour, where the card is drawn anew."""
        now = datetime.fromisoformat(self._office.clock()["now"])
        onward = (now + timedelta(hours=1)).replace(minute=0, second=1)
        if onward < self._plan.last_hour:
            self._office.move_clock(onward.isoformat(), wait=0)
            self._figures.count("hours")

    def _sample(self) -> None:
        self.memory["bot"].sample(self._bot.process_id)
        self.memory["sandbox"].sample(int(self._office.facts["process_id"]))


def await_worst_moment(ledger: Ledger, dice: random.Random) -> None:
    """Wait until somebody waits for the answer to a sending, if somebody does before long."""
    deadline = time.monotonic() + WORST_MOMENT_SECONDS
    while not ledger.is_somebody_waiting() and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(dice.uniform(*INTO_THE_CALL_SECONDS))
