"""Words live in content/: no German in the code of any other room."""

import ast
import re

import pytest

from tests.house.source import lines, modules, rooms

# Only words that are none in English: "die", "war" or "hat" would find honest sentences.
GERMAN = re.compile(
    r"[äöüßÄÖÜ„]|\b(?:und|oder|nicht|bitte|das|ein|eine|einen|einer|ist|sind|wird|werden|wurde|kann|"
    r"haben|Sie|Ihre|Ihr|auf|bei|nach|zum|zur|kein|keine|noch|schon|Antwort|Antworten|Bereich|"
    r"Kanal|Frage|Fehler|Prozess|Vorlage|weiter|senden|abbrechen|Strg|erfunden\w*)\b",
    re.IGNORECASE,
)


def test_no_german_outside_content() -> None:
    found = [
        f"{module.path}:{node.lineno} {node.value!r}"
        for module in modules(*(room for room in rooms() if room != "content"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and GERMAN.search(node.value)
    ]
    assert not found, lines(found)


@pytest.mark.parametrize("sentence", ["Bitte wählen", "Das hat geklappt", "z. B. ein Amt"])
def test_german_is_recognised(sentence: str) -> None:
    assert GERMAN.search(sentence)
