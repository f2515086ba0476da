"""What somebody has written to the bot: a command, nearly one, or a text that is none."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from unicodedata import normalize

from content.words import words
from participation.templates.local_text import LANGUAGES

MENTION = re.compile(r"<at[^<>]{0,200}>[^<>]{0,200}</at>")
WORD = re.compile(r"[^\W\d_]+")
LONGEST_READ = 1000
"""How much of a message is looked at; whatever is longer is no command."""

MOST_WORDS = 4
"""A command may be asked for politely; a longer text that begins with its word is a text."""

SHORTEST_TEXT = 7
"""From this many words on somebody is telling something rather than trying a command."""

CLOSE_ENOUGH = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was made out: a command, or the word of the command that was perhaps meant."""

    command: str = ""
    meant: str = ""
    is_empty: bool = False
    is_long: bool = False


def made_out(text: str, commands: tuple[str, ...]) -> Said:
    """Return what `text` says; `commands` are keys of the texts under `commands.`."""
    without_mention = MENTION.sub(" ", text[:LONGEST_READ]).replace("&nbsp;", " ")
    said = WORD.findall(normalize("NFKC", without_mention).casefold())
    if not said:
        return Said(is_empty=not without_mention.strip())
    known = {
        words(language).text(f"commands.{key}"): key for key in commands for language in LANGUAGES
    }
    if len(said) <= MOST_WORDS:
        # A command may have two words, which then count for more than either alone.
        phrases = [*(" ".join(pair) for pair in pairwise(said)), *said]
        if found := next((known[one] for one in phrases if one in known), ""):
            return Said(command=found)
        close = [match for one in phrases for match in _close(one, known)]
        return Said(meant=close[0] if close else "")
    return Said(is_long=len(said) >= SHORTEST_TEXT)


def _close(word: str, known: dict[str, str]) -> list[str]:
    return get_close_matches(word, known, n=1, cutoff=CLOSE_ENOUGH)
