"""What an edited block says differently, in sentences."""

from collections.abc import Sequence

from cards.running.consequences import dates
from content.words import Words
from participation.running.changes import Change, changes
from participation.running.standing import Standing
from participation.templates.local_text import LANGUAGES, Language, LocalText

MOST_TOLD = 20
LONGEST_TOLD = 140


def of_editing(before: Standing, after: Standing, block_key: str, words: Words) -> list[str]:
    """Return a sentence for every date that moves and every text that changes."""
    was, is_now = before.block(block_key).content, after.block(block_key).content
    told = [_sentence(one, words) for one in changes(was, is_now)]
    lines = [*dates(before, after, words), *told]
    if len(lines) <= MOST_TOLD:
        return lines
    more = words.counted("edit.more", len(lines) - MOST_TOLD)
    return [*lines[:MOST_TOLD], more]


def _sentence(change: Change, words: Words) -> str:
    where = _cut(change.where.to(words.language)) if change.where else ""
    if change.before is None and change.after is None:
        return words.text(f"edit.changes.{change.kind}", where=where)
    name = words.text(f"edit.changes.{change.kind}", where=where)
    texts = [one for one in (change.before, change.after) if one]
    language = _language(texts, words)
    told = [_cut(one.to(language)) for one in texts]
    if change.before and change.after:
        return words.text("edit.changed", name=name, before=told[0], after=told[1])
    return words.text("edit.new" if change.after else "edit.gone", name=name, text=told[0])


def _language(texts: Sequence[LocalText], words: Words) -> Language:
    """Return the reader's language, or the other one if only what it says has changed."""
    if len({one.to(words.language) for one in texts}) == len(texts):
        return words.language
    return next(one for one in LANGUAGES if one != words.language)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TOLD else f"{line[: LONGEST_TOLD - 1].rstrip()}…"
