"""What somebody takes along is whole, in parts that fit, and no button sends it back."""

import json
from dataclasses import replace

from cards.chat import show_my_data_card
from cards.chat.my_data_json import parts_of
from cards.elements.parts import WANTED_SIZE, size_in_utf16
from content.words import words
from participation.my_data import MyData
from participation.responses import Response
from tests.cards.examples import BLOCK, PROCESS, RESPONSE
from tests.cards.my_data_examples import everything
from tests.cards.tree import inputs, submits

DE = words("de")
DATA = everything(PROCESS, BLOCK, RESPONSE)


def put_together(data: MyData) -> object:
    """What somebody has who copies one part after the other."""
    first = show_my_data_card.build(data, 1, DE)
    count = int(inputs(first)[0]["label"].split()[-1])
    cards = [show_my_data_card.build(data, part, DE) for part in range(1, count + 1)]
    assert max(size_in_utf16(card) for card in cards) <= WANTED_SIZE
    return json.loads("".join(inputs(card)[0]["value"] for card in cards))


def test_it_says_all_that_is_kept_with_question_answer_and_words() -> None:
    told = put_together(DATA)
    assert isinstance(told, dict)
    block = told["open_blocks"][0]
    assert block["response"]["department"]["key"] == "512"
    few = next(one for one in block["response"]["answers"] if one["item"] == "views.few")
    assert (few["answer"], few["in_words"]) == ("agree", "Stimme zu")
    assert few["question"] == "Wie sehen Sie das?"
    assert few["statement"].startswith("Mitarbeiter*innen")
    assert [one["answers"][0]["answer"] for one in block["drafts"]] == ["2", "2"]
    assert block["proposals"][0]["text"] == "Jeder Raum braucht einen Namen."
    assert told["account"]["unfinished_forms"][0]["form"] == {"result": "Angefangen."}
    assert told["closed_blocks"]["blocks"][0]["block"] == "Planungsräume"


def test_much_text_comes_in_parts_that_are_the_whole_again() -> None:
    text = 'Zeile mit „Zitat“, "Anführung" und \\ Strich 🙂\n' * 400 + "ohne Umbruch " * 900
    long = Response(department="512", answers={**RESPONSE.answers, "wish": text})
    data = replace(DATA, open=(replace(DATA.open[0], stored=long),))
    assert len(parts_of(data, DE)) > 3
    told = put_together(data)
    assert isinstance(told, dict)
    kept = {one["item"]: one["answer"] for one in told["open_blocks"][0]["response"]["answers"]}
    assert kept["wish"] == text


def test_no_button_sends_back_what_stands_in_the_field() -> None:
    for part in (1, 2):
        card = show_my_data_card.build(DATA, part, DE)
        assert {one["associatedInputs"] for one in submits(card)} == {"none"}


def test_a_part_that_is_not_there_any_more_is_the_last_one() -> None:
    shown = show_my_data_card.build(DATA, 99, DE)
    last = len(parts_of(DATA, DE))
    assert inputs(shown)[0]["label"] == f"Teil {last} von {last}"
