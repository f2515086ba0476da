"""Naming deputies: forged, late, twice and at the same time."""

from dataclasses import replace
from typing import Any

import pytest

from cards.running import name_deputy_card
from dialogs.running.name_deputy import name_deputy, open_name_deputy
from participation.people import Member
from participation.refusals import DeputyOnlyError, NotLeadingError, ParticipationError
from participation.running.deputies import MOST_OFFERED
from tests.cards.tree import button, inputs
from tests.dialogs.leading import (
    ACCOUNTS,
    PROCESS_ID,
    Office,
    Window,
    let_lead,
    refusal,
)

ANNA = ACCOUNTS["anna"]


def opened(office: Office, who: str = "lead") -> Window:
    """Press the button of the status card."""
    data = {"verb": name_deputy_card.VERB, "process": PROCESS_ID}
    reply = office.run(name_deputy_card.read, open_name_deputy, who, data)
    return Window(office, who, name_deputy_card.read, name_deputy, reply.card)


def deputies(office: Office) -> set[str]:
    """Who stands in."""
    query = "SELECT object_id FROM process_leads WHERE part = 'deputy'"
    names = {account: name for name, account in ACCOUNTS.items()}
    return {names[account] for (account,) in office.rows(query)}


def told(office: Office) -> dict[str, str]:
    """Whose chat got a message: the person's Teams id, and the card."""
    return dict(office.rows("SELECT user_id, card FROM outbox"))


def test_a_deputy_is_named_by_name_and_all_concerned_are_told(office: Office) -> None:
    window = opened(office)
    assert "Dora Distel" in window.text
    (choice,) = inputs(window.card)
    offered = {one["title"]: one["value"] for one in choice["choices"]}
    assert offered == {"Anna Ahorn": ANNA, "Bert Birke": ACCOUNTS["bert"]}
    page = window.press("Weiter", person=ANNA).text
    assert "Soll Anna Ahorn vertreten?" in page
    assert "Vertretungen benennen können weiterhin nur Sie" in page
    assert deputies(office) == {"deputy"}
    assert "Vertretung benannt" in window.press("Ja, benennen").text
    assert deputies(office) == {"deputy", "anna"}
    cards = told(office)
    assert cards.keys() == {"29:lead", "29:anna"}
    assert "Sie vertreten jetzt die Leitung" in cards["29:anna"]
    assert "Anna Ahorn vertritt die Leitung" in cards["29:lead"]
    assert office.acts() == ["name_deputy"]


def test_a_deputy_is_removed_and_told_even_if_teams_names_them_no_more(office: Office) -> None:
    office.people = tuple(one for one in office.people if one.name != "Dora Distel")
    window = opened(office)
    gone = "eine Person, die Teams gerade nicht nennt"
    assert gone in window.text
    window.press(f"Vertretung beenden: {gone}").press("Ja, beenden")
    assert deputies(office) == set()
    assert told(office).keys() == {"29:lead", "29:deputy"}
    assert office.acts() == ["remove_deputy"]


@pytest.mark.parametrize(
    ("who", "refused"), [("deputy", DeputyOnlyError), ("stranger", NotLeadingError)]
)
def test_nobody_but_the_lead_names_somebody_even_with_a_forged_confirmation(
    office: Office, who: str, refused: type[ParticipationError]
) -> None:
    with pytest.raises(refused):
        opened(office, who)
    window = opened(office).press("Weiter", person=ANNA)
    forged = replace(window, who=who)
    before = office.everything()
    data = dict(_button(window, "Ja, benennen"))
    assert refusal(forged, data) == refused.code
    assert refusal(forged, {**data, "person": ACCOUNTS[who]}) == refused.code
    assert office.everything() == before


def test_four_deliveries_are_one_deputy_and_the_same_receipt(office: Office) -> None:
    window = opened(office).press("Weiter", person=ANNA).press("Ja, benennen")
    after = office.everything()
    assert [window.again() for _ in range(3)] == [window.card] * 3
    assert office.everything() == after


def test_two_leads_at_once_are_one_change_and_one_question(office: Office) -> None:
    with office.database.write() as uow:
        let_lead(uow, "bert", "lead")
    first = opened(office).press("Weiter", person=ANNA)
    second = opened(office, "bert").press("Vertretung beenden: Dora Distel")
    first.press("Ja, benennen")
    page = second.press("Ja, beenden")
    assert "Inzwischen hat sich etwas geändert" in page.text
    assert deputies(office) == {"deputy", "anna"}
    page.press("Ja, beenden")
    assert deputies(office) == {"anna"}


def test_what_was_done_by_somebody_else_meanwhile_is_said(office: Office) -> None:
    with office.database.write() as uow:
        let_lead(uow, "bert", "lead")
    naming = opened(office).press("Weiter", person=ANNA)
    removing = opened(office).press("Vertretung beenden: Dora Distel")
    opened(office, "bert").press("Weiter", person=ANNA).press("Ja, benennen")
    assert "leitet oder vertritt schon" in naming.press("Ja, benennen").text
    other = opened(office, "bert").press("Vertretung beenden: Dora Distel")
    other.press("Ja, beenden")
    assert "vertritt nicht mehr" in removing.press("Ja, beenden").text
    assert office.acts() == ["name_deputy", "remove_deputy"]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (ACCOUNTS["stranger"], "nicht mehr im Team"),
        (ACCOUNTS["lead"], "leitet oder vertritt schon"),
        ("", "Bitte wählen Sie"),
    ],
)
@pytest.mark.parametrize("action", ["check", "do"])
def test_somebody_who_was_not_offered_cannot_be_named(
    office: Office, person: str, said: str, action: str
) -> None:
    window, before = opened(office), office.everything()
    data = {**_button(window, "Weiter"), "action": action, "person": person}
    assert said in window.send(data).text
    assert office.everything() == before


def test_the_lead_cannot_be_removed_by_a_forged_removal(office: Office) -> None:
    window, before = opened(office), office.everything()
    data = {**_button(window, "Weiter"), "person": ACCOUNTS["lead"], "removal": True}
    assert "vertritt nicht mehr" in window.send({**data, "action": "do"}).text
    assert office.everything() == before


def test_a_large_team_is_searched_by_a_part_of_the_name(office: Office) -> None:
    crowd = tuple(_crowd(number) for number in range(MOST_OFFERED))
    office.people = (*office.people, *crowd)
    window = opened(office)
    assert "Es passen 82 Namen" in window.text
    assert [one["id"] for one in inputs(window.card)] == ["wanted"]
    assert "heißt so" in window.press("Suchen", wanted="Zitrone").text
    window.press("Suchen", wanted=" ahORN ")
    assert "Anna Ahorn" in str(window.card)
    assert "Person 7" not in str(window.card)
    window.press("Weiter", person=ANNA, wanted="ahorn").press("Ja, benennen")
    assert deputies(office) == {"deputy", "anna"}


def test_without_an_answer_from_teams_nothing_is_offered_and_the_button_works_again(
    office: Office,
) -> None:
    office.people = ()
    with pytest.raises(ParticipationError) as refused:
        opened(office)
    assert refused.value.code == "try_again"


@pytest.mark.parametrize(
    "change",
    [{"person": "x" * 500}, {"action": "shout"}, {"removal": "yes"}, {"nonce": "1"}, {"nonce": ""}],
)
def test_data_that_no_card_of_ours_has_sent_is_refused(
    office: Office, change: dict[str, Any]
) -> None:
    window, before = opened(office), office.everything()
    assert refusal(window, {**_button(window, "Weiter"), **change}) == "card_not_understood"
    assert office.everything() == before


def _button(window: Window, title: str) -> dict[str, Any]:
    return button(window.card, title)


def _crowd(number: int) -> Member:
    account = f"{number:08d}-1111-4000-8000-000000000000"
    return Member(object_id=account, user_id="", name=f"Person {number} (erfunden)")
