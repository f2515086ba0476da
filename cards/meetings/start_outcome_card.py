"""The answer to the command for outcomes: a message cannot open a dialog, its button can."""

from cards.elements.parts import Card, finish, heading, opens_dialog, paragraph
from cards.meetings import form_view
from content.words import Words


def build(words: Words) -> Card:
    """Return what is asked, and the button."""
    title = words.text("start_outcome.title")
    button = opens_dialog(form_view.VERB, words.text("start_outcome.open"), {})
    return finish(
        [heading(title), paragraph(words.text("start_outcome.text"))],
        [button],
        title=title,
        words=words,
    )
