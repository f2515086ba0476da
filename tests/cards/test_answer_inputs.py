"""What every kind of prompt is answered with, and what its inputs hold when shown again."""

from typing import Any

import pytest

from cards.elements.answer_inputs import answer_inputs
from cards.elements.given_answers import worded_answer
from cards.elements.plain_language import plain_language
from content.words import words
from participation.entries import Entries, answered, entries_of
from participation.responses import Answers
from participation.templates.prompts import Prompt, TextPrompt
from tests.cards.kinds import ANSWERS
from tests.cards.tree import inputs, nodes, shown
from tests.participation.examples import asked, small

DE, EN = words("de"), words("en")
KEYS = ("tasks", "aims", "shapes", "hours", "areas", "start")
REMARK = next(one for one in small().topic_blocks[1].prompts if isinstance(one, TextPrompt))


def page(prompt: Prompt, given: Answers | None = None, entries: Entries | None = None) -> list[Any]:
    elements = answer_inputs(prompt, given or {}, DE, entries)
    return [one.model_dump(mode="json", exclude_none=True) for one in elements]


def fields(prompt: Prompt, given: Answers | None = None, entries: Entries | None = None) -> Any:
    return inputs(page(prompt, given, entries))


def values(prompt: Prompt, given: Answers) -> dict[str, str]:
    """Return what the inputs hold, as a client would send it untouched."""
    held = {one["id"]: one.get("value") for one in fields(prompt, given)}
    return {name: str(value) for name, value in held.items() if value is not None}


@pytest.mark.parametrize("key", KEYS)
def test_inputs_send_back_untouched_what_was_answered(key: str) -> None:
    prompt = asked(key)
    given = {**ANSWERS, "areas": "-2"}
    sent = {name: value.removesuffix(".0") for name, value in values(prompt, given).items()}
    again = answered(prompt, key, sent)
    assert again == {item: answer for item, answer in given.items() if item in again}


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_chosen_beforehand(key: str) -> None:
    assert values(asked(key), {}) == {}


def test_several_may_be_ticked_and_the_label_says_how_many() -> None:
    (field,) = fields(asked("tasks"))
    assert field["isMultiSelect"]
    assert field["label"] == "Welche Aufgaben? (bis zu 2)"


@pytest.mark.parametrize(
    ("least", "most", "limit"), [(1, 3, "bis zu 3"), (2, 2, "genau 2"), (2, 3, "2 bis 3")]
)
def test_every_limit_has_its_words(least: int, most: int, limit: str) -> None:
    changes = {"least_choices": least, "most_choices": most}
    (field,) = fields(asked("tasks").model_copy(update=changes))
    assert field["label"].endswith(f"({limit})")


def test_every_option_of_a_ranking_has_a_drop_down_with_all_ranks() -> None:
    found = fields(asked("aims"))
    assert [one["id"] for one in found] == ["answer_first", "answer_other", "answer_third"]
    assert [one["label"] for one in found] == ["Das eine.", "Das andere.", "Das dritte."]
    for one in found:
        assert one["style"] == "compact"
        assert [choice["value"] for choice in one["choices"]] == ["1", "2", "3"]


def test_resistance_explains_its_ends_and_asks_about_the_present_state_too() -> None:
    found = fields(asked("shapes"))
    assert [one["label"] for one in found][-1] == "Es bleibt, wie es ist."
    titles = [choice["title"] for choice in found[0]["choices"]]
    assert (titles[0], titles[5], titles[10]) == (
        *("0 – kein Widerstand", "5", "10 – größter Widerstand"),
    )
    assert "10 heißt: Das geht für mich gar nicht." in shown_of(asked("shapes"))


def test_a_whole_number_has_a_number_field_with_its_bounds() -> None:
    (field,) = fields(asked("areas"))
    assert (field["type"], field["min"], field["max"]) == ("Input.Number", -2, 31)
    assert "Eine ganze Zahl: -2 bis 31." in shown_of(asked("areas"))


def test_a_number_with_decimals_is_typed_with_the_comma_of_the_language() -> None:
    (field,) = fields(asked("hours"), ANSWERS)
    assert (field["type"], field["value"]) == ("Input.Text", "7,5")
    (english,) = answer_inputs(asked("hours"), ANSWERS, EN)[:1]
    assert english.model_dump()["value"] == "7.5"


def test_a_day_has_its_bounds() -> None:
    (field,) = fields(asked("start"))
    assert (field["min"], field["max"]) == ("2021-09-01", "2021-12-31")
    assert "1. September 2021 bis 31. Dezember 2021" in shown_of(asked("start"))


@pytest.mark.parametrize("key", ["aims", "shapes"])
def test_an_optional_choice_can_be_taken_back(key: str) -> None:
    prompt = asked(key).model_copy(update={"is_optional": True})
    for field in fields(prompt):
        assert field["choices"][-1] == {"title": "keine Angabe", "value": "-"}
    taken_back = {field["id"]: "-" for field in fields(prompt)}
    assert not any(answered(prompt, key, taken_back).values())


@pytest.mark.parametrize(
    ("key", "entries"),
    [
        ("aims", {"answer_first": "2", "answer_other": "2"}),
        ("tasks", {"answer": "plan,meet,write"}),
        ("hours", {"answer": "sieben"}),
        ("shapes", {"answer_few": "3"}),
    ],
)
def test_refused_entries_stand_in_the_inputs_as_they_were_sent(key: str, entries: Entries) -> None:
    held = {one["id"]: one.get("value") for one in fields(asked(key), ANSWERS, entries)}
    assert {name: value for name, value in held.items() if value} == entries


def test_a_text_says_its_limit_and_then_how_long_it_is() -> None:
    assert "Höchstens 200 Zeichen." in str(page(REMARK))
    assert "12 von 200 Zeichen." in str(page(REMARK, {"remark": "Mehr Freude!"}))


def test_a_text_that_was_too_long_stands_there_whole_with_its_length() -> None:
    long = "x" * 900
    (field,) = fields(REMARK, {}, {"answer": long})
    assert field["value"] == long
    assert field["maxLength"] >= 2 * 2000
    assert "900 von 200 Zeichen." in str(page(REMARK, {}, {"answer": long}))


def test_plain_language_unfolds_without_asking_the_bot() -> None:
    button, text = (
        one.model_dump(mode="json", exclude_none=True)
        for one in plain_language([asked("tasks").plain, None], DE)
    )
    (action,) = button["actions"]
    assert (action["type"], action["title"]) == ("Action.ToggleVisibility", "In einfacher Sprache")
    assert action["targetElements"] == [text["id"]]
    assert text["isVisible"] is False
    assert "Was soll die Person tun?" in shown(text)


def test_without_a_plain_version_there_is_no_button() -> None:
    assert plain_language([None, None], DE) == []


@pytest.mark.parametrize(
    ("key", "read"),
    [
        ("tasks", "Planen.\nSchreiben."),
        ("aims", "1. Das dritte.\n2. Das eine.\n3. Das andere."),
        ("hours", "7,5 Stunden"),
        ("start", "3. Oktober 2021"),
        ("areas", "keine Antwort"),
    ],
)
def test_answers_are_read_back_in_words(key: str, read: str) -> None:
    assert worded_answer(asked(key), ANSWERS.get(key, ""), DE) == read


def shown_of(prompt: Prompt) -> str:
    texts = [node.get("inlines", []) for node in nodes(page(prompt))]
    return " ".join(str(inline) for inlines in texts for inline in inlines)


def test_entries_fill_inputs_that_exist() -> None:
    for key in KEYS:
        known = {one["id"] for one in fields(asked(key))}
        assert set(entries_of(asked(key), ANSWERS)) <= known
