"""The dialog in which a process is paused."""

from cards.elements.parts import Card, leaves, submits
from cards.running.act_pages import ActView, asking, confirming, read
from cards.running.consequences import of_pausing
from content.words import Words

__all__ = ["VERB", "build", "read"]

VERB = "pause_process"


def build(view: ActView, words: Words) -> Card:
    """Return the page that asks for the reason, or the one that confirms the act."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, (), [forward], words)
    actions = [
        submits(VERB, words.text("acts.pause_process.do"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    return confirming(view, VERB, of_pausing(view.before, words), actions, words)
