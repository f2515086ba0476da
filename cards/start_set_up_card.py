"""The answer to the set-up command: a message cannot open a dialog, its button can."""

from cards import set_up_process_card
from cards.elements.parts import Card, finish, heading, opens_dialog, paragraph
from content.words import Words


def build(words: Words) -> Card:
    """Return one sentence and the button."""
    title = words.text("start_set_up.title")
    button = opens_dialog(set_up_process_card.VERB, words.text("start_set_up.open"), {})
    return finish(
        [heading(title), paragraph(words.text("start_set_up.text"))],
        [button],
        title=title,
        words=words,
    )
