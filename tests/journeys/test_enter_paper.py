"""A moderator enters what somebody has answered on paper: its own kind of response, same rules."""

import re
from typing import Any

import pytest

from tests.journeys.story import Story
from tests.office import Message, Person, Seen

NUMBER = re.compile(r"Papierbogen ([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})")


@pytest.fixture
def moderator(shared: Story, card: Message) -> Person:
    """Somebody with the role, in the office whose first block is open."""
    person = shared.staff[-1]
    shared.grant("moderator", person)
    return person


def test_enter_paper_stores_a_response_of_its_own_kind(shared: Story, moderator: Person) -> None:
    before = _kinds(shared)
    seen = shared.walk(_begun(shared, moderator), department="512")
    assert NUMBER.search(seen.words)
    assert "Der Bogen ist eingetragen" in shared.office.submit(seen, "Senden").words
    assert _kinds(shared) == {**before, "paper": before.get("paper", 0) + 1}


def test_a_moderators_own_answer_and_their_forms_are_apart(
    shared: Story, card: Message, moderator: Person
) -> None:
    before = sum(_kinds(shared).values())
    shared.answer(moderator, card)
    for _ in range(2):
        shared.office.submit(shared.walk(_begun(shared, moderator)), "Senden")
    assert sum(_kinds(shared).values()) == before + 3


def test_a_form_is_changed_with_its_number_and_with_no_other(
    shared: Story, moderator: Person
) -> None:
    seen = shared.walk(_begun(shared, moderator))
    number = _number(seen)
    shared.office.submit(seen, "Senden")
    count = sum(_kinds(shared).values())
    again = _begun(shared, moderator, slip=number.lower())
    assert "Ändern" in again.actions
    assert "Diese Nummer gibt es nicht" in _begun(shared, moderator, slip="2222-2222").words
    assert sum(_kinds(shared).values()) == count


def test_a_form_is_withdrawn_with_its_number(shared: Story, moderator: Person) -> None:
    seen = shared.walk(_begun(shared, moderator))
    number, count = _number(seen), sum(_kinds(shared).values())
    shared.office.submit(seen, "Senden")
    asked = shared.office.submit(_begun(shared, moderator, slip=number), "Zurückziehen")
    shared.office.submit(asked, "Ja, zurückziehen")
    assert sum(_kinds(shared).values()) == count


def test_a_form_that_is_sent_four_times_at_once_counts_once(
    shared: Story, moderator: Person
) -> None:
    count = sum(_kinds(shared).values())
    seen = shared.walk(_begun(shared, moderator))
    data = {"data": shared.button(seen, "Senden")["data"], "context": {"theme": "default"}}
    answers = shared.office.invoke(moderator, shared.office.channel(), "task/submit", data, times=4)
    assert [answer["status"] for answer in answers] == [200] * 4
    assert sum(_kinds(shared).values()) == count + 1


def test_somebody_without_the_role_enters_nothing(shared: Story, moderator: Person) -> None:
    count = sum(_kinds(shared).values())
    seen = shared.walk(_begun(shared, moderator))
    data = {"data": shared.button(seen, "Senden")["data"], "context": {"theme": "default"}}
    (answer,) = shared.office.invoke(shared.staff[0], shared.office.channel(), "task/submit", data)
    assert "Nur für die Moderation" in str(answer["body"])
    assert sum(_kinds(shared).values()) == count


@pytest.mark.parametrize(
    "forged",
    [
        {"slip": "not a number"},
        {"slip": "22222222"},
        {"inner": "end_rehearsal"},
        {"process": "00" * 16},
        {"nonce": "x"},
    ],
)
def test_forged_data_of_a_form_stores_nothing(
    shared: Story, moderator: Person, forged: dict[str, Any]
) -> None:
    count = sum(_kinds(shared).values())
    seen = shared.walk(_begun(shared, moderator))
    data = {**shared.button(seen, "Senden")["data"], **forged}
    value = {"data": data, "context": {"theme": "default"}}
    (answer,) = shared.office.invoke(moderator, shared.office.channel(), "task/submit", value)
    assert answer["status"] == 200
    assert sum(_kinds(shared).values()) == count + (forged == {"inner": "end_rehearsal"})


def _begun(story: Story, moderator: Person, *, slip: str = "") -> Seen:
    general = story.office.channel()
    story.office.say(moderator, general, "papier", mention=True)
    offer = story.card_saying("auf Papier geantwortet", general)
    seen = story.office.press(moderator, offer, "Papierbogen eintragen")
    return story.office.submit(seen, "Weiter", slip=slip)


def _number(seen: Seen) -> str:
    found = NUMBER.search(seen.words)
    assert found, seen.words
    return found[1]


def _kinds(story: Story) -> dict[str, int]:
    return dict(story.rows("SELECT kind, count(*) FROM responses GROUP BY kind"))
