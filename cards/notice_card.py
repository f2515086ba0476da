"""A short notice: something was done, or where to go. It repeats nothing that a person answered."""

from cards.elements.parts import Card, finish, heading, paragraph
from content.words import Words


def build(name: str, words: Words, **values: str) -> Card:
    """Return the notice `name`; its words stand under `notices.<name>`."""
    title = words.text(f"notices.{name}.title", **values)
    text = words.text(f"notices.{name}.text", **values)
    return finish([heading(title), paragraph(text)], title=title, words=words)
