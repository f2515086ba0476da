"""The dialog's draft is no longer there: said kindly, with a way on."""

from cards.block_card import VERB, ref_data
from cards.elements.parts import Card, finish, heading, paragraph, submits
from content.words import Words
from participation.process import Process, TopicBlock


def build(process: Process, block: TopicBlock, nonce: str, words: Words) -> Card:
    """Return the notice with a button that shows how things stand now."""
    title = words.text("gone.title")
    data = {**ref_data(process, block), "nonce": nonce, "action": "open"}
    go_on = submits(VERB, words.text("gone.go_on"), data, style="positive")
    return finish(
        [heading(title), paragraph(words.text("gone.text"))], [go_on], title=title, words=words
    )
