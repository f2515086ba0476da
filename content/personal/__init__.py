"""German word lists by which personal data in free text is recognised."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """What the rules of `analysis.personal_data` know of German; names of people are not here.

    `patterns` are regular expressions by kind, the others lists of words as they are written.
    """

    capitals: str
    salutations: tuple[str, ...]
    not_surnames: frozenset[str]
    ambiguous_first_names: frozenset[str]
    plain_first_names: frozenset[str]
    more_first_names: frozenset[str]
    surname_endings: tuple[str, ...]
    institution_endings: tuple[str, ...]
    institution_words: tuple[str, ...]
    authors: tuple[str, ...]
    municipalities: tuple[str, ...]
    people: tuple[str, ...]
    definite: tuple[str, ...]
    place_words: tuple[str, ...]
    titles: tuple[str, ...]
    ages: str
    health: str
    patterns: dict[str, str]


@cache
def word_lists() -> WordLists:
    """Return the bundled lists."""
    read = tomllib.loads(files("content").joinpath("personal/german.toml").read_text("utf-8"))
    return TypeAdapter(WordLists).validate_python(read)
