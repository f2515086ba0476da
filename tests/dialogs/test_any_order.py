"""`answer_block`: whatever comes in whatever order, the end is that of some serial order.

Random people open windows, answer, go back, send, change, withdraw, and deliver again what was
delivered before. After each of it the database holds what `tests.dialogs.life` says, and whatever
is delivered again changes nothing.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from participation.steps import steps_of
from tests.cards.examples import BLOCK, TEMPLATE
from tests.dialogs.desk import Sent, Window, opened_desk, person
from tests.dialogs.life import Content, Life, Seat

PEOPLE = ("anna", "berta")
ENTRIES = {
    "#department": [known.key for known in TEMPLATE.departments],
    "size": ["1", "3", "5"],
    "name": ["", "north", "south"],
    "wish": ["", "mehr Zeit", "mehr Raum"],
}
STEPS = {"next": 1, "back": -1, "leave": -1}
SHOWN = {
    "Hier geht es nicht weiter": "gone",
    "Inzwischen geändert": "conflict",
    "Vielen Dank": "sent",
    "Zurückgezogen": "withdrawn",
    "Ihre Antwort": "own",
}
MOST_WINDOWS = 8


class AnyOrder(RuleBasedStateMachine):
    """Two people with several windows each, and the model of what they expect."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.seats: list[tuple[Window, Seat]] = []
        self.worked: list[Sent] = []

    @initialize()
    def prepare(self) -> None:
        """Open a block of its own for this run."""
        here = Path(self.stack.enter_context(TemporaryDirectory()))
        self.desk = self.stack.enter_context(opened_desk(here))
        self.database = self.desk.database
        with self.database.read() as uow:
            keys = uow.keys.load(BLOCK.block_id)
        assert keys is not None
        self.ballots = {who: keys.ballot_of(person(who)) for who in PEOPLE}
        self.lives = {
            who: Life(tuple(step.page for step in steps_of(BLOCK.content, ballot.hex())))
            for who, ballot in self.ballots.items()
        }

    @precondition(lambda self: len(self.seats) < MOST_WINDOWS)
    @rule(who=st.sampled_from(PEOPLE))
    def open_a_window(self, who: str) -> None:
        """Press the button of the block's card; it writes nothing."""
        before = self.desk.rows()
        seat = Seat(self.lives[who])
        seat.open()
        self.seats.append((self.desk.open(who), seat))
        assert self.desk.rows() == before
        self.agree()

    @precondition(lambda self: self.seats)
    @rule(data=st.data())
    def press_something(self, data: st.DataObject) -> None:
        """Press any button of any window."""
        window, seat = data.draw(st.sampled_from(self.seats))
        titles = [one for one in window.buttons if one != "Zurückziehen" or seat.life.is_counted]
        if titles:
            self.press(window, seat, data.draw(st.sampled_from(titles)), data)

    @precondition(lambda self: self.seats)
    @rule(data=st.data())
    def answer_to_the_end(self, data: st.DataObject) -> None:
        """Answer every page that is left in any window, which few would do by chance."""
        window, seat = data.draw(st.sampled_from(self.seats))
        while seat.shows in seat.life.pages[:-1]:
            ways = [one for one in window.buttons if window.data(one).get("action") == "next"]
            self.press(window, seat, data.draw(st.sampled_from(ways)), data)

    @precondition(lambda self: self.worked)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        """Deliver again what has changed something before; it changes nothing."""
        before = self.desk.rows()
        self.desk.deliver(data.draw(st.sampled_from(self.worked)))
        assert self.desk.rows() == before

    def press(self, window: Window, seat: Seat, title: str, data: st.DataObject) -> None:
        """Press one button, in the window and in the model, and hold both against each other."""
        before = self.desk.rows()
        page, sent = window.page, window.data(title)
        action = sent.get("action", "withdraw")
        entry = sent.get("answer")
        if page in ENTRIES and action in ("next", "back"):
            entry = data.draw(st.sampled_from(ENTRIES[page]))
        field = "department" if page == "#department" else "answer"
        window.press(title, **({field: entry} if entry is not None else {}))
        if action == "withdraw":
            window.press("Ja, zurückziehen")
        if action in STEPS:
            seat.step(entry, STEPS[action])
        else:
            getattr(seat, action)()
        event(f"{action} leads to {seat.shows}")
        if window.last and self.desk.rows() != before:
            self.worked.append(window.last)
        self.agree()

    def agree(self) -> None:
        """Hold screens and database against the model."""
        for window, seat in self.seats:
            found = next((name for words, name in SHOWN.items() if words in window.text), "")
            assert (window.page or found) == seat.shows, (seat.shows, window.text)
        with self.database.read() as uow:
            for who, life in self.lives.items():
                stored = uow.responses.find(BLOCK.block_id, self.ballots[who])
                kept = stored and content(stored.department, stored.answers)
                assert (kept or Content()) == life.stored
        assert self.drafts() == Counter(
            (self.ballots[who], work.content, work.page)
            for who, life in self.lives.items()
            for work in life.work
        )
        answered = [life for life in self.lives.values() if life.stored != Content()]
        assert len(self.desk.rows()["receipts"]) == len(answered)

    def drafts(self) -> Counter[tuple[bytes, Content, str]]:
        """The drafts that are kept."""
        with self.database.read() as uow:
            return Counter(
                (ballot, content(draft.department, draft.answers), draft.page)
                for ballot in self.ballots.values()
                for draft in uow.drafts.of(BLOCK.block_id, ballot)
            )

    def teardown(self) -> None:
        """Give everything back."""
        self.stack.close()


def content(department: str, answers: Mapping[str, str]) -> Content:
    """What is kept, as the model has it."""
    return Content(department, frozenset(answers.items()))


AnyOrder.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyOrder = AnyOrder.TestCase
