"""What takes two people: forged, alone, late, twice, and by those who may not."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cards.running import confirm_second_card, destroy_early_card, publish_early_card
from dialogs.running.confirm_second import confirm_second, open_confirm_second
from dialogs.running.destroy_early import destroy_early, open_destroy_early
from dialogs.running.publish_early import open_publish_early, publish_early
from participation.people import Person, Role
from participation.process import BlockState
from participation.refusals import (
    AskerGoneError,
    NotLeadingError,
    NotSealedError,
    ParticipationError,
    PendingGoneError,
    SamePersonError,
)
from participation.responses import Response
from participation.sealing import take_apart
from participation.templates.prompts import StatementsPrompt
from tests.cards.tree import button
from tests.dialogs.leading import ACCOUNTS, PROCESS_ID, TENANT, Office, Window, refusal
from tests.participation.running.examples import TEMPLATE

BLOCK = "basics"
MEANING = TEMPLATE.topic_blocks[0].prompts[0]
assert isinstance(MEANING, StatementsPrompt)
REASON = "Sitzung vorgezogen (erfunden)"
WISH = "Mein Wunsch: ein fester Ort (erfunden)."
NUMBERLIKE = "0711765432" + "a" * 22
ASK = "Zweite Person bitten"
PUBLISH = "Ja, jetzt veröffentlichen"
DELETE = "Ja, löschen"
ANSWERS = {
    **{f"meaning.{one.key}": "agree" for one in MEANING.statements},
    "clarity": "3",
    "first_aim": "other",
}
ACTS: dict[str, tuple[Any, Any, Any]] = {
    "publish_early": (publish_early_card.read, open_publish_early, publish_early),
    "destroy_early": (destroy_early_card.read, open_destroy_early, destroy_early),
}


@pytest.fixture
def sealed(office: Office) -> Office:
    """An office whose first block is sealed, with six answers, and an auditor."""
    with office.database.write() as uow:
        standing = office.standing_in(uow)
        block = replace(standing.block(BLOCK), state=BlockState.SEALED)
        uow.processes.change(standing.process, (block,))
        responses = [
            Response(
                department="511",
                answers={**ANSWERS, "noticed": WISH if one == 0 else f"Text {one}"},
            )
            for one in range(6)
        ]
        uow.sealed.put(block.block_id, take_apart(block.content, responses))
        uow.people.grant(TENANT, ACCOUNTS["anna"], Role.AUDITOR)
    office.now = block.closes_at + timedelta(days=1)
    return office


def asking(office: Office, act: str, who: str = "lead", **entries: str) -> Window:
    """Ask for a second person, up to the page that confirms."""
    read, opens, dialog = ACTS[act]
    data = {"verb": act, "process": PROCESS_ID, "block": BLOCK}
    reply = office.run(read, opens, who, data)
    window = Window(office, who, read, dialog, reply.card)
    return window.press("Weiter", **{"reason": REASON, **entries})


def waiting(office: Office) -> str:
    """The name of the one request that waits."""
    ((request,),) = office.rows("SELECT request_id FROM pending_acts")
    return str(request)


def deciding(office: Office, who: str, roles: frozenset[Role] = frozenset()) -> Window:
    """Open what waits."""
    data = {"process": PROCESS_ID, "request": waiting(office)}
    reply = office.run(confirm_second_card.read, _as(open_confirm_second, roles), who, data)
    return Window(office, who, confirm_second_card.read, _as(confirm_second, roles), reply.card)


def _as(dialog: Any, roles: frozenset[Role]) -> Any:
    """The dialog as the edge calls it, with the roles of whoever acts."""

    def run(given: Any, turn: Any, uow: Any) -> Any:
        person: Person = replace(turn.person, roles=roles)
        return dialog(given, replace(turn, person=person), uow)

    return run


def state(office: Office) -> BlockState:
    """Where the block stands."""
    return office.standing().block(BLOCK).state


def texts(office: Office) -> int:
    """How many single texts are kept."""
    ((count,),) = office.rows("SELECT count(*) FROM sealed_texts")
    return int(count)


def test_results_are_published_early_once_another_one_confirms(sealed: Office) -> None:
    page = asking(sealed, "publish_early")
    assert "Das geschieht erst, wenn eine andere Person" in page.text
    assert "Wartet auf eine zweite Person" in page.press(ASK).text
    assert state(sealed) is BlockState.SEALED
    window = deciding(sealed, "deputy")
    assert REASON in window.text
    assert "Die Leitung hat am" in window.text
    assert "was Sie zu zweit entschieden haben" in window.press(PUBLISH).text
    assert state(sealed) is BlockState.PUBLISHED
    assert sealed.acts() == ["ask_second", "confirm_second", "publish_early", "publish_block"]
    assert sealed.standing().block(BLOCK).publishes_at == sealed.now
    assert sealed.rows("SELECT 1 FROM pending_acts") == []


def test_whoever_has_asked_cannot_confirm_not_even_by_a_forged_card(sealed: Office) -> None:
    asking(sealed, "publish_early").press(ASK)
    other = deciding(sealed, "deputy")
    own = deciding(sealed, "lead")
    assert PUBLISH not in own.text
    before = sealed.everything()
    assert refusal(own, button(other.card, PUBLISH)) == SamePersonError.code
    assert sealed.everything() == before
    assert state(sealed) is BlockState.SEALED


@pytest.mark.parametrize(
    ("act", "who", "roles"),
    [
        ("publish_early", "stranger", frozenset()),
        ("publish_early", "anna", frozenset({Role.AUDITOR})),
        ("publish_early", "bert", frozenset({Role.PROCESS_LEAD, Role.STEERING})),
        ("destroy_early", "bert", frozenset({Role.MODERATOR})),
    ],
)
def test_nobody_confirms_who_may_not(
    sealed: Office, act: str, who: str, roles: frozenset[Role]
) -> None:
    asking(sealed, act, what="votes").press(ASK)
    with pytest.raises(NotLeadingError):
        deciding(sealed, who, roles)
    forged = replace(deciding(sealed, "deputy"), who=who, dialog=_as(confirm_second, roles))
    before = sealed.everything()
    title = PUBLISH if act == "publish_early" else DELETE
    assert refusal(forged, button(forged.card, title)) == NotLeadingError.code
    assert sealed.everything() == before


def test_an_auditor_confirms_what_destroys_something(sealed: Office) -> None:
    asking(sealed, "destroy_early", what="texts").press(ASK)
    deciding(sealed, "anna", frozenset({Role.AUDITOR})).press(DELETE)
    assert texts(sealed) == 0
    assert len(sealed.rows("SELECT 1 FROM frozen_counts")) > 0
    acts = ["ask_second", "confirm_second", "destroy_early", "purge_process"]
    assert sealed.acts() == acts
    (details,) = sealed.rows("SELECT details FROM audit_entries WHERE act = 'confirm_second'")
    assert json.loads(details[0])["person"] == ACCOUNTS["lead"]


def test_one_text_is_found_by_its_wording_which_is_kept_nowhere(sealed: Office) -> None:
    page = asking(sealed, "destroy_early", what="text", wording=f"  {WISH.upper()} ")
    assert "Ein einzelner Text" in page.text
    page.press(ASK)
    kept = [
        str(row)
        for table in ("pending_acts", "audit_entries", "outbox")
        for row in rows(sealed, table)
    ]
    assert not [one for one in kept if "Wunsch" in one or "WUNSCH" in one]
    window = deciding(sealed, "deputy")
    assert WISH in window.text
    window.press(DELETE)
    assert texts(sealed) == 5
    assert sealed.rows(f"SELECT 1 FROM sealed_texts WHERE text = '{WISH}'") == []


def test_the_random_name_of_a_text_is_not_taken_for_a_number(sealed: Office) -> None:
    named = bytes.fromhex(NUMBERLIKE)
    with sealed.database.writing() as connection:
        connection.exec_driver_sql(
            f"UPDATE sealed_texts SET row_id = x'{named.hex()}' WHERE text = '{WISH}'"
        )
    page = asking(sealed, "destroy_early", what="text", wording=WISH)
    assert "Ein einzelner Text" in page.text
    assert "Trotzdem senden" not in page.text


def rows(office: Office, table: str) -> list[tuple[Any, ...]]:
    """Everything in a table."""
    return office.rows(f"SELECT * FROM {table}")


@pytest.mark.parametrize("wording", ["", "Mein Wunsch", "ganz anders"])
def test_a_wording_that_is_not_there_just_once_deletes_nothing(
    sealed: Office, wording: str
) -> None:
    page = asking(sealed, "destroy_early", what="text", wording=wording)
    assert "findet sich nicht genau einmal" in page.text
    assert sealed.rows("SELECT 1 FROM pending_acts") == []


def test_what_somebody_asked_who_was_removed_since_is_confirmed_by_nobody(sealed: Office) -> None:
    asking(sealed, "destroy_early", who="deputy", what="texts").press(ASK)
    open_before = deciding(sealed, "lead")
    with sealed.database.write() as uow:
        deputy = Person(tenant_id=TENANT, object_id=ACCOUNTS["deputy"])
        uow.process_leads.remove(PROCESS_ID, deputy)
    before = sealed.everything()
    forged = button(open_before.card, DELETE)
    assert refusal(open_before, forged) == AskerGoneError.code
    assert sealed.everything() == before
    window = deciding(sealed, "lead")
    assert DELETE not in window.text
    assert "leitet nicht mehr" in window.text
    assert texts(sealed) > 0


def test_after_a_week_it_is_too_late(sealed: Office) -> None:
    asking(sealed, "publish_early").press(ASK)
    window = deciding(sealed, "deputy")
    sealed.now += timedelta(days=7)
    before = sealed.everything()
    assert refusal(window, button(window.card, PUBLISH)) == PendingGoneError.code
    assert sealed.everything() == before


def test_four_deliveries_confirm_once(sealed: Office) -> None:
    asking(sealed, "publish_early").press(ASK)
    window = deciding(sealed, "deputy")
    window.press(PUBLISH)
    after = sealed.everything()
    assert all("schon entschieden" in str(window.again()) for _ in range(3))
    assert sealed.everything() == after


def test_asking_four_times_is_one_request(sealed: Office) -> None:
    window = asking(sealed, "publish_early").press(ASK)
    after = sealed.everything()
    assert [window.again() for _ in range(3)] == [window.card] * 3
    assert sealed.everything() == after


def test_what_was_declined_or_has_happened_meanwhile_is_not_done(sealed: Office) -> None:
    asking(sealed, "publish_early").press(ASK)
    window, late = deciding(sealed, "deputy"), deciding(sealed, "deputy")
    window.press("Ablehnen")
    assert refusal(late, button(late.card, PUBLISH)) == PendingGoneError.code
    assert state(sealed) is BlockState.SEALED
    asking(sealed, "publish_early").press(ASK)
    again = deciding(sealed, "deputy")
    with sealed.database.write() as uow:
        standing = sealed.standing_in(uow)
        published = replace(standing.block(BLOCK), state=BlockState.PUBLISHED)
        uow.processes.change(standing.process, (published,))
    assert refusal(again, button(again.card, PUBLISH)) == NotSealedError.code


@pytest.mark.parametrize("act", list(ACTS))
def test_only_what_is_sealed_can_be_asked_for(office: Office, act: str) -> None:
    with pytest.raises(NotSealedError):
        asking(office, act)


@pytest.mark.parametrize("act", list(ACTS))
def test_only_who_leads_or_stands_in_asks(sealed: Office, act: str) -> None:
    with pytest.raises(ParticipationError):
        asking(sealed, act, who="anna")
    asking(sealed, act, who="deputy", what="votes").press(ASK)
    assert waiting(sealed)
