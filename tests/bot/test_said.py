"""What people write is made out: a command in either language, nearly one, or a text."""

import pytest

from bot.routes import COMMANDS, command
from bot.said import Said, made_out

KEYS = ("set_up_process", "pull_summary", "offer_help", "what_waits", "show_topics", "show_my_data")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("start", "what_waits"),
        ("<at>Themenblock</at> Themen", "show_topics"),
        ("<at>Themenblock</at>&nbsp;topics", "show_topics"),
        ("Bitte die Zusammenfassung!", "pull_summary"),
        ("/setup", "set_up_process"),
        ("\u200bＨｉｌｆｅ", "offer_help"),
        ("help\nplease", "offer_help"),
        ("Meine Daten bitte", "show_my_data"),
        ("<at>Themenblock</at> MY DATA!", "show_my_data"),
    ],
)
def test_a_command_is_found_in_either_language(text: str, key: str) -> None:
    assert made_out(text, KEYS) == Said(command=key)


@pytest.mark.parametrize(
    "text", ["", "   ", "<at>Themenblock</at>", "<at>Themenblock</at>&nbsp;\n"]
)
def test_nothing_but_a_mention_is_empty(text: str) -> None:
    assert made_out(text, KEYS) == Said(is_empty=True)


@pytest.mark.parametrize(
    "text", ["👍", "12 + 3", "…", "Wo ist die Kantine?", "Was gilt nun für uns?"]
)
def test_other_words_are_not_taken_for_anything(text: str) -> None:
    assert made_out(text, KEYS) == Said()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hlife", "hilfe"),
        ("summery", "summary"),
        ("Themenn bitte", "themen"),
        ("meine datn", "meine daten"),
    ],
)
def test_a_word_that_is_nearly_a_command_is_named(text: str, meant: str) -> None:
    assert made_out(text, KEYS) == Said(meant=meant)


@pytest.mark.parametrize("text", ["Start der Planungsräume bitte erst im Herbst", "wort " * 30_000])
def test_a_longer_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    assert made_out(text, KEYS) == Said(is_long=True)


def test_every_command_has_a_route_and_other_words_have_one_too() -> None:
    assert command("start") is COMMANDS["what_waits"]
    assert command("") is COMMANDS["offer_help"]
    assert command("Nanu").read({}) == command("Nanu").read({})
