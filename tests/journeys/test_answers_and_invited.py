"""`keep_calendar` and `show_status` where nobody, hardly anybody, or too many have answered."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.leading import status, trail
from tests.journeys.story import BEFORE_CLOSING, CHANNELS, CLOSED, PUBLISHED, Story, told
from tests.office import Message, Person

BASICS = CHANNELS["basics"]
HEAD = re.compile(r"Stand \d+:[0-9a-f]{16}")
NEXT_HOUR = "2027-04-01T11:00:30+02:00"
FEW = {f"invited_{key}": "1" for key in ("511", "512", "515")}


def read(message: Message) -> tuple[object, ...]:
    """What can be read in a message, in every form that it ever had.

    The head of the trail differs from office to office, whoever has answered.
    """
    words = HEAD.sub("Stand", message.words)
    return words, message.actions, len(message.versions), message.deleted_at


def everything(story: Story, *more: str) -> list[tuple[object, ...]]:
    """Everything that the bot has said in channels, and in some chats."""
    places = [story.office.channel(), *map(story.office.channel, CHANNELS.values()), *more]
    return [read(one) for place in places for one in story.office.messages(place) if one.is_bot]


def summary(story: Story, person: Person) -> Message:
    """What the steering circle gets."""
    story.office.say(person, person.chat, "zusammenfassung")
    return story.card_saying("Ergebnisse Themenblock", person.chat)


@contextmanager
def answered(directory: Path, count: int) -> Iterator[Story]:
    """A story in whose first block so many have answered, up to its results."""
    with told(directory) as story:
        card = story.open_block()
        for person in story.staff[:count]:
            story.answer(person, card)
        yield story


def told_by(directory: Path, count: int) -> list[tuple[object, ...]]:
    """Everything that anybody but those who answer can read from opening to results."""
    with answered(directory, count) as story:
        said = [read(status(story))]
        for moment in (BEFORE_CLOSING, CLOSED, PUBLISHED):
            story.office.move_clock(moment)
            all_said(story)
            said.append(read(status(story)))
        said.append(read(summary(story, story.steering)))
        said += everything(story, story.lead.chat, story.steering.chat)
        return [*said, *((act, "withheld" in details) for act, details in trail(story))]


def all_said(story: Story) -> None:
    """Wait until nothing is left to be said; Teams' limits may hold something back for a second."""
    deadline = time.monotonic() + 20
    while story.rows("SELECT 1 FROM outbox WHERE state IN ('waiting', 'sending')"):
        assert time.monotonic() < deadline, "something is never said"
        time.sleep(0.05)


def test_nobody_and_hardly_anybody_read_exactly_alike(tmp_path: Path) -> None:
    nobody, one, four = (told_by(tmp_path / str(count), count) for count in (0, 1, 4))
    assert nobody == one
    assert nobody == four
    assert any("erst ab 5 Antworten" in str(said) for said in nobody)


def test_from_five_answers_on_there_is_a_number(tmp_path: Path) -> None:
    with answered(tmp_path, 5) as story:
        story.office.move_clock(PUBLISHED)
        results = story.card_saying(f"Ergebnisse: {BASICS}", story.office.channel(BASICS))
        assert "5 von 40" in results.words


def test_more_answers_than_invited_show_no_share_and_the_lead_is_told(story: Story) -> None:
    story.set_up(**FEW)
    story.office.move_clock("2027-04-01T10:00:00+02:00")
    card = story.block_card("basics")
    for person in story.staff[:7]:
        story.answer(person, card)
    # Before the next full hour nobody may know more than the card in the channel says.
    assert "mehr Antworten als Eingeladene" not in status(story).words
    story.office.move_clock(NEXT_HOUR)
    assert "Es gibt mehr Antworten als Eingeladene (3)" in status(story).words
    story.office.move_clock(PUBLISHED)
    results = story.card_saying(f"Ergebnisse: {BASICS}", card.conversation)
    for words in (results.words, summary(story, story.steering).words):
        assert "Antworten (3 eingeladen)" in words
        assert "Alle Antworten zählen" in words
        assert "Beteiligung (" not in words
    assert "Es gibt mehr Antworten als Eingeladene (3)" in status(story).words


@pytest.mark.parametrize("count", [4, 6])
def test_with_as_many_invited_as_answers_the_status_tells_nothing(story: Story, count: int) -> None:
    story.set_up(invited_511=str(count), invited_512="0", invited_515="0")
    story.office.move_clock("2027-04-01T10:00:00+02:00")
    card = story.block_card("basics")
    for person in story.staff[:count]:
        story.answer(person, card)
    story.office.move_clock(PUBLISHED)
    story.card_saying(f"Ergebnisse: {BASICS}", card.conversation)
    assert "mehr Antworten als Eingeladene" not in status(story).words
