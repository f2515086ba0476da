"""A question in plain language, on demand and without asking the bot."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement, Container

from cards.elements.parts import paragraph, unfolds
from content.words import Words
from participation.templates.local_text import LocalText

ID = "plain_language"


def plain_language(texts: Sequence[LocalText | None], words: Words) -> list[CardElement]:
    """Return a button that unfolds those of `texts` that there are; nothing if there is none."""
    found = [paragraph(text.to(words.language)) for text in texts if text]
    if not found:
        return []
    unfolded = Container(
        id=ID, is_visible=False, style="emphasis", spacing="Small", items=list[CardElement](found)
    )
    return [unfolds(words.text("prompt.in_plain_language"), ID), unfolded]
