"""Rules that recognise personal data in German free text, before it is stored.

What is certain stops a text until it is changed or consciously confirmed; what has to be checked
is asked about. Places and institutions named after people are taken out first. Descriptions by
role ("the head of the school in Y") are not recognised; a person reads what is published.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.personal_data.names import names
from analysis.personal_data.numbers import is_iban, is_tax_id
from content.personal import WordLists, word_lists

Level = Literal["none", "check", "certain"]
Matches = Callable[[str], bool]

CERTAIN = (
    "email",
    "iban",
    "tax",
    "social_security",
    "court_file",
    "case",
    "birth",
    "street",
    "phone",
    "name",
)
CHECK = ("first_name", "initial", "child_or_parent")
KINDS = (*CERTAIN, *CHECK)
SHORTEST_LOWERED = 4
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
HIDDEN = " · "
REST_OF_A_NAME = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"


@dataclass(frozen=True, slots=True)
class Finding:
    """How sure it is that a text holds personal data, and of which kinds; never where or what."""

    level: Level
    kinds: tuple[str, ...] = ()


def check_text(text: str) -> Finding:
    """Return what a text seems to hold; for one line or many, in German.

    `kinds` are out of KINDS, in that order. Costs well under a millisecond for a sentence.
    """
    rules = _rules()
    kinds = {*rules.numbers(text), *rules.people(rules.without_places(text)), *rules.cases(text)}
    ordered = tuple(kind for kind in KINDS if kind in kinds)
    if kinds & set(CERTAIN):
        return Finding("certain", ordered)
    return Finding("check" if kinds else "none", ordered)


@cache
def _rules() -> "_Rules":
    return _Rules(word_lists())


class _Rules:
    """The rules, with their patterns made ready once."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists
        known = names().first | lists.more_first_names
        self._first = (known - lists.ambiguous_first_names) | lists.plain_first_names
        self._any_first = known | lists.plain_first_names
        self._last = names().last
        self._lowered = {name.lower() for name in self._first if len(name) >= SHORTEST_LOWERED} - {
            word.lower() for word in lists.ambiguous_first_names
        }
        self._prepare_signs()
        self._prepare_words()

    def _prepare_signs(self) -> None:
        find = {
            kind: re.compile(pattern, 0 if kind in _EXACT else re.IGNORECASE)
            for kind, pattern in self._lists.patterns.items()
        }
        not_streets, self._date, self._initial = find["not_streets"], find["date"], find["initial"]
        self._signs: tuple[tuple[str, re.Pattern[str], Matches], ...] = (
            ("email", find["email"], _always),
            ("iban", find["iban"], is_iban),
            ("tax", find["tax_number"], _always),
            ("tax", find["tax_id_named"], _always),
            ("tax", find["tax_id"], is_tax_id),
            ("social_security", find["social_security"], _always),
            ("court_file", find["court_file"], _always),
            ("case", find["case_number"], _always),
            ("birth", find["birth"], _always),
            ("street", find["street"], lambda text: not not_streets.match(text)),
            ("phone", find["phone"], _always),
        )

    def _prepare_words(self) -> None:
        lists = self._lists
        name = f"[{lists.capitals}]{REST_OF_A_NAME}"
        self._places = _places(lists, name)
        self._sentence_end = re.compile(rf"(?<=[.!?;]) (?=[{lists.capitals}])")
        self._titled = re.compile(
            rf"\b(?:{_any_of(lists.salutations)})(?!\w)\.? "
            rf"(?:(?:{_any_of(lists.titles)}) )*({name}|[{lists.capitals}]\.)"
        )
        self._definite = re.compile(
            rf"\b(?:{_any_of(lists.definite)}) (?:[^\W_][\w-]* ){{0,4}}"
            rf"(?:{_any_of(lists.people)})\b",
            re.IGNORECASE,
        )
        self._age = re.compile(lists.ages, re.IGNORECASE)
        self._health = re.compile(lists.health, re.IGNORECASE)
        self._place = re.compile(
            rf"\b(?:{_any_of(lists.place_words)}) (?:{_any_of(lists.municipalities)})\b"
        )

    def without_places(self, text: str) -> str:
        """Return `text` without institutions, places and authors that bear names of people."""
        return self._places.sub(HIDDEN, text)

    def numbers(self, text: str) -> Iterator[str]:
        """Yield the kinds that show in numbers and signs."""
        without_dates = self._date.sub(HIDDEN, text)
        for kind, pattern, is_meant in self._signs:
            searched = without_dates if kind == "phone" else text
            if any(is_meant(match.group()) for match in pattern.finditer(searched)):
                yield kind

    def people(self, text: str) -> Iterator[str]:
        """Yield the kinds that show in words about people."""
        for match in self._titled.finditer(text):
            if len(match[1]) == 2:
                yield "initial"
            elif self._is_surname(match[1]):
                yield "name"
        yield from self._given_names(text)
        if self._initial.search(text):
            yield "initial"

    def cases(self, text: str) -> Iterator[str]:
        """Yield that somebody is meant who can be told by age, health or place."""
        for sentence in self._sentence_end.split(text):
            if self._definite.search(sentence):
                seen = (self._age, self._health, self._place)
                if sum(bool(one.search(sentence)) for one in seen) > 1:
                    yield "child_or_parent"

    def _given_names(self, text: str) -> Iterator[str]:
        found = list(WORD.finditer(text))
        is_lowered = text == text.lower()
        for number, match in enumerate(found):
            word = match.group()
            following = found[number + 1] if number + 1 < len(found) else None
            is_next = following and text[match.end() : following.start()] == " "
            if is_next and following and self._is_full_name(word, following.group()):
                yield "name"
            elif self._is_first_name(word) or (is_lowered and word in self._lowered):
                yield "first_name"

    def _is_full_name(self, word: str, following: str) -> bool:
        if word.partition("-")[0] not in self._any_first or not following[0].isupper():
            return False
        return self._sounds_like_a_surname(following) and word != following

    def _is_first_name(self, word: str) -> bool:
        return word in self._first or (
            "-" in word and all(part in self._any_first for part in word.split("-"))
        )

    def _is_surname(self, word: str) -> bool:
        ending = word.rpartition("-")[2]
        return ending not in self._lists.not_surnames and word not in self._lists.not_surnames

    def _sounds_like_a_surname(self, word: str) -> bool:
        if word in self._lists.not_surnames:
            return False
        return word in self._last or word.lower().endswith(self._lists.surname_endings)


def _always(_text: str) -> bool:
    return True


_EXACT = frozenset({"court_file", "street", "initial"})
"""Kinds whose patterns mind large and small letters."""


def _places(lists: WordLists, name: str) -> re.Pattern[str]:
    endings = _any_of(lists.institution_endings)
    # They begin where a word does and end somewhere: nobody can make them search for long.
    compound = rf"(?<![\w-])(?:[^\W\d_]{{1,40}}-){{1,6}}(?:{endings}|{endings.title()})\w*"
    joined = rf"(?<!\w)[{lists.capitals}][^\W\d_]{{1,60}}(?:{endings})(?:en|er|n|s)?\b"
    spaced = rf"(?<!\w){name} {name}(?= ?-?(?:{endings.title()})\b)"
    after = rf"(?:{_any_of(lists.institution_words)})(?!\w) \u201e?{name}(?: {name})?"
    authors = rf"(?:{_any_of(lists.authors)})"
    return re.compile("|".join((compound, joined, spaced, after, authors)))


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
