"""The card of a block in its channel."""

from dataclasses import replace

import pytest

from cards import block_card, reminder_card
from cards.block_card import BlockRef
from content.words import words
from participation.process import BlockState
from participation.refusals import CardNotUnderstoodError
from tests.cards.examples import BLOCK, PROCESS
from tests.cards.tree import button, shown, submits

DE = words("de")


def test_button_names_process_block_and_revision_and_read_returns_them() -> None:
    card = block_card.build(PROCESS, replace(BLOCK, revision=3), 0, DE)
    ref = block_card.read(button(card, "Jetzt teilnehmen"))
    assert ref == BlockRef(process_id="p-1", block_key="areas", revision=3)


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
    assert "weniger als 5 Personen" in text


def test_count_is_told_as_a_coarse_step() -> None:
    text = shown(block_card.build(PROCESS, BLOCK, 1000, words("en")))
    assert "At least 1,000 people" in text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"process": "p-1", "block": "areas"},
        {"process": "p-1", "block": "areas", "revision": "1"},
        {"process": "p-1", "block": "areas", "revision": True},
        {"process": "p-1", "block": "areas", "revision": 0},
        {"process": "p-1", "block": ["areas"], "revision": 1},
        {"process": "", "block": "areas", "revision": 1},
        {"process": "p" * 101, "block": "areas", "revision": 1},
        {"process": "p-\ud800", "block": "areas", "revision": 1},
    ],
)
def test_data_of_a_wrong_shape_is_not_understood(data: dict[str, object]) -> None:
    with pytest.raises(CardNotUnderstoodError):
        block_card.read(data)
