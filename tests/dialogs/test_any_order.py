"""`answer_block`: whatever comes in whatever order, the end is that of some serial order.

Random people open windows, answer, go back, send, change, withdraw, and deliver again what was
delivered before. After each of it the database holds what `tests.dialogs.life` says, and whatever
is delivered again changes nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from participation.process import Process, TopicBlock
from participation.steps import steps_of
from tests.cards.examples import BLOCK, PROCESS, TEMPLATE
from tests.cards.kinds import TEMPLATE as KINDS
from tests.cards.kinds import block_of, process_of
from tests.dialogs.desk import Sent, Window, opened_desk, person
from tests.dialogs.life import DEPARTMENT, Content, Life, Seat

PEOPLE = ("anna", "berta")
Given = Mapping[str, str]
Ways = Mapping[str, Sequence[tuple[Given, Given]]]
"""By page, what can be entered there and what is kept of it."""


def ranks(*given: str) -> Given:
    """The rank of each aim, as its inputs hold it."""
    return dict(zip(("answer_first", "answer_other", "answer_third"), given, strict=True))


def degrees(*given: str) -> tuple[Given, Given]:
    """The resistance to each shape, as its inputs hold it and as it is kept."""
    pairs = [*zip(("few", "many", "status_quo"), given, strict=True)]
    entered = {f"answer_{key}": degree for key, degree in pairs}
    return entered, {f"shapes.{key}": degree for key, degree in pairs}


def as_entered(page: str, *entries: str) -> Sequence[tuple[Given, Given]]:
    """What one input holds and is kept as it was entered."""
    field = "department" if page == DEPARTMENT else "answer"
    return [({field: entry}, {page: entry}) for entry in entries]


FOUR_WAYS: Ways = {
    DEPARTMENT: as_entered(DEPARTMENT, *(known.key for known in TEMPLATE.departments)),
    "size": as_entered("size", "1", "3", "5"),
    "name": as_entered("name", "", "north", "south"),
    "wish": as_entered("wish", "", "mehr Zeit", "mehr Raum"),
}
OTHER_WAYS: Ways = {
    DEPARTMENT: as_entered(DEPARTMENT, *(known.key for known in KINDS.departments)),
    "tasks": [
        ({"answer": "write,plan"}, {"tasks": "plan,write"}),
        ({"answer": "meet"}, {"tasks": "meet"}),
    ],
    "aims": [
        (ranks("2", "3", "1"), {"aims": "third,first,other"}),
        (ranks("1", "2", "3"), {"aims": "first,other,third"}),
    ],
    "shapes": [degrees("0", "10", "4"), degrees("5", "5", "5")],
    "hours": [({"answer": "7,5"}, {"hours": "7.5"}), ({"answer": "40"}, {"hours": "40"})],
    "areas": as_entered("areas", "", "-2", "31"),
    "start": as_entered("start", "", "2021-10-03"),
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

    process: ClassVar[Process] = PROCESS
    block: ClassVar[TopicBlock] = BLOCK
    ways: ClassVar[Ways] = FOUR_WAYS

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.seats: list[tuple[Window, Seat]] = []
        self.worked: list[Sent] = []

    @initialize()
    def prepare(self) -> None:
        """Open a block of its own for this run."""
        here = Path(self.stack.enter_context(TemporaryDirectory()))
        self.desk = self.stack.enter_context(opened_desk(here, self.process, self.block))
        self.database = self.desk.database
        with self.database.read() as uow:
            keys = uow.keys.load(self.block.block_id)
        assert keys is not None
        self.ballots = {who: keys.ballot_of(person(who)) for who in PEOPLE}
        self.lives = {
            who: Life(tuple(step.page for step in steps_of(self.block.content, ballot.hex())))
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
        entered: Given = {}
        given: Given = {page: sent["answer"]} if "answer" in sent else {}
        if page in self.ways and action in ("next", "back"):
            entered, given = data.draw(st.sampled_from(self.ways[page]))
        window.press(title, **entered)
        if action == "withdraw":
            window.press("Ja, zurückziehen")
        if action in STEPS:
            seat.step(given, STEPS[action])
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
                stored = uow.responses.find(self.block.block_id, self.ballots[who])
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
                for draft in uow.drafts.of(self.block.block_id, ballot)
            )

    def teardown(self) -> None:
        """Give everything back."""
        self.stack.close()


def content(department: str, answers: Mapping[str, str]) -> Content:
    """What is kept, as the model has it."""
    return Content(department, frozenset(answers.items()))


class AnyOrderOfOtherKinds(AnyOrder):
    """The same with several inputs on a page, and answers that are kept in another form."""

    process = process_of(PROCESS)
    block = block_of(BLOCK)
    ways = OTHER_WAYS


COMMON = settings(
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
AnyOrder.TestCase.settings = settings(COMMON, max_examples=20)
AnyOrderOfOtherKinds.TestCase.settings = settings(COMMON, max_examples=10)
TestAnyOrder = AnyOrder.TestCase
TestAnyOrderOfOtherKinds = AnyOrderOfOtherKinds.TestCase
