"""The dialog that asks for results to be published before their day."""

from cards.elements.parts import Card, leaves, submits
from cards.running.act_pages import ActView, asking, confirming, read
from cards.running.consequences import of_second
from content.words import Words

__all__ = ["VERB", "build", "read"]

VERB = "publish_early"


def build(view: ActView, words: Words) -> Card:
    """Return the page that asks for the reason, or the one that confirms."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, (), [forward], words, is_told=False)
    actions = [
        submits(VERB, words.text("seconds.ask"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    lines = [*of_second("publish_early", view, words), words.text("seconds.only_then")]
    return confirming(view, VERB, lines, actions, words, is_told=False)
