"""`review_text`: texts that were sent in spite of the question are decided on after sealing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cards.proposals import review_proposal_card, review_text_card
from dialogs.proposals.review_proposal import open_review
from dialogs.proposals.review_text import open_review_text, review_text
from dialogs.reply import Reply
from dialogs.seal_block import seal_block
from participation.people import Person, Role
from participation.process import BlockState, TopicBlock
from participation.refusals import NotModeratorError
from participation.responses import Response, options_of, required_items_of
from tests.cards.tree import button, shown, submits
from tests.dialogs.leading import ACCOUNTS, PROCESS_ID, Office, opened_office
from tests.participation.running.examples import local

PERSONAL = "Fragt doch Frau Muster, die kennt alle."
PHONE = "Ruft 0711 1234567 an."
HARMLESS = "Kurze Wege wären gut."


@contextmanager
def sealed(folder: Path, *texts: str) -> Iterator[Office]:
    """An office whose first block was answered with these texts and is sealed; Anna moderates."""
    with opened_office(folder) as office:
        office.now = local(4, 22, 10)
        with office.database.write() as uow:
            uow.people.grant("t", ACCOUNTS["anna"], Role.MODERATOR)
            before = office.standing_in(uow)
            block = replace(before.block("basics"), state=BlockState.CLOSED)
            uow.processes.set_state(block)
            uow.keys.create(block.block_id)
            keys = uow.keys.load(block.block_id)
            assert keys is not None
            (prompt, *_) = [one.key for one in block.content.prompts if one.kind == "text"]
            for number, text in enumerate(texts):
                person = Person(tenant_id="t", object_id=f"person-{number}")
                uow.responses.put(
                    block.block_id,
                    ballot=keys.ballot_of(person),
                    receipt=keys.receipt_of(person),
                    response=Response(department="511", answers={**_required(block), prompt: text}),
                )
        seal_block(before.process, block, office.now, office.database)
        yield office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two texts of seven look like personal data."""
    with sealed(tmp_path, PERSONAL, PHONE, *[HARMLESS] * 5) as opened:
        yield opened


def test_only_what_looks_like_personal_data_waits(office: Office) -> None:
    assert states(office) == {HARMLESS: "none", PERSONAL: "waiting", PHONE: "waiting"}
    text = shown(look_through(office))
    assert PERSONAL in text
    assert PHONE in text
    assert HARMLESS not in text


def test_while_a_block_is_open_or_closed_nobody_sees_a_text(office: Office) -> None:
    for state in (BlockState.OPEN, BlockState.CLOSED):
        with office.database.write() as uow:
            uow.processes.set_state(replace(office.standing_in(uow).block("basics"), state=state))
        assert PERSONAL not in shown(look_through(office))
        assert "gibt es nicht mehr" in shown(decide(office, PERSONAL, "look"))


def test_where_too_few_have_answered_nobody_sees_that_there_are_any(tmp_path: Path) -> None:
    with sealed(tmp_path, PERSONAL, PHONE, HARMLESS, HARMLESS) as few:
        assert states(few) == {HARMLESS: "none", PERSONAL: "never", PHONE: "never"}
        assert "Gerade wartet kein Text" in shown(look_through(few))
        assert PERSONAL not in shown(look_through(few))
        assert "Texte ansehen" not in shown(proposals(few))
        assert hints(few) == 0


def test_those_who_moderate_and_lead_are_told_once_and_not_how_much(office: Office) -> None:
    cards = [card for (card,) in office.rows("SELECT card FROM outbox") if "Texte prüfen" in card]
    assert len(cards) == 2
    assert not [card for card in cards if "Muster" in card or "2" in _words(card)]


def test_the_list_of_proposals_leads_here(office: Office) -> None:
    data = button(proposals(office), "Texte ansehen")
    assert (data["verb"], data["action"]) == ("review_text", "list")


def test_a_text_is_never_quoted_for_a_reason(office: Office) -> None:
    assert "Bitte wählen Sie einen Grund" in shown(decide(office, PERSONAL, "never"))
    assert states(office)[PERSONAL] == "waiting"
    done = decide(office, PERSONAL, "never", reason="names_person")
    assert "wird nie zitiert" in shown(done)
    assert "Der Text nennt einen Menschen." in shown(done)
    assert states(office)[PERSONAL] == "never"
    assert states(office)[PHONE] == "waiting"


def test_a_decision_stands_in_the_audit_trail_without_the_text(office: Office) -> None:
    for _ in range(4):
        decide(office, PERSONAL, "never", reason="names_person")
    query = "SELECT actor, details FROM audit_entries WHERE act = 'review_text'"
    ((actor, details),) = office.rows(query)
    assert actor == ACCOUNTS["anna"]
    told = json.loads(details)
    assert {key: told[key] for key in ("block", "decision", "reason")} == {
        "block": "basics",
        "decision": "never",
        "reason": "names_person",
    }
    assert "Muster" not in str(office.rows("SELECT * FROM audit_entries"))


def test_a_decision_can_be_changed_by_whoever_has_seen_it(office: Office) -> None:
    decide(office, PHONE, "usable")
    assert states(office)[PHONE] == "usable"
    decide(office, PHONE, "never", "lead", reason="contact_data", seen="usable")
    assert states(office)[PHONE] == "never"


def test_whoever_has_not_seen_the_last_decision_is_shown_it(office: Office) -> None:
    decide(office, PHONE, "never", reason="contact_data")
    late = decide(office, PHONE, "usable", "lead")
    assert "inzwischen entschieden" in shown(late)
    assert states(office)[PHONE] == "never"


def test_others_neither_see_nor_decide(office: Office) -> None:
    with pytest.raises(NotModeratorError):
        look_through(office, "stranger")
    with pytest.raises(NotModeratorError):
        decide(office, PHONE, "usable", "stranger")
    assert states(office)[PHONE] == "waiting"


@pytest.mark.parametrize("forged", ["00" * 16, ""])
def test_a_forged_name_decides_nothing(office: Office, forged: str) -> None:
    before = states(office)
    data = {"process": PROCESS_ID, "block": "basics", "action": "usable", "seen": "waiting"}
    card = run(office, "anna", review_text, {**data, "row": forged}).card
    assert "gibt es nicht mehr" in shown(card)
    assert states(office) == before


def test_what_nobody_asked_about_cannot_be_decided_on(office: Office) -> None:
    before = states(office)
    assert "gibt es nicht mehr" in shown(decide(office, HARMLESS, "never", reason="case_data"))
    assert states(office) == before


def test_a_list_of_many_long_texts_is_short(tmp_path: Path) -> None:
    with sealed(tmp_path, *(f"{PHONE} {number} {HARMLESS * 20}" for number in range(12))) as many:
        card = look_through(many)
        looks = [one for one in submits(card) if one["title"] == "Prüfen"]
        assert len(looks) == review_text_card.MOST_SHOWN
        assert "Weitere erscheinen" in shown(card)
        assert len(json.dumps(card)) < 12_000


def look_through(office: Office, who: str = "anna") -> Any:
    """Open the list of texts."""
    return run(office, who, open_review_text, {"action": "list"}).card


def proposals(office: Office) -> Any:
    """Open the list of proposals."""
    turn = _turn(office, "anna")
    with office.database.write() as uow:
        return open_review(review_proposal_card.read({"action": "list"}), turn, uow).card


def decide(office: Office, text: str, action: str, who: str = "anna", **more: str) -> Any:
    """Press a button of a text's page, as it stood while it waited unless told otherwise."""
    query = f"SELECT lower(hex(row_id)) FROM sealed_texts WHERE text = '{text}'"
    row = office.rows(query)[0][0]
    data = {"process": PROCESS_ID, "block": "basics", "row": row, "seen": "waiting"}
    return run(office, who, review_text, {**data, "action": action, **more}).card


def run(office: Office, who: str, dialog: Any, data: dict[str, Any]) -> Reply:
    """Let somebody act with the roles that they hold."""
    with office.database.write() as uow:
        reply: Reply = dialog(review_text_card.read(data), _turn(office, who), uow)
    return reply


def states(office: Office) -> dict[str, str]:
    """Text → where it stands."""
    return dict(office.rows("SELECT text, review FROM sealed_texts"))


def hints(office: Office) -> int:
    """How many messages say that there is something to look at."""
    return sum("Texte prüfen" in card for (card,) in office.rows("SELECT card FROM outbox"))


def _required(block: TopicBlock) -> dict[str, str]:
    """An answer to everything that has to be answered."""
    prompts = [one for one in block.content.prompts if not one.is_optional]
    return {
        item: (options_of(prompt) or ("",))[0]
        for prompt in prompts
        for item in required_items_of(prompt)
    }


def _turn(office: Office, who: str) -> Any:
    turn = office.turn(who)
    with office.database.read() as uow:
        roles = uow.people.roles_of("t", ACCOUNTS[who])
    return replace(turn, person=replace(turn.person, roles=roles))


def _words(card: str) -> str:
    return shown(json.loads(card))
