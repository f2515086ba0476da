"""What tells the cards of a rehearsal from those of a process that counts."""

from cards.elements.parts import Card, warning
from content.words import Words
from participation.process import Process


def marked(card: Card, words: Words) -> Card:
    """Return `card` with a line on top that says that it only belongs to a rehearsal."""
    line = warning(words.text("rehearsal.mark")).model_dump(mode="json", exclude_none=True)
    body = card["body"]
    return {**card, "body": [line, *(body if isinstance(body, list) else [])]}


def as_shown(card: Card, process: Process, words: Words) -> Card:
    """Return `card` as people see it: nobody may take a rehearsal for the real thing."""
    return marked(card, words) if process.is_rehearsal else card
