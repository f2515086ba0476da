"""What the bot understands."""

from cards.chat.unknown_words_card import start_buttons
from cards.elements.parts import Card, bullets, finish, heading, paragraph
from content.words import Words


def build(words: Words) -> Card:
    """Return the commands and what they do."""
    title = words.text("help.title")
    body = [
        heading(title),
        paragraph(words.text("help.text")),
        bullets(words.list("help.commands")),
        paragraph(words.text("help.answering")),
    ]
    return finish(body, start_buttons(words), title=title, words=words)
