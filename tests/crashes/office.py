"""An office whose people answer a short topic while things break, and what must hold afterwards."""

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.soak.audit import Audit
from bench.soak.figures import Figures
from bench.soak.filling import new_mark
from bench.soak.ledger import Ledger, Outcome
from bench.soak.people import Crowd, given_in, marks_to_send, outcome_of
from bench.soak.screens import sit_down_together
from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from tests.journeys.leading import REASON, begin
from tests.journeys.story import CLOSED, OPENED, Story, told
from tests.office import Message, Person, Seen

SHORT_BLOCK = Path(__file__).parent / "short_block.toml"
ITEMS = {"claims.one", "claims.two", "noticed"}
SCREENS = 5
PATIENCE_SECONDS = (0.1, 0.3)
# Nothing of a process that is dead takes effect later; a server may still finish a commit.
LATE_SECONDS = 0.5
CLOSING_SECONDS = 60.0


@dataclass(slots=True)
class Siege:
    """A story whose first topic is short and open, and the books of who has sent what."""

    story: Story
    card: Message
    people: list[Person]
    witnesses: list[Person] = field(default_factory=list)
    ledger: Ledger = field(default_factory=lambda: Ledger(LATE_SECONDS))
    figures: Figures = field(default_factory=Figures)
    lost: list[str] = field(default_factory=list)
    """What was missed on the way; the books cannot tell an answer that was replaced since."""

    @property
    def audit(self) -> Audit:
        """Who compares the books with what is stored."""
        return Audit(
            self.story.office, self.story.bot, self.ledger, [*self.people, *self.witnesses]
        )

    @property
    def acknowledged_count(self) -> int:
        """How many sendings and withdrawals were acknowledged so far."""
        done = Outcome.ACKNOWLEDGED
        return self.ledger.count(done) + self.ledger.count(done, withdrawn=True)

    @contextmanager
    def under_load(self, seed: int) -> Iterator[None]:
        """Let people answer, change and withdraw at several screens for as long as this lasts."""
        over = threading.Event()
        crowd = Crowd(
            self.story.office,
            self.card,
            self.ledger,
            self.figures,
            over.is_set,
            0.0,
            PATIENCE_SECONDS,
        )
        work = (crowd, self.people, SCREENS, seed)
        crowded = threading.Thread(target=sit_down_together, args=work, name="crowd")
        crowded.start()
        try:
            yield
        finally:
            over.set()
            crowded.join()

    def await_receipts(self, count: int, *, at_most: float) -> None:
        """Wait until so many more sendings were acknowledged, or the time is over."""
        enough, deadline = self.acknowledged_count + count, time.monotonic() + at_most
        while self.acknowledged_count < enough and time.monotonic() < deadline:
            time.sleep(0.005)

    def faults_while_open(self) -> list[str]:
        """What is lost, there twice, there in part, or not what its author is shown."""
        stored = self.audit.responses()
        half = [row for row in self.answers() if row.keys() != ITEMS or not all(row.values())]
        return [
            *self.figures.faults_of_ours,
            *(f"half an answer: {sorted(row)}" for row in half),
            *self.audit.of_the_open_block(stored),
            *self.audit.of_what_people_see(self.card, stored),
        ]

    def faults_of_sealing(self) -> list[str]:
        """Close the block; what is then not as it was answered, or left over."""
        stored = self.audit.responses()
        self.story.office.move_clock(CLOSED, wait=CLOSING_SECONDS)
        return list(self.audit.of_the_sealed_block(stored))

    def answers(self) -> list[dict[str, Any]]:
        """The stored answers, decoded."""
        return [json.loads(row) for (row,) in self.story.rows("SELECT answers FROM responses")]


@dataclass(slots=True)
class Witness:
    """Somebody apart from the crowd, with an answer ready to be sent."""

    siege: Siege
    person: Person
    _ready: Seen = field(init=False)

    def __post_init__(self) -> None:
        self.siege.witnesses.append(self.person)
        story = self.siege.story
        page = story.office.press(self.person, self.siege.card, 0)
        mark = new_mark(random.SystemRandom())
        self._ready = story.walk(page, text=f"stichwort {mark}")

    def send(self) -> Seen:
        """Send what is ready; what the person then sees."""
        ready, ledger = self._ready, self.siege.ledger
        deed = ledger.begin(self.person.oid, marks_to_send(ready), given_in(ready))
        seen = self.siege.story.office.submit(ready, "Senden")
        ledger.end(deed, outcome_of(seen, deed))
        return seen

    def come_back(self) -> None:
        """Open the window anew, and go on to where the answer can be sent."""
        page = self.siege.story.office.press(self.person, self.siege.card, 0)
        self._ready = self.siege.story.walk(page)
        assert marks_to_send(self._ready), self._ready.words


@contextmanager
def besieged(directory: Path, database_url: str = "") -> Iterator[Siege]:
    """An office with a short, open topic."""
    with told(directory, database_url=database_url) as story:
        package = PackageFor(app_id=story.office.facts["app_id"], host="themenblock.example")
        story.office.upload(build_package(package))
        story.set_up()
        _shorten(story)
        story.office.move_clock(OPENED)
        yield Siege(story, story.block_card("basics"), story.staff[:14])


def _shorten(story: Story) -> None:
    """Let the lead edit the first topic, as leads do."""
    office = story.office
    page = office.submit(begin(story, "Bearbeiten: Grundverständnis und Ziele"), "Als TOML")
    shorter = {"reason": REASON, "toml": SHORT_BLOCK.read_text("utf-8")}
    sure = office.submit(page, "Weiter", **shorter)
    assert "Ja, ändern" in sure.actions, sure.words
    office.submit(sure, "Ja, ändern")
