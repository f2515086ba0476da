"""Two hundred people send in the same seconds, as after a staff meeting."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from participation.drafts import Draft, Standing
from participation.people import Person as Sender
from participation.secrecy import BlockKeys
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.journeys.story import Story, told
from tests.office import Message, Person

SMALL_OFFICE = Path(__file__).resolve().parents[2] / "sandbox" / "office.toml"
MANY = 200


def test_two_hundred_people_at_once_are_two_hundred_responses(tmp_path: Path) -> None:
    with told(tmp_path, office_of(tmp_path / "office.toml", MANY)) as story:
        card = story.open_block()
        crowd = [person for person in story.staff if person.name.startswith("Erfundene Person")]
        sendings = at_their_review(story, card, crowd)
        with ThreadPoolExecutor(32) as pool:
            answers = list(pool.map(lambda sending: send(story, card, *sending), sendings))
        assert len(crowd) == MANY
        assert {answer["status"] for answer in answers} == {200}
        assert all("Vielen Dank" in str(answer["body"]) for answer in answers)
        assert story.rows("SELECT count(*) FROM responses") == [(MANY,)]
        assert story.rows("SELECT count(*) FROM receipts") == [(MANY,)]
        # The draft of the one who walked is left.
        assert story.rows("SELECT count(*) FROM drafts") == [(1,)]
        assert story.office.traffic()["violation_count"] == 0


def at_their_review(
    story: Story, card: Message, crowd: list[Person]
) -> list[tuple[Person, dict[str, Any]]]:
    """Walk to the review once, and give everybody a draft like it: who, and what they send."""
    seen = story.walk(story.office.press(story.lead, card, "Jetzt teilnehmen"))
    data = dict(story.button(seen, "Senden")["data"])
    block_id = f"{data['process']}:{data['block']}"
    database = Database(f"sqlite:///{story.bot.database}", story.bot.key_directory)
    with database.write() as uow:
        keys = uow.keys.load(block_id)
        assert keys is not None
        (walked,) = uow.drafts.of(block_id, ballot_of(keys, story, story.lead))
        given = {
            person.oid: put(block_id, walked, keys, ballot_of(keys, story, person), uow)
            for person in crowd
        }
    database.close()
    return [(person, data | given[person.oid]) for person in crowd]


def ballot_of(keys: BlockKeys, story: Story, person: Person) -> bytes:
    """The ballot of somebody of the office."""
    tenant = story.office.facts["tenant_id"]
    return keys.ballot_of(Sender(tenant_id=tenant, object_id=person.oid))


def put(
    block_id: str, walked: Draft, keys: BlockKeys, ballot: bytes, uow: UnitOfWork
) -> dict[str, str]:
    """Keep a draft like the one that was walked; what a page of its dialog says of it."""
    nonce = uuid.uuid4().hex
    standing = Standing(keys=keys, ballot=ballot, stored=None)
    draft = standing.kept(walked, nonce)
    uow.drafts.put(block_id, ballot, draft)
    return {"nonce": nonce, "state": standing.state_of(draft)}


def send(story: Story, card: Message, person: Person, data: dict[str, Any]) -> dict[str, Any]:
    """Press the button of a review page."""
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
