"""Invented colleagues answer any dialog without knowing what it is about."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.office import Office
from tests.sandbox.fake_bot import Answer, FakeBot, card_of, dialog_of, said, submit
from tests.seen import Json, Message

DEPARTMENT = {
    "type": "Input.ChoiceSet",
    "id": "department",
    "choices": [{"title": key, "value": key} for key in ("511", "512", "515")],
}
NOTE = {"type": "Input.Text", "id": "note", "isRequired": True, "maxLength": 12}
ENTRIES = {"department": "512", "note": "Kurze Wege"}
VOTES = [submit(vote, data={"vote": vote}) for vote in ("dafür", "dagegen", "weiß nicht")]
FIRST = card_of(
    DEPARTMENT,
    NOTE,
    actions=(submit("Weiter", style="positive"), submit("Abbrechen", associatedInputs="none")),
)
SECOND = card_of(
    {"type": "TextBlock", "text": "Eine Aussage"},
    {"type": "ActionSet", "actions": VOTES},
    actions=(submit("Zurück"),),
)


@pytest.fixture
def message(office: Office, bot: FakeBot) -> Message:
    """A block's card."""
    channel = office.channel("Grundverständnis und Ziele")
    sent = bot.send_card(channel, card_of(actions=(submit("Teilnehmen", fetches=True),)))
    return next(m for m in office.messages(channel) if m.id == sent)


def test_colleagues_give_their_department_and_one_of_the_votes(
    office: Office, bot: FakeBot, message: Message
) -> None:
    given = _listen(bot)
    report = office.colleagues(message, 12)
    people = [office.person(row["person"]) for row in report["reports"]]
    departments = [row["department"] for row in given if "department" in row]
    expected = Counter(p.department for p in people if p.department)
    assert (report["done"], report["failed"]) == (12, 0)
    assert not expected - Counter(departments)
    assert {row["vote"] for row in given if "vote" in row} <= {"dafür", "dagegen", "weiß nicht"}
    assert all(0 < len(row["note"]) <= 12 for row in given if "note" in row)


def test_nobody_is_asked_twice_and_the_excepted_not_at_all(
    office: Office, bot: FakeBot, message: Message
) -> None:
    _listen(bot)
    excepted = office.people()[:3]
    first = office.colleagues(message, 20, excepted=excepted)["reports"]
    second = office.colleagues(message, 40, excepted=excepted)["reports"]
    asked = [row["person"] for row in first + second]
    members = [p for p in office.people() if p.is_member and p.department]
    assert sorted(asked) == sorted(p.oid for p in members if p not in excepted)


def test_only_staff_of_a_department_are_asked(
    office: Office, bot: FakeBot, message: Message
) -> None:
    _listen(bot)
    reports = office.colleagues(message, 500)["reports"]
    asked = [office.person(row["person"]) for row in reports]
    assert all(person.department in ("511", "512", "515") for person in asked)
    assert not {"planning", "it", "staff_council", "guest"} & {r for p in asked for r in p.roles}


def test_whoever_only_opened_the_dialog_is_still_left(
    office: Office, bot: FakeBot, message: Message
) -> None:
    _listen(bot)
    person = office.people(department="512")[0]
    office.submit(office.press(person, message, "Teilnehmen"), "Weiter", **ENTRIES)
    counts = office.colleagues_left(message)
    assert counts["left"] == counts["members"]


def test_whoever_came_to_the_end_of_the_dialog_is_not_left(
    office: Office, bot: FakeBot, message: Message
) -> None:
    _listen(bot)
    person = office.people(department="512")[0]
    seen = office.submit(office.press(person, message, "Teilnehmen"), "Weiter", **ENTRIES)
    office.submit(seen, "dafür")
    counts = office.colleagues_left(message)
    assert counts["left"] == counts["members"] - 1


def test_a_card_that_asks_nothing_more_is_the_end_of_a_dialog(
    office: Office, bot: FakeBot, message: Message
) -> None:
    thanks = card_of({"type": "TextBlock", "text": "Danke"}, actions=(submit("Zurück"),))
    bot.replies["task/fetch"] = lambda _: dialog_of(SECOND)
    bot.replies["task/submit"] = lambda _: dialog_of(thanks)
    report = office.colleagues(message, 1)
    assert (report["done"], report["left"]) == (1, report["members"] - 1)


def test_a_refusal_at_the_door_is_no_answer(office: Office, bot: FakeBot, message: Message) -> None:
    bot.replies["task/fetch"] = lambda _: said("Geschlossen")
    report = office.colleagues(message, 1)
    assert (report["done"], report["reports"][0]["reason"]) == (0, "Geschlossen")
    assert report["left"] == report["members"]


def test_a_dialog_that_does_not_end_is_reported(
    office: Office, bot: FakeBot, message: Message
) -> None:
    bot.replies["task/fetch"] = bot.replies["task/submit"] = lambda _: dialog_of(FIRST)
    (report,) = office.colleagues(message, 1)["reports"]
    assert (report["done"], report["reason"]) == (False, "did not come to an end")


def test_an_error_is_reported_with_its_words(
    office: Office, bot: FakeBot, message: Message
) -> None:
    bot.replies["task/fetch"] = lambda _: (500, None)
    (report,) = office.colleagues(message, 1)["reports"]
    assert report["reason"] == "error: Unable to reach app. Please try again."


def drop_down(name: str, values: range, **more: Any) -> Json:
    choices = [{"title": f"Platz {value}", "value": str(value)} for value in values]
    return {"type": "Input.ChoiceSet", "id": name, "choices": choices, "isRequired": True, **more}


RANKED = [f"answer_{name}" for name in "abcd"]
EVERY_KIND = card_of(
    *(drop_down(name, range(1, 5), label=name) for name in RANKED),
    *(drop_down(f"degree_{name}", range(11), label=name) for name in "ab"),
    {
        "type": "Input.ChoiceSet",
        "id": "ticks",
        "label": "Was noch? (2 bis 3)",
        "isMultiSelect": True,
        "choices": [{"title": name, "value": name} for name in "abcdefg"],
    },
    {"type": "Input.Number", "id": "count", "min": -2, "max": 4},
    {"type": "Input.Date", "id": "day", "min": "2027-04-01", "max": "2027-04-05"},
    {
        "type": "Input.Text",
        "id": "hours",
        "isRequired": True,
        "regex": r"^[0-9]{1,2}([.,][0-9])?$",
        "placeholder": "0,5 bis 40 Stunden",
    },
    actions=(submit("Weiter", style="positive"),),
)


def test_colleagues_give_every_rank_once_and_stay_within_all_bounds(
    office: Office, bot: FakeBot, message: Message
) -> None:
    given: list[Json] = []

    def answer(activity: Json) -> Answer:
        given.append(activity["value"]["data"])
        return said("Danke")

    bot.replies["task/fetch"] = lambda _: dialog_of(EVERY_KIND)
    bot.replies["task/submit"] = answer
    assert office.colleagues(message, 20)["failed"] == 0
    for row in given:
        assert sorted(row[name] for name in RANKED) == ["1", "2", "3", "4"]
        assert {row["degree_a"], row["degree_b"]} <= {str(degree) for degree in range(11)}
        assert 2 <= len(set(row["ticks"].split(","))) <= 3
        assert -2 <= row["count"] <= 4
        assert "2027-04-01" <= row["day"] <= "2027-04-05"
        assert 0.5 <= float(row["hours"].replace(",", ".")) <= 40
    assert len({tuple(row[name] for name in RANKED) for row in given}) > 1


def _listen(bot: FakeBot) -> list[Json]:
    given: list[Json] = []

    def answer(activity: Json) -> Answer:
        data = activity["value"]["data"]
        given.append(data)
        return dialog_of(SECOND) if "department" in data else said("Danke")

    bot.replies["task/fetch"] = lambda _: dialog_of(FIRST)
    bot.replies["task/submit"] = answer
    return given
