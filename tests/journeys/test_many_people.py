"""Two hundred people answer in the same ten seconds, as after a staff meeting."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.journeys.story import Story, told
from tests.office import Message, Person

SMALL_OFFICE = Path(__file__).resolve().parents[2] / "sandbox" / "office.toml"
MANY = 200


def test_two_hundred_people_at_once_are_two_hundred_responses(tmp_path: Path) -> None:
    with told(tmp_path, office_of(tmp_path / "office.toml", MANY)) as story:
        card = story.open_block()
        pattern = sending(story, card)
        crowd = [person for person in story.staff if person.name.startswith("Erfundene Person")]
        with ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(lambda person: send(story, card, person, pattern), crowd))
        assert len(crowd) == MANY
        assert {answer["status"] for answer in answers} == {200}
        assert all("gespeichert" in str(answer["body"]) for answer in answers)
        assert story.rows("SELECT count(*) FROM responses") == [(MANY,)]
        assert story.rows("SELECT count(*) FROM receipts") == [(MANY,)]
        assert story.office.traffic()["violation_count"] == 0


def sending(story: Story, card: Message) -> dict[str, Any]:
    """The data of a filled-in dialog whose sender never sends it."""
    seen = story.walk(story.office.press(story.lead, card, "Jetzt teilnehmen"))
    return dict(story.button(seen, "Senden")["data"])


def send(story: Story, card: Message, person: Person, pattern: dict[str, Any]) -> dict[str, Any]:
    """Send the same answers as somebody else, from a dialog of their own."""
    data = pattern | {"nonce": uuid.uuid4().hex}
    (answer,) = story.office.invoke(person, card.conversation, "task/submit", {"data": data})
    return answer


def office_of(file: Path, count: int) -> Path:
    """Write an office file with `count` people more."""
    people = "".join(
        f'\n[[people]]\noid = "{uuid.UUID(int=number, version=4)}"\n'
        f'name = "Erfundene Person {number}"\ndepartment = "511"\nroles = ["staff"]\n'
        for number in range(1, count + 1)
    )
    file.write_text(SMALL_OFFICE.read_text("utf-8") + people, "utf-8")
    return file
