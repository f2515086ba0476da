"""The words for mistakes stand in both languages alike."""

import re
import tomllib
from importlib.resources import files

import pytest

from content.mistakes import codes, mend, message, worded


def raw(language: str) -> dict[str, dict[str, str]]:
    """Return the words with their placeholders."""
    return tomllib.loads(
        files("content").joinpath("mistakes", f"{language}.toml").read_text("utf-8")
    )


def test_both_languages_have_the_same_codes_in_the_same_order() -> None:
    assert codes("de") == codes("en")


@pytest.mark.parametrize("part", ["message", "mend"])
@pytest.mark.parametrize("code", codes("de"))
def test_both_languages_fill_in_the_same_values(code: str, part: str) -> None:
    german, english = (set(re.findall(r"{(\w+)}", raw(name)[code][part])) for name in ("de", "en"))
    assert german == english


@pytest.mark.parametrize("code", codes("de"))
def test_every_message_and_every_mend_is_a_whole_sentence(code: str) -> None:
    for language in ("de", "en"):
        for text in raw(language)[code].values():
            assert re.fullmatch(r"[A-ZÄÖÜ{].*[.]", text)


def test_message_and_mend_make_a_line() -> None:
    values = {"name": "title"}
    assert message("field_missing", "de", **values) == "Das Feld „title“ fehlt."
    assert mend("field_missing", "en", **values) == "Add the field “title”."
    assert worded("field_missing", values, "en", file="a.toml", path="b.title") == (
        "a.toml:b.title: The field “title” is missing. → Add the field “title”."
    )


def test_what_somebody_typed_is_never_taken_for_a_placeholder() -> None:
    assert "„{0.__class__}“" in message("field_missing", "de", name="{0.__class__}")


def test_a_code_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("no_such_code", "de")
