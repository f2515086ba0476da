"""The words in both languages, and how numbers and times are written."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.words import Words, words
from participation.meetings.checks import OUTCOME_PROBLEMS
from participation.set_up import PROBLEM_CODES

DE, EN = words("de"), words("en")
ROOT = Path(__file__).parent.parent.parent
ROOMS = ("bot", "dialogs", "cards", "content")


def test_no_text_is_empty() -> None:
    assert [key for spoken in (DE, EN) for key, text in spoken.texts.items() if not text] == []


def test_every_problem_of_the_set_up_form_has_words() -> None:
    known = {key for key in DE.texts if key.startswith("set_up.problems.")}
    assert known == {f"set_up.problems.{code}" for code in PROBLEM_CODES}


def test_every_problem_of_an_outcomes_form_has_words() -> None:
    known = {key for key in DE.texts if key.startswith("outcome_form.problems.")}
    assert known == {f"outcome_form.problems.{code}" for code in OUTCOME_PROBLEMS}


def pattern_of(node: ast.AST) -> str:
    """Return a string literal as a pattern in which what is filled in matches any word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern_of(part) for part in node.values)
    return r"\w+" if isinstance(node, ast.FormattedValue) else ""


def asked() -> Iterator[str]:
    """Yield what the rooms ask words for, as patterns: the first argument of text and counted."""
    for file in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                form = {"text": "", "counted": r"\.(one|other)"}.get(node.func.attr)
                key = pattern_of(node.args[0])
                if form is not None and key:
                    yield key + form


def test_every_text_that_is_asked_for_exists() -> None:
    assert [one for one in asked() if not any(re.fullmatch(one, key) for key in DE.texts)] == []


def test_german_uses_german_quotation_marks() -> None:
    wrong = [key for key, text in DE.texts.items() if '"' in text or "”" in text]
    assert wrong == []
    assert [key for key, text in DE.texts.items() if text.count("„") != text.count("“")] == []


def test_english_uses_english_quotation_marks() -> None:
    wrong = [key for key, text in EN.texts.items() if '"' in text or "„" in text]
    assert wrong == []
    assert [key for key, text in EN.texts.items() if text.count("“") != text.count("”")] == []


@pytest.mark.parametrize(
    ("spoken", "written"),
    [(DE, "Donnerstag, 1. April 2027, 08:00 Uhr"), (EN, "Thursday, 1 April 2027, 08:00")],
)
def test_moment_is_told_in_the_office_s_wall_time(spoken: Words, written: str) -> None:
    moment = datetime(2027, 4, 1, 6, 0, tzinfo=UTC)
    assert spoken.moment(moment, "Europe/Berlin") == written


def test_date_is_written_as_people_write_it() -> None:
    day = date(2027, 6, 1)
    assert (DE.date(day), EN.date(day)) == ("1. Juni 2027", "1 June 2027")


def test_percentage_rounds_halves_up_and_keeps_its_sign_on_the_line() -> None:
    assert (DE.percent(0.125), EN.percent(0.125)) == ("13\u202f%", "13%")


def test_thousands_are_separated() -> None:
    assert (DE.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")


def test_one_and_many_have_their_own_words() -> None:
    assert DE.counted("results.text_count", 1) == "1 Text"
    assert DE.counted("results.text_count", 2) == "2 Texte"


def test_braces_that_people_typed_are_never_read_as_places() -> None:
    text = DE.text("errors.answer_missing.text", question="Was ist {0} und {unknown}?")
    assert text == "Bitte beantworten Sie noch „Was ist {0} und {unknown}?“."


def test_unknown_key_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        DE.text("no.such.key")
