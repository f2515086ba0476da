"""The heaviest press of all, as Teams delivers it: the last one, which sends all answers.

It is caught on its way to the bot once, and then made anew for as many people as are wanted.
"""

from __future__ import annotations

import copy
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from participation.drafts import Draft, Standing
from participation.people import Person as Account
from storage.database import Database
from tests.journeys.story import Story
from tests.office import Message, Person
from tests.sandbox.fake_bot import start_fake_bot


@dataclass(frozen=True, slots=True)
class Sample:
    """One delivery, and what its person had answered before."""

    authorization: str
    activity: dict[str, Any]
    block_id: str
    draft: Draft
    answer: dict[str, Any]
    """What the bot answered to it."""


def caught(story: Story, card: Message, person: Person) -> Sample:
    """Let somebody answer up to the last page and catch what its button sends."""
    seen = story.walk(story.office.press(person, card, "Jetzt teilnehmen"), text="Mehr Zeit.")
    with start_fake_bot(story.office, signs_in=False) as catcher:
        # A failure leaves the dialog open.
        catcher.replies["task/submit"] = lambda _activity: (500, None)
        story.office.submit(seen, "Senden")
        activity, token = catcher.last("task/submit"), catcher.heard[-1].token
    story.office.set_bot(story.bot.url)
    data = activity["value"]["data"]
    block_id = f"{data['process']}:{data['block']}"
    with _database(story) as database, database.read() as uow:
        keys = uow.keys.load(block_id)
        assert keys is not None
        ballot = keys.ballot_of(_account(activity))
        (draft,) = uow.drafts.of(block_id, ballot)
    receipt = story.office.submit(seen, "Senden")
    return Sample(f"Bearer {token}", activity, block_id, draft, {"card": receipt.card})


def prepared(story: Story, sample: Sample, people: Sequence[Person]) -> list[dict[str, Any]]:
    """Forget all answers, give everybody a draft, and return what their buttons would send."""
    activities = []
    with _database(story) as database, database.write() as uow:
        keys = uow.keys.load(sample.block_id)
        assert keys is not None
        uow.responses.forget(sample.block_id)
        for person in people:
            activity = _sent_by(person, sample.activity)
            data = activity["value"]["data"]
            ballot = keys.ballot_of(_account(activity))
            standing = Standing(keys=keys, ballot=ballot, stored=None)
            draft = standing.kept(sample.draft, data["nonce"])
            uow.drafts.put(sample.block_id, ballot, draft)
            data["state"] = standing.state_of(draft)
            activities.append(activity)
    return activities


def stored_count(story: Story, sample: Sample) -> int:
    """How many have sent their answers."""
    with _database(story) as database, database.read() as uow:
        return uow.responses.answered_count(sample.block_id)


def as_request(activity: dict[str, Any], authorization: str) -> bytes:
    """The whole HTTP request, so that the client costs as little as it can."""
    body = json.dumps(activity).encode()
    head = (
        "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: {authorization}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def _database(story: Story) -> Iterator[Database]:
    with closing(Database(story.bot.database_url, story.bot.key_directory)) as database:
        yield database


def _sent_by(person: Person, activity: dict[str, Any]) -> dict[str, Any]:
    sent = copy.deepcopy(activity)
    sent["id"] = f"f:{secrets.token_hex(8)}"
    sent["from"] |= {"id": person.user_id, "aadObjectId": person.oid}
    sent["value"]["data"]["nonce"] = secrets.token_hex(16)
    return sent


def _account(activity: dict[str, Any]) -> Account:
    tenant, person = activity["channelData"]["tenant"]["id"], activity["from"]["aadObjectId"]
    return Account(tenant_id=tenant.lower(), object_id=person.lower(), language="de")
