"""The card of a block in its channel."""

from dataclasses import replace

import pytest

from cards import block_card, reminder_card
from cards.block_card import BlockRef
from content.words import words
from participation.process import BlockState
from participation.refusals import CardNotUnderstoodError
from tests.cards.examples import BLOCK, PROCESS, PROCESS_ID
from tests.cards.tree import button, shown, submits

DE = words("de")


def test_button_names_process_block_and_revision_and_read_returns_them() -> None:
    card = block_card.build(PROCESS, replace(BLOCK, revision=3), 0, DE)
    ref = block_card.read(button(card, "Jetzt teilnehmen"))
    assert ref == BlockRef(process_id=PROCESS_ID, block_key="areas", revision=3)


def test_reminder_opens_the_same_dialog() -> None:
    card = reminder_card.build(PROCESS, BLOCK, DE)
    assert block_card.read(button(card, "Jetzt teilnehmen")).block_key == "areas"


@pytest.mark.parametrize("state", [state for state in BlockState if state is not BlockState.OPEN])
def test_only_an_open_block_has_a_button(state: BlockState) -> None:
    assert submits(block_card.build(PROCESS, replace(BLOCK, state=state), 5, DE)) == []


def test_open_block_says_fixed_open_who_decides_and_until_when() -> None:
    text = shown(block_card.build(PROCESS, BLOCK, 0, DE))
    for part in (
        "Die Teams bleiben.",
        "Wie viele Räume braucht es?",
        "Der Steuerungskreis.",
        "Freitag, 21. Mai 2027, 18:00 Uhr",
        "Zahlen unter 5 zeigen wir nicht.",
    ):
        assert part in text


def test_count_below_the_first_step_is_not_told() -> None:
    text = shown(block_card.build(PROCESS, BLOCK, 0, DE))
    assert "Stand zur letzten vollen Stunde: weniger als 5 Antworten." in text


def test_count_is_told_as_a_coarse_step() -> None:
    text = shown(block_card.build(PROCESS, BLOCK, 1000, words("en")))
    assert "As of the last full hour: at least 1,000 answers." in text


@pytest.mark.parametrize("state", [state for state in BlockState if state is not BlockState.OPEN])
def test_only_an_open_block_tells_a_count(state: BlockState) -> None:
    text = shown(block_card.build(PROCESS, replace(BLOCK, state=state), 10, DE))
    assert "Stand zur letzten" not in text


def test_taking_part_is_voluntary_and_said_just_above_the_button() -> None:
    text = shown(block_card.build(PROCESS, BLOCK, 0, DE)).splitlines()
    assert text[-2:] == [
        "Die Teilnahme ist freiwillig. Wer nicht teilnimmt, hat keine Nachteile.",
        "Jetzt teilnehmen",
    ]


def test_reminder_of_a_closed_block_says_so_and_has_no_button() -> None:
    card = reminder_card.build(PROCESS, replace(BLOCK, state=BlockState.SEALED), DE)
    assert submits(card) == []
    assert "seit Freitag, 21. Mai 2027, 18:00 Uhr geschlossen" in shown(card)
    assert "Noch offen" not in str(card)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"process": PROCESS_ID, "block": "areas"},
        {"process": PROCESS_ID, "block": "areas", "revision": "1"},
        {"process": PROCESS_ID, "block": "areas", "revision": True},
        {"process": PROCESS_ID, "block": "areas", "revision": 0},
        {"process": PROCESS_ID, "block": ["areas"], "revision": 1},
        {"process": "", "block": "areas", "revision": 1},
        {"process": "p" * 32, "block": "areas", "revision": 1},
        {"process": PROCESS_ID[1:] + "\ud800", "block": "areas", "revision": 1},
    ],
)
def test_data_of_a_wrong_shape_is_not_understood(data: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        block_card.read(data)
