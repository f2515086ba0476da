"""Pages on which texts can be typed, opened and sent for real at the level of dialogs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dialogs.keep_calendar import do_task, due_tasks
from participation.people import Role
from tests.cards.tree import button, inputs, submits
from tests.dialogs.leading import Office, opened_office

FIRST = "19:basics"
ROLES = frozenset({Role.MODERATOR, Role.PROCESS_LEAD})


@dataclass
class Page:
    """A page with inputs: what it shows, and what it sends when its forward button is pressed."""

    verb: str
    card: Any
    deliver: Callable[[dict[str, Any]], Any]
    is_on_disk: Callable[[str], bool]
    forward: str = "Weiter"

    @property
    def texts(self) -> tuple[str, ...]:
        """The inputs that take free text; one with a pattern takes numbers only."""
        fields = [one for one in inputs(self.card) if one["type"] == "Input.Text"]
        return tuple(one["id"] for one in fields if not one.get("regex"))

    @property
    def buttons(self) -> list[str]:
        """The titles of its buttons."""
        return [one["title"] for one in submits(self.card)]

    def value(self, field: str) -> str:
        """What an input holds."""
        return str(next(one.get("value", "") for one in inputs(self.card) if one["id"] == field))

    def press(self, title: str, **entries: str) -> "Page":
        """Press a button with what the inputs hold; the page that comes back."""
        held = {one["id"]: one["value"] for one in inputs(self.card) if one.get("value")}
        return self.send({**button(self.card, title), **held, **entries})

    def send(self, data: dict[str, Any]) -> "Page":
        """Send anything, as a forger would."""
        return replace(self, card=self.deliver(data))


Opens = Callable[[], Page]
"""Opens a page, as if nobody had been there before."""


def on_disk(folder: Path) -> Callable[[str], bool]:
    """Whether some words are in a file of the database, its log included."""
    return lambda words: any(words.encode() in one.read_bytes() for one in folder.glob("kept.db*"))


def anew(page: Page) -> Page:
    """The page without what was begun before."""
    return page.press("Von vorn beginnen") if "Von vorn beginnen" in page.buttons else page


def nothing(_data: object) -> None:
    """Read nothing, as the button of a command does."""


def with_values(card: Any, values: dict[str, str]) -> Any:
    """The card as somebody has filled it in."""
    for one in inputs(card):
        if one["id"] in values:
            one["value"] = values[one["id"]]
    return card


@contextmanager
def office_at(folder: Path, now: datetime) -> Iterator[Office]:
    """The office at a moment, with everything done that is due by then."""
    with opened_office(folder) as office:
        office.now = now
        while tasks := due_tasks(now, office.database):
            do_task(tasks[0], now, office.database)
        yield office


def delivers(
    office: Office, read: Any, dialog: Any, channels: tuple[tuple[str, str], ...] = ()
) -> Callable[[dict[str, Any]], Any]:
    """How what a window sends reaches a dialog, and which card comes back."""
    return lambda data: opened(office, read, dialog, data, channels=channels)


def opened(
    office: Office,
    read: Any,
    dialog: Any,
    data: dict[str, Any],
    channels: tuple[tuple[str, str], ...] = (),
) -> Any:
    """Let the lead do something in the channel of the first block, with every role."""
    turn = office.turn("lead")
    team = "19:elsewhere" if channels else "19:team"
    place = replace(
        turn.place, is_personal=False, team_id=team, channel_id=FIRST, conversation_id=FIRST
    )
    person = replace(turn.person, roles=ROLES)
    here = replace(
        turn, place=place, person=person, member_of=frozenset({FIRST}), channels=channels
    )
    with office.database.write() as uow:
        return dialog(read(data), here, uow).card
