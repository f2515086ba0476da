"""`answer_block` from the personal chat: the channel's members may, wherever they press."""

from typing import Any

import pytest

from tests.journeys.story import CHANNELS, Story
from tests.office import Message, Person


def test_a_block_is_answered_from_the_personal_chat(shared: Story, card: Message) -> None:
    person = shared.staff[0]
    seen = _opened(shared, person, card)
    assert "Bereich" in seen
    sending = _sending(shared, person, card)
    before = shared.rows("SELECT count(*) FROM responses")[0][0]
    assert "Vielen Dank" in _submitted(shared, person, sending)
    assert shared.rows("SELECT count(*) FROM responses") == [(before + 1,)]
    assert "Ihre Antwort" in _opened(shared, person, card)


def test_what_was_sent_from_the_chat_four_times_at_once_is_stored_once(
    shared: Story, card: Message
) -> None:
    person = shared.staff[2]
    value = _sending(shared, person, card)
    before = shared.rows("SELECT count(*) FROM responses")[0][0]
    answers = shared.office.invoke(person, person.chat, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert shared.rows("SELECT count(*) FROM responses") == [(before + 1,)]


def test_an_answer_is_withdrawn_from_the_chat(shared: Story, card: Message) -> None:
    person = shared.staff[3]
    shared.answer(person, card)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    value = {"data": shared.button(own, "Zurückziehen")["data"]}
    assert "wirklich zurückziehen" in _submitted(shared, person, value)


@pytest.mark.parametrize(
    "change",
    [{"process": "0" * 32}, {"block": "nowhere"}, {"process": "../../keys"}, {"block": ""}],
)
def test_a_forged_block_is_refused_kindly(
    shared: Story, card: Message, change: dict[str, str]
) -> None:
    data = {**_button(shared, card), **change}
    person = shared.staff[4]
    (answer,) = shared.office.invoke(person, person.chat, "task/fetch", {"data": data})
    assert answer["status"] == 200
    assert "nicht" in str(answer["body"])


def test_somebody_outside_the_channel_is_refused_in_the_chat(shared: Story, card: Message) -> None:
    stranger = next(person for person in shared.office.people() if not person.is_member)
    assert "Mitglied" in _opened(shared, stranger, card)


def test_a_guest_is_refused_in_the_chat(shared: Story, card: Message) -> None:
    guest = next(person for person in shared.office.people() if person.is_guest)
    shared.office.join(guest)
    assert "fragt dieser Prozess nicht" in _opened(shared, guest, card)


def test_who_has_left_the_team_is_refused_in_the_chat_at_once(shared: Story, card: Message) -> None:
    leaver = shared.staff[5]
    assert "Bereich" in _opened(shared, leaver, card)
    sending = _sending(shared, leaver, card)
    shared.office.leave(leaver)
    assert "Mitglied" in _opened(shared, leaver, card)
    assert "Mitglied" in _submitted(shared, leaver, sending)
    shared.office.join(leaver)
    assert "Bereich" in _opened(shared, leaver, card)


def test_a_group_chat_is_not_the_place_to_answer(shared: Story, card: Message) -> None:
    person = shared.staff[7]
    chat = {"conversationType": "groupChat", "id": "19:group@thread.v2", "isGroup": True}
    activity = {
        "type": "invoke",
        "name": "task/fetch",
        "conversation": chat,
        "value": {"data": _button(shared, card)},
    }
    answer = shared.office.activity(person, person.chat, activity)
    assert "anderen Kanal" in str(answer["body"])


def test_while_the_roster_does_not_answer_the_button_can_be_pressed_again(story: Story) -> None:
    card = story.open_block()
    story.office.add_fault("roster", status=503, count=1)
    assert "noch einmal" in _opened(story, story.staff[0], card)
    assert "Bereich" in _opened(story, story.staff[0], card)


def test_removed_from_the_team_the_bot_says_so_and_comes_back_with_everything(
    story: Story,
) -> None:
    card = story.open_block()
    person = story.staff[0]
    sending = _sending(story, person, card)
    story.office.uninstall()
    assert "aus dem ich entfernt wurde" in _opened(story, person, card)
    assert "aus dem ich entfernt wurde" in _submitted(story, person, sending)
    story.office.install()
    assert "Vielen Dank" in _submitted(story, person, sending)


def test_who_is_not_in_the_blocks_private_channel_is_refused(story: Story) -> None:
    inside, outside = story.staff[:2]
    private = story.office.post(
        "/api/channels",
        {"change": "create", "name": "Kleiner Kreis", "members": [story.lead.oid, inside.oid]},
    )
    story.set_up(channel_basics=private["id"])
    story.office.move_clock("2027-04-01T10:00:00+02:00")
    card = story.card_saying("Das steht fest", private["id"])
    assert "Bereich" in _opened(story, inside, card)
    assert "Mitglied" in _opened(story, outside, card)
    assert card.conversation != story.office.channel(CHANNELS["basics"])


def _button(story: Story, card: Message) -> dict[str, Any]:
    """What the button of a block's card carries."""
    (action,) = (card.card or {})["actions"]
    return dict(action["data"])


def _opened(story: Story, person: Person, card: Message) -> str:
    value = {"data": _button(story, card)}
    (answer,) = story.office.invoke(person, person.chat, "task/fetch", value)
    assert answer["status"] == 200
    return str(answer["body"])


def _submitted(story: Story, person: Person, value: dict[str, Any]) -> str:
    (answer,) = story.office.invoke(person, person.chat, "task/submit", value)
    assert answer["status"] == 200
    return str(answer["body"])


def _sending(story: Story, person: Person, card: Message) -> dict[str, Any]:
    seen = story.walk(story.office.press(person, card, "Jetzt teilnehmen"))
    return {"data": story.button(seen, "Senden")["data"]}
