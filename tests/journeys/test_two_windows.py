"""`answer_block` in two windows: who sends second sees both answers, and decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from tests.journeys.story import Story, page_of, told
from tests.office import Message, Person, Seen

MAY = "2027-05-04T10:00:00+02:00"
CHANGED_MEANWHILE = "Inzwischen geändert"
SENT: dict[str, Any] = {
    "area_count": "12",
    "municipalities": {"each_alone": "9", "small_share": "2"},
    "criteria": {"need": "1", "young_people": "2", "daily_ways": "3", "networks": "4"},
    "special_place": "Der erfundene Quellgarten",
}
DRAFT: dict[str, Any] = {
    **SENT,
    "area_count": "30",
    "municipalities": {"each_alone": "1", "small_share": "2"},
    "criteria": {"need": "4", "young_people": "3", "daily_ways": "2", "networks": "1"},
}
OF_SENT = ("12 Planungsräume", "9", "1. Wie viel Hilfe vor Ort gebraucht wird.")
OF_DRAFT = ("30 Planungsräume", "1", "4. Wie viel Hilfe vor Ort gebraucht wird.")
IN_BOTH = ("Der erfundene Quellgarten", "Stimme\u00a0zu", "Ja, ein eigener Planungsraum.")


@dataclass(slots=True)
class May:
    """An office in May, and one of its staff who has two windows open."""

    story: Story
    card: Message
    person: Person

    def window(self) -> Seen:
        """Open one more window."""
        return self.story.office.press(self.person, self.card, "Jetzt teilnehmen")

    def press(self, seen: Seen, button: str) -> Seen:
        """Press a button in a window."""
        return self.story.office.submit(seen, button)

    def conflict(self) -> Seen:
        """Send in one window and then, something else, in another that was open all the time."""
        first, second = self.window(), self.window()
        assert "Vielen Dank" in self.press(self.story.walk(first, **SENT), "Senden").words
        return self.press(self.story.walk(second, **DRAFT), "Senden")

    def drafts(self) -> int:
        """How many drafts lie in the office."""
        return len(self.story.rows("SELECT 1 FROM drafts"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Story, Message]]:
    """One office for all of them."""
    with told(tmp_path_factory.mktemp("office")) as story:
        story.set_up()
        story.office.move_clock(MAY)
        yield story, story.block_card("planning_areas")


@pytest.fixture
def may(office: tuple[Story, Message], places: Iterator[int]) -> May:
    """The office, and somebody in it who has done nothing yet."""
    story, card = office
    return May(story, card, story.staff[next(places)])


@pytest.fixture(scope="module")
def places() -> Iterator[int]:
    """Everybody's place among the staff."""
    return count()


def test_what_differs_is_shown_from_both_and_nothing_else(may: May) -> None:
    seen = may.conflict()
    assert CHANGED_MEANWHILE in seen.words
    lines = seen.words.splitlines()
    assert [one for one in (*OF_SENT, *OF_DRAFT) if one not in lines] == []
    assert [one for one in IN_BOTH if one in lines] == []
    assert CHANGED_MEANWHILE in may.window().words


def test_the_draft_is_sent(may: May) -> None:
    seen = may.press(may.conflict(), "Entwurf senden")
    assert "Vielen Dank" in seen.words
    assert shows(may.window(), OF_DRAFT, IN_BOTH)


def test_the_stored_answer_is_kept_and_the_draft_is_gone(may: May) -> None:
    seen = may.conflict()
    drafts = may.drafts()
    seen = may.press(seen, "Gespeicherte behalten")
    assert shows(seen, OF_SENT, IN_BOTH)
    assert may.drafts() == drafts - 1
    assert shows(may.window(), OF_SENT, IN_BOTH)


def test_the_draft_is_looked_at_once_more_changed_and_sent(may: May) -> None:
    seen = may.press(may.conflict(), "Entwurf noch einmal ansehen")
    assert shows(seen, OF_DRAFT, IN_BOTH)
    while page_of(seen) != "area_count":
        seen = may.press(seen, "Zurück")
    (field,) = seen.fields
    assert int(field["value"]) == 30
    seen = may.story.walk(seen, **{**DRAFT, "area_count": "31"})
    assert "Vielen Dank" in may.press(seen, "Senden").words
    assert shows(may.window(), ("31 Planungsräume", *OF_DRAFT[1:]), IN_BOTH)


def test_an_unfinished_draft_goes_on_beside_what_was_sent_meanwhile(may: May) -> None:
    first, left = may.window(), may.window()
    while page_of(left) != "rudersberg":
        left = may.story.next_page(left, **DRAFT)
    may.press(may.story.walk(first, **SENT), "Senden")
    seen = may.window()
    assert CHANGED_MEANWHILE in seen.words
    assert "Entwurf senden" not in seen.actions
    seen = may.press(seen, "Mit dem Entwurf weitermachen")
    assert page_of(seen) == "rudersberg"
    assert "Vielen Dank" in may.press(may.story.walk(seen, **DRAFT), "Senden").words
    assert shows(may.window(), OF_DRAFT, IN_BOTH)


def test_a_third_window_that_sends_meanwhile_is_shown_before_anything_is_stored(may: May) -> None:
    third = may.window()
    seen = may.conflict()
    other = may.press(may.story.walk(third, **{**DRAFT, "area_count": "35"}), "Senden")
    assert "Vielen Dank" in may.press(other, "Entwurf senden").words
    again = may.press(seen, "Entwurf senden")
    assert CHANGED_MEANWHILE in again.words
    assert "35 Planungsräume" in again.words
    assert shows(may.press(again, "Gespeicherte behalten"), ("35 Planungsräume",), IN_BOTH)


def test_a_window_left_behind_by_a_withdrawal_shows_how_things_stand(may: May) -> None:
    seen = may.conflict()
    own = may.press(may.window(), "Gespeicherte behalten")
    may.press(may.press(own, "Zurückziehen"), "Ja, zurückziehen")
    gone = may.press(seen, "Entwurf senden")
    assert "Hier geht es nicht weiter" in gone.words
    assert "Schritt 1 von" in may.press(gone, "Aktuellen Stand zeigen").words


def shows(seen: Seen, *groups: tuple[str, ...]) -> bool:
    """Say whether all these lines can be read."""
    return {line for group in groups for line in group} <= set(seen.words.splitlines())
