"""An invented office with as many people as a bench wants, and a bot in its team."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.story import OPENED, Story, told
from tests.office import Message, Person

OFFICE = Path(__file__).resolve().parents[1] / "sandbox" / "office.toml"
DEPARTMENTS = ("511", "512", "515")


@contextmanager
def crowded_office(people: int, directory: Path, database_url: str = "") -> Iterator[Story]:
    """Run an office with `people` more than usual, all of them invented."""
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / "office.toml"
    file.write_text(OFFICE.read_text("utf-8") + _people(people), "utf-8")
    with told(directory, file, database_url) as story:
        yield story


def crowd_of(story: Story) -> list[Person]:
    """The people who were invented for the bench."""
    return [p for p in story.staff if p.name.startswith("Erfundene Person")]


def opened(story: Story, people: int) -> Message:
    """Start the process and open its first block; the block's card."""
    each = str(people // len(DEPARTMENTS) + 20)
    story.set_up(**{f"invited_{key}": each for key in DEPARTMENTS})
    story.office.move_clock(OPENED)
    return story.block_card("basics")


def _people(count: int) -> str:
    return "".join(
        f'\n[[people]]\noid = "{uuid.UUID(int=number, version=4)}"\n'
        f'name = "Erfundene Person {number}"\n'
        f'department = "{DEPARTMENTS[number % len(DEPARTMENTS)]}"\nroles = ["staff"]\n'
        for number in range(1, count + 1)
    )
