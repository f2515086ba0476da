"""`withdraw_response`: somebody takes their own answer back."""

from tests.journeys.story import Story
from tests.office import Message


def test_withdraw_response(shared: Story, card: Message) -> None:
    person = shared.staff[0]
    shared.answer(person, card)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    sure = shared.office.submit(own, "Zurückziehen")
    assert len(shared.rows("SELECT 1 FROM responses")) == 1
    assert "gelöscht" in shared.office.submit(sure, "Ja, zurückziehen").words
    for table in ("responses", "receipts"):
        assert shared.rows(f"SELECT 1 FROM {table}") == []


def test_who_thinks_better_of_it_keeps_the_answer(shared: Story, card: Message) -> None:
    person = shared.staff[5]
    shared.answer(person, card)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    sure = shared.office.submit(own, "Zurückziehen")
    assert "Ändern" in shared.office.submit(sure, "Antwort behalten").actions


def test_after_withdrawing_one_can_take_part_anew(shared: Story, card: Message) -> None:
    person = shared.staff[1]
    shared.answer(person, card)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    shared.office.submit(shared.office.submit(own, "Zurückziehen"), "Ja, zurückziehen")
    assert "Vielen Dank" in shared.answer(person, card).words


def test_withdrawing_four_times_at_once_is_withdrawing_once(shared: Story, card: Message) -> None:
    person = shared.staff[2]
    shared.answer(person, card)
    own = shared.office.press(person, card, "Jetzt teilnehmen")
    sure = shared.office.submit(own, "Zurückziehen")
    value = {"data": shared.button(sure, "Ja, zurückziehen")["data"]}
    answers = shared.office.invoke(person, card.conversation, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert "gelöscht" in str(answers[0]["body"])


def test_nobody_withdraws_for_somebody_else(shared: Story, card: Message) -> None:
    owner, other = shared.staff[3], shared.staff[4]
    shared.answer(owner, card)
    own = shared.office.press(owner, card, "Jetzt teilnehmen")
    sure = shared.office.submit(own, "Zurückziehen")
    value = {"data": shared.button(sure, "Ja, zurückziehen")["data"]}
    before = shared.rows("SELECT count(*) FROM responses")
    shared.office.invoke(other, card.conversation, "task/submit", value)
    assert shared.rows("SELECT count(*) FROM responses") == before
