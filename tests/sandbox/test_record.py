"""What is written down about calls: whole, bounded, and without secrets."""

from __future__ import annotations

import json

import pytest

from sandbox.record.exchanges import MOST_BYTES, MOST_ENTRIES, Attempt, Exchange, Exchanges
from tests.office import Office, RefusedError
from tests.sandbox.fake_bot import FakeBot, bearer, card_of, dialog_of, said, submit


def test_a_request_of_the_bot_is_listed_and_can_be_read_whole(office: Office, bot: FakeBot) -> None:
    last = _last_id(office)
    bot.send(office.channel("Planungsräume"), {"text": "Neues"})
    (row,) = office.requests(last)
    whole = office.get(f"/api/requests/{row['id']}")
    assert (row["method"], row["kind"], row["status"]) == ("POST", "post", 201)
    assert (row["place"], row["cause"]) == ("Planungsräume", "")
    assert row["size"] == len(json.dumps({"type": "message", "text": "Neues"}))
    assert whole["sent"] == {"type": "message", "text": "Neues"}
    assert whole["answer"].keys() == {"id"}


def test_the_record_tells_a_broken_limit_from_a_fault(office: Office, bot: FakeBot) -> None:
    chat = office.people()[12].chat
    last = _last_id(office)
    office.add_fault("post", status=429, retry_after=3)
    for number in range(9):
        bot.send(chat, {"text": str(number)})
    rows = [row for row in office.requests(last) if row["status"] == 429]
    assert {row["cause"] for row in rows} == {"fault", "limit"}
    assert rows[0]["retry_after"] == "3"


def test_no_secret_of_the_login_gets_into_the_record(office: Office, bot: FakeBot) -> None:
    last = _last_id(office)
    token = bearer(office)["access_token"]
    rows = [row for row in office.requests(last) if row["kind"] == "token"]
    whole = json.dumps([office.get(f"/api/requests/{row['id']}") for row in rows])
    assert rows
    assert office.facts["app_secret"] not in whole
    assert token not in whole


def test_what_was_brought_to_the_bot_can_be_brought_again(office: Office, bot: FakeBot) -> None:
    person = office.people()[13]
    office.say(person, office.channel(), "hilfe")
    row = office.deliveries()[-1]
    again = office.post(f"/api/deliveries/{row['id']}/again", {})
    first, second = (heard.activity for heard in bot.heard)
    assert first == second
    assert (row["kind"], row["who"], row["place"]) == ("message", person.name, "Allgemein")
    assert (again["again_of"], again["is_equal"]) == (row["id"], True)


def test_every_attempt_of_an_invoke_is_kept(office: Office, bot: FakeBot) -> None:
    sent = bot.send_card(office.channel(), card_of(actions=(submit("Öffnen", fetches=True),)))
    message = next(m for m in office.messages(office.channel()) if m.id == sent)
    office.set_patience(dialog=0.3)
    bot.replies["task/fetch"] = lambda _: said("endlich")
    bot.delays += [0.6]
    office.press(office.people()[0], message, "Öffnen")
    office.set_patience(dialog=5)
    attempts = office.deliveries()[-1]["attempts"]
    assert [attempt["status"] for attempt in attempts] == ["timeout", 200]


def test_a_press_can_be_delivered_four_times_at_once(office: Office, bot: FakeBot) -> None:
    sent = bot.send_card(office.channel(), card_of(actions=(submit("Öffnen", fetches=True),)))
    form = card_of(actions=(submit("Senden"),))
    bot.replies["task/fetch"] = lambda _: dialog_of(form)
    bot.replies["task/submit"] = lambda _: said("gespeichert")
    person = office.people()[0].oid
    press = {"person": person, "message": sent, "action": 0, "times": 4}
    opened = office.post("/api/press", press)
    path = f"/api/dialogs/{opened['dialog']}/submit"
    ended = office.post(path, {"action": 0, "times": 4})
    assert [answer["status"] for answer in opened["answers"]] == [200] * 4
    assert (ended["kind"], len(ended["answers"])) == ("message", 4)
    assert len(bot.heard) == 8


def test_the_use_of_the_limits_is_counted(office: Office, bot: FakeBot) -> None:
    chat = office.people()[14].chat
    for _ in range(3):
        bot.send(chat, {"text": "Hallo"})
    meters = office.get("/api/limits")["meters"]
    (meter,) = [one for one in meters if one["key"] == f"send {chat}"]
    by_window = {window["seconds"]: window for window in meter["windows"]}
    assert meter["place"] == office.people()[14].name
    assert (by_window[30]["used"], by_window[30]["allowed"]) == (3, 60)
    assert by_window[3600]["peak"] == 3


def test_an_entry_that_is_gone_is_not_found(office: Office) -> None:
    with pytest.raises(RefusedError, match="404"):
        office.get("/api/requests/999999")


def test_the_record_is_bounded_by_count_and_by_weight() -> None:
    many, heavy = Exchanges(), Exchanges()
    for _ in range(MOST_ENTRIES + 5):
        many.add(_exchange(1))
    for _ in range(20):
        heavy.add(_exchange(MOST_BYTES // 10))
    assert (len(many.since(0)), many.since(0)[0].id) == (MOST_ENTRIES, 6)
    assert len(heavy.since(0)) == 10


def _exchange(size: int) -> Exchange:
    return Exchange("post", "POST", "/", "19:a", (Attempt(200, 1),), b"x" * size, b"")


def _last_id(office: Office) -> int:
    return max((row["id"] for row in office.requests()), default=0)
