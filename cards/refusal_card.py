"""A refusal in kind words: what was not possible, that nothing was stored, what helps."""

from datetime import date, datetime
from decimal import Decimal

from cards.elements.parts import Card, finish, heading, paragraph
from content.words import Words
from participation.bounded_answers import as_kept
from participation.refusals import ParticipationError
from participation.templates.local_text import LocalText


def build(error: ParticipationError, words: Words, zone: str = "Europe/Berlin") -> Card:
    """Return the words for `error`, its values worded in the reader's language and `zone`."""
    values = {name: _worded(value, words, zone) for name, value in error.values.items()}
    return _card(error.code, words, values)


def build_internal(words: Words) -> Card:
    """Return the words for a fault of ours."""
    return _card("internal", words, {})


def build_unsure(words: Words) -> Card:
    """Return the words for a fault that passes, after which something may have been stored."""
    return _card("unsure", words, {})


def sentence(error: ParticipationError, words: Words, zone: str = "Europe/Berlin") -> str:
    """Return the text alone, for a page that shows it above its question."""
    values = {name: _worded(value, words, zone) for name, value in error.values.items()}
    return words.text(f"errors.{error.code}.text", **values)


def _card(code: str, words: Words, values: dict[str, str]) -> Card:
    title = words.text(f"errors.{code}.title", **values)
    text = words.text(f"errors.{code}.text", **values)
    return finish([heading(title), paragraph(text)], title=title, words=words)


def _worded(value: object, words: Words, zone: str) -> str:
    match value:
        case LocalText():
            return value.to(words.language)
        case datetime():
            return words.moment(value, zone)
        case date():
            return words.date(value)
        case Decimal():
            return words.decimal(as_kept(value))
        case _:
            return str(value)
