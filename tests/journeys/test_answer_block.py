"""`answer_block`: staff answer, change, and send what no card of ours could have sent."""

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
    assert "Vielen Dank" in receipt.words
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
    seen = shared.first_page(shared.staff[5], card)
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
        ({"block": "nowhere"}, "nicht"),
        ({"process": "0" * 32}, "nicht"),
        ({"revision": 7}, "neu"),
        ({"nonce": 7}, "nicht"),
        ({"nonce": "0" * 32, "state": "0" * 32}, "Hier geht es nicht weiter"),
        ({"state": "all"}, "nicht"),
        ({"action": "next"}, "nicht"),
        ({"action": "next", "page": "nobody_asked", "answer": "1"}, "nicht"),
        ({"answer": ["all"]}, "nicht"),
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


def test_an_unfinished_dialog_cannot_be_sent(shared: Story, card: Message) -> None:
    person = shared.staff[13]
    seen = shared.first_page(person, card)
    seen = shared.office.submit(seen, "Weiter", department="511")
    value = {"data": {**shared.button(seen, "Stimme zu")["data"], "action": "send"}}
    _refused(shared, person, card.conversation, value, "nicht verstanden")


@pytest.mark.parametrize("answer", ["maybe", "", "AGREE", "1"])
def test_a_foreign_vote_is_refused_and_its_page_stays(
    shared: Story, card: Message, answer: str
) -> None:
    person = shared.staff[14]
    seen = shared.office.submit(shared.first_page(person, card), "Weiter", department="511")
    value = {"data": {**shared.button(seen, "Stimme zu")["data"], "answer": answer}}
    _refused(shared, person, card.conversation, value, "Stimme zu")


def test_a_foreign_department_is_refused_and_its_page_stays(shared: Story, card: Message) -> None:
    person = shared.staff[15]
    seen = shared.first_page(person, card)
    value = {"data": {**shared.button(seen, "Weiter")["data"], "department": "999"}}
    _refused(shared, person, card.conversation, value, "Es fehlt noch, zu welchem Bereich")


def test_a_text_that_is_too_long_is_refused_with_its_limit_and_shown_again(
    shared: Story, card: Message
) -> None:
    person = shared.staff[16]
    seen = shared.first_page(person, card)
    while "Höchstens" not in seen.words:
        seen = shared.next_page(seen)
    value = {"data": {**shared.button(seen, "Weiter")["data"], "answer": "x" * 5000}}
    _refused(shared, person, card.conversation, value, "5000")
    _refused(shared, person, card.conversation, value, "x" * 5000)


def test_somebody_outside_the_channel_is_refused(shared: Story, card: Message) -> None:
    stranger = next(person for person in shared.office.people() if not person.is_member)
    value = _sending(shared, card, shared.staff[8])
    _refused(shared, stranger, card.conversation, value, "Kanal")


def test_a_guest_is_not_asked(shared: Story, card: Message) -> None:
    guest = next(person for person in shared.office.people() if person.is_guest)
    shared.office.join(guest)
    _refused(shared, guest, card.conversation, _sending(shared, card, shared.staff[8]), "Gäste")


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
    assert "Vielen Dank" in shared.answer(leaver, card).words


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


def _refused(
    story: Story, person: Person, conversation: str, value: dict[str, Any], told: str
) -> None:
    before = _kept(story)
    (answer,) = story.office.invoke(person, conversation, "task/submit", value)
    assert answer["status"] == 200
    assert told in str(answer["body"])
    assert _kept(story) == before


def _kept(story: Story) -> list[list[tuple[Any, ...]]]:
    return [story.rows(f"SELECT * FROM {table}") for table in ("responses", "drafts", "deliveries")]


def _sending(story: Story, card: Message, person: Person, **answers: Any) -> dict[str, Any]:
    button = story.button(story.walk(story.first_page(person, card), **answers), "Senden")
    return {"data": button["data"], "context": {"theme": "default"}}


def _first_statements(story: Story, card: Message, person: Person) -> str:
    seen = story.first_page(person, card)
    return story.office.submit(seen, "Weiter", department="511").words
