"""`answer_block`: staff answer, change, and send what no card of ours could have sent."""

import json
from typing import Any

import pytest

from tests.journeys.story import CHANNELS, Story
from tests.office import Message, Person

TEXT = "Wir brauchen verlaessliche Zeiten im Quellgarten"


def test_the_channel_card_says_what_is_fixed_open_and_who_decides(card: Message) -> None:
    for words in ("Das steht fest", "Das ist offen", "So wird entschieden", "vertraulich"):
        assert words in card.words
    assert "weniger als 5 Antworten" in card.words
    assert "freiwillig" in card.words


def test_answer_block(shared: Story, card: Message) -> None:
    before = len(shared.rows("SELECT 1 FROM responses"))
    receipt = shared.answer(shared.staff[0], card, text=TEXT)
    assert "gespeichert" in receipt.words
    assert len(shared.rows("SELECT 1 FROM responses")) == before + 1


def test_the_receipt_repeats_no_answer(shared: Story, card: Message) -> None:
    receipt = shared.answer(shared.staff[1], card, text=TEXT, vote="Stimme nicht zu")
    assert TEXT not in receipt.words
    assert "nicht zu" not in receipt.words


def test_the_same_button_opens_the_own_answer_to_be_changed(shared: Story, card: Message) -> None:
    person = shared.staff[2]
    shared.answer(person, card, text=TEXT)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    assert TEXT in own.words
    seen = shared.walk(shared.office.submit(own, "Ändern"), department="512", text="Anders")
    shared.office.submit(seen, "Senden")
    assert "Anders" in shared.office.press(person, card, "Jetzt teilnehmen").words


def test_changing_doubles_nothing(shared: Story, card: Message) -> None:
    person = shared.staff[3]
    shared.answer(person, card)
    before = len(shared.rows("SELECT 1 FROM responses"))
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    seen = shared.walk(shared.office.submit(own, "Ändern"), vote="Weiß nicht")
    shared.office.submit(seen, "Senden")
    assert len(shared.rows("SELECT 1 FROM responses")) == before
    assert len(shared.rows("SELECT 1 FROM receipts")) == before


def test_statements_come_in_another_order_to_other_people(shared: Story, card: Message) -> None:
    orders = {_first_statements(shared, card, person) for person in shared.staff[4:12]}
    assert len(orders) > 1


def test_going_back_keeps_what_was_answered(shared: Story, card: Message) -> None:
    seen = shared.office.press(shared.staff[5], card, "Jetzt teilnehmen")
    seen = shared.office.submit(seen, "Weiter", department="512")
    seen = shared.office.submit(seen, "Stimme zu")
    back = shared.office.submit(seen, "Zurück")
    assert "Bisher" in back.words


def test_the_dialog_speaks_the_language_of_the_person(shared: Story, card: Message) -> None:
    english = next(p for p in shared.office.people() if p.locale == "en-GB" and p.is_member)
    seen = shared.office.press(english, card, "Jetzt teilnehmen")
    assert "Which department" in seen.words


def test_the_same_invoke_four_times_at_once_stores_one_response(
    shared: Story, card: Message
) -> None:
    person = shared.staff[6]
    before = len(shared.rows("SELECT 1 FROM responses"))
    value = _sending(shared, card, person)
    answers = shared.office.invoke(person, card.conversation, "task/submit", value, times=4)
    assert [answer["status"] for answer in answers] == [200] * 4
    assert len({str(answer["body"]) for answer in answers}) == 1
    assert len(shared.rows("SELECT 1 FROM responses")) == before + 1


def test_an_old_delivery_does_not_undo_a_later_change(shared: Story, card: Message) -> None:
    person = shared.staff[7]
    value = _sending(shared, card, person, text="zuerst")
    shared.office.invoke(person, card.conversation, "task/submit", value)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    seen = shared.walk(shared.office.submit(own, "Ändern"), text="zuletzt")
    shared.office.submit(seen, "Senden")
    shared.office.invoke(person, card.conversation, "task/submit", value)
    assert "zuletzt" in shared.office.press(person, card, "Jetzt teilnehmen").words


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"answers": {"nobody_asked": "1"}}, "Frage"),
        ({"department": "999"}, "Bereich"),
        ({"block": "nowhere"}, "nicht"),
        ({"process": "0" * 32}, "nicht"),
        ({"revision": 7}, "neu"),
        ({"nonce": 7}, "nicht"),
        ({"answers": "all"}, "nicht"),
        ({"step": "two"}, "nicht"),
        ({"step": 99, "action": "next"}, "nicht"),
        ({"verb": "drop_everything"}, "nicht"),
    ],
)
def test_forged_card_data_gets_a_kind_message_and_stores_nothing(
    shared: Story, card: Message, change: dict[str, Any], told: str
) -> None:
    person = shared.staff[8]
    value = _sending(shared, card, person)
    value["data"] |= change
    _refused(shared, person, card.conversation, value, told)


@pytest.mark.parametrize("answer", ["maybe", "", "AGREE", "1"])
def test_a_foreign_vote_is_refused(shared: Story, card: Message, answer: str) -> None:
    person = shared.staff[8]
    value = _sending(shared, card, person)
    item = next(key for key in value["data"]["answers"] if "." in key)
    value["data"]["answers"][item] = answer
    _refused(shared, person, card.conversation, value, "")


def test_a_text_that_is_too_long_is_refused_with_its_limit(shared: Story, card: Message) -> None:
    person = shared.staff[8]
    value = _sending(shared, card, person)
    item = _text_item(shared)
    value["data"]["answers"][item] = "x" * 5000
    _refused(shared, person, card.conversation, value, "5000")


def test_somebody_outside_the_channel_is_refused(shared: Story, card: Message) -> None:
    stranger = next(person for person in shared.office.people() if not person.is_member)
    value = _sending(shared, card, shared.staff[8])
    _refused(shared, stranger, card.conversation, value, "Kanal")


def test_a_guest_is_not_asked(shared: Story, card: Message) -> None:
    guest = next(person for person in shared.office.people() if person.is_guest)
    shared.office.join(guest)
    _refused(shared, guest, card.conversation, _sending(shared, card, shared.staff[8]), "Kanal")


def test_a_card_used_in_another_channel_is_refused(shared: Story, card: Message) -> None:
    person = shared.staff[8]
    value = _sending(shared, card, person)
    elsewhere = shared.office.channel(CHANNELS["coordinators"])
    _refused(shared, person, elsewhere, value, "Kanal")


def test_who_has_left_the_team_is_refused_at_once(shared: Story, card: Message) -> None:
    leaver = shared.staff[9]
    value = _sending(shared, card, leaver)
    shared.office.leave(leaver)
    _refused(shared, leaver, card.conversation, value, "Kanal")
    shared.office.join(leaver)
    assert "gespeichert" in shared.answer(leaver, card).words


def test_no_message_ever_holds_an_answer(shared: Story, card: Message) -> None:
    secret = "Geheimwort Brombeerhecke"
    shared.answer(shared.staff[10], card, text=secret)
    shared.office.press(shared.staff[10], card, "Jetzt teilnehmen")
    assert "Brombeerhecke" not in str(shared.office.traffic()["stored"])


def test_an_answer_writes_neither_outbox_nor_log(shared: Story, card: Message) -> None:
    outbox = shared.rows("SELECT count(*) FROM outbox")
    log = shared.bot.log
    shared.answer(shared.staff[11], card)
    assert shared.rows("SELECT count(*) FROM outbox") == outbox
    assert shared.bot.log == log


def test_neither_database_nor_log_names_anybody_who_answered(shared: Story, card: Message) -> None:
    person = shared.staff[12]
    shared.answer(person, card)
    kept = b"".join(path.read_bytes() for path in shared.bot.directory.glob("themenblock.db*"))
    for trace in (person.oid, person.name, person.user_id):
        assert trace.encode() not in kept
        assert trace not in shared.bot.log


def test_answering_goes_on_after_the_bot_was_killed_in_the_middle(story: Story) -> None:
    card = story.open_block()
    seen = story.walk(story.office.press(story.staff[0], card, "Jetzt teilnehmen"))
    story.bot.restart()
    assert "gespeichert" in story.office.submit(seen, "Senden").words
    story.bot.restart()
    own = story.office.press(story.staff[0], card, "Jetzt teilnehmen")
    assert "Ändern" in own.actions


def _refused(
    story: Story, person: Person, conversation: str, value: dict[str, Any], told: str
) -> None:
    before = story.rows("SELECT * FROM responses")
    (answer,) = story.office.invoke(person, conversation, "task/submit", value)
    assert answer["status"] == 200
    assert told in str(answer["body"])
    assert story.rows("SELECT * FROM responses") == before


def _sending(story: Story, card: Message, person: Person, **answers: Any) -> dict[str, Any]:
    seen = story.office.press(person, card, "Jetzt teilnehmen")
    if "Ändern" in seen.actions:
        seen = story.office.submit(seen, "Ändern")
    button = story.button(story.walk(seen, **answers), "Senden")
    return {"data": button["data"], "context": {"theme": "default"}}


def _text_item(story: Story) -> str:
    ((template,),) = story.rows("SELECT template FROM processes")
    prompts = json.loads(template)["topic_blocks"][0]["prompts"]
    return str(next(prompt["key"] for prompt in prompts if prompt["kind"] == "text"))


def _first_statements(story: Story, card: Message, person: Person) -> str:
    seen = story.office.press(person, card, "Jetzt teilnehmen")
    if "Ändern" in seen.actions:
        seen = story.office.submit(seen, "Ändern")
    seen = story.office.submit(seen, "Weiter", department="511")
    return seen.words
