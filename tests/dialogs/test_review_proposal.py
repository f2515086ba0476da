"""Decisions on proposed statements stand in the audit trail: once, by whom and why, no wording."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cards.proposals import review_proposal_card
from dialogs.keep_calendar import do_task, due_tasks
from dialogs.proposals.review_proposal import review_proposal
from participation.people import Role
from participation.proposals import Proposal, ProposalState, prompts_with_proposals
from participation.refusals import ParticipationError
from tests.cards.tree import shown
from tests.dialogs.leading import ACCOUNTS, PROCESS_ID, Office
from tests.participation.running.examples import local

NAME = b"\x01" * 16
AUTHOR = b"\x02" * 16
TEXT = "Wir brauchen feste Zeiten am Quellgarten."
OTHER = "Wir brauchen feste Zeiten im Ahornweg."


@pytest.fixture
def reviewed(office: Office) -> Office:
    """The first block open, with one proposal that waits, and Anna a moderator."""
    office.now = local(4, 1, 10)
    while tasks := due_tasks(office.now, office.database):
        do_task(tasks[0], office.now, office.database)
    with office.database.write() as uow:
        block = office.standing_in(uow).block("basics")
        (prompt, *_) = prompts_with_proposals(block.content)
        waiting = Proposal(
            proposal=NAME,
            prompt_key=prompt.key,
            text=TEXT,
            state=ProposalState.WAITING,
            pseudonym=AUTHOR,
        )
        uow.proposals.put(block.block_id, waiting)
    return office


def decide(office: Office, action: str, who: str = "anna", **more: Any) -> Any:
    """Press a button of the dialog."""
    data = {
        "process": PROCESS_ID,
        "block": "basics",
        "action": action,
        "proposal": NAME.hex(),
        **more,
    }
    turn = office.turn(who)
    roles = frozenset({Role.MODERATOR}) if who == "anna" else frozenset[Role]()
    turn = replace(turn, person=replace(turn.person, roles=roles))
    with office.database.write() as uow:
        return review_proposal(review_proposal_card.read(data), turn, uow).card


def trail(office: Office) -> list[tuple[str, str, dict[str, str]]]:
    """Acts with actor and details."""
    query = "SELECT act, actor, details FROM audit_entries ORDER BY number"
    return [(act, actor, json.loads(details)) for act, actor, details in office.rows(query)]


def test_accepting_says_by_whom_about_which_question_and_whether_the_wording_is_new(
    reviewed: Office,
) -> None:
    decide(reviewed, "accept", wording=OTHER)
    ((act, actor, details),) = trail(reviewed)
    assert (act, actor) == ("accept_proposal", ACCOUNTS["anna"])
    assert details.keys() == {"block", "prompt", "statement", "wording"}
    assert (details["statement"], details["wording"]) == ("own_1", "edited")


def test_an_unchanged_wording_is_not_called_edited(reviewed: Office) -> None:
    decide(reviewed, "accept", wording=TEXT)
    assert "wording" not in trail(reviewed)[0][2]


def test_declining_and_taking_back_say_why(reviewed: Office) -> None:
    decide(reviewed, "accept", "lead", wording=TEXT)
    decide(reviewed, "take_back", "lead", reason="unkind")
    acts = [(act, actor, details.get("reason")) for act, actor, details in trail(reviewed)]
    lead = ACCOUNTS["lead"]
    assert acts == [("accept_proposal", lead, None), ("take_back_proposal", lead, "unkind")]


def test_nothing_of_the_author_stands_in_the_trail(reviewed: Office) -> None:
    decide(reviewed, "decline", reason="duplicate")
    kept = str(reviewed.rows("SELECT * FROM audit_entries"))
    for secret in ("Quellgarten", AUTHOR.hex(), NAME.hex(), repr(AUTHOR), repr(NAME)):
        assert secret not in kept


def test_what_looks_like_personal_data_is_told_to_whoever_decides(reviewed: Office) -> None:
    assert "Sieht nach" not in shown(decide(reviewed, "look"))
    with reviewed.database.write() as uow:
        block = reviewed.standing_in(uow).block("basics")
        (one,) = uow.proposals.all(block.block_id)
        uow.proposals.put(block.block_id, replace(one, text="Fragt bitte Frau Muster dazu."))
    told = "Sieht nach dem Namen einer Person aus. Wer vorgeschlagen hat"
    assert told in shown(decide(reviewed, "look"))


def test_four_deliveries_are_one_entry_and_looking_is_none(reviewed: Office) -> None:
    decide(reviewed, "look")
    for _ in range(4):
        decide(reviewed, "decline", reason="off_topic")
    assert [act for act, _, _ in trail(reviewed)] == ["decline_proposal"]


def test_what_is_refused_leaves_no_entry(reviewed: Office) -> None:
    decide(reviewed, "decline")
    decide(reviewed, "take_back", reason="unkind")
    with pytest.raises(ParticipationError):
        decide(reviewed, "accept", "stranger", wording=TEXT)
    assert trail(reviewed) == []
    decide(reviewed, "accept", wording=TEXT)
    decide(reviewed, "decline", "lead", reason="unkind")
    assert [act for act, _, _ in trail(reviewed)] == ["accept_proposal"]
